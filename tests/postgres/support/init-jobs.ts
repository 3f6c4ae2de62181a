import {
  initJobsOf,
  podTemplateOf,
  readObjects,
  serviceOf,
  type Container,
  type KubernetesObject,
  type PodSpec,
} from '../../cluster/support/manifests';
import type { Tree } from '../../cluster/support/trees';
import { adminLogin, clusterData, resolveVariable, type AdminLogin, type ClusterData } from './cluster-data';

/** One init Job, and what its own variables say that it will create. */
export interface InitJob {
  readonly service: string;
  readonly pod: PodSpec;
  readonly role: string;
  readonly database: string;
  readonly password: string;
  readonly connectionLimit: number;
  /** The extensions that it is told. */
  readonly extensions: readonly string[];
  /** What waits for the database in front of the service; undefined where something else does. */
  readonly waitForDatabase: { readonly container: Container; readonly pod: PodSpec } | undefined;
}

/** The database side of a tree. */
export interface DatabaseTree {
  readonly jobs: readonly InitJob[];
  readonly admin: AdminLogin;
  readonly data: ClusterData;
}

/** Reads the init Jobs of a tree; undefined when it has none. */
export function readDatabaseTree(tree: Tree): DatabaseTree | undefined {
  const objects = readObjects(tree.directory);
  const jobs = initJobsOf(objects);
  const [first] = jobs;
  if (first === undefined) return undefined;
  const data = clusterData(objects);
  return { jobs: jobs.map((job) => readJob(job, objects, data)), admin: adminLogin(first, data), data };
}

function readJob(job: KubernetesObject, objects: readonly KubernetesObject[], data: ClusterData): InitJob {
  const pod = podTemplateOf(job).spec;
  const service = serviceOf(job);
  const find = (name: string): string | undefined => {
    const variable = pod.containers.flatMap((container) => container.env ?? []).find((entry) => entry.name === name);
    return variable === undefined ? undefined : resolveVariable(variable, data);
  };
  const valueOf = (name: string): string => {
    const value = find(name);
    if (value === undefined) throw new Error(`the Job ${job.metadata.name} is not told ${name}`);
    return value;
  };
  const pods = objects.filter(
    ({ metadata }) => metadata.labels?.['app.kubernetes.io/name'] === job.metadata.labels?.['app.kubernetes.io/name'],
  );
  const waits = pods.flatMap((object) => {
    const spec = object.spec?.template?.spec;
    const container = spec?.initContainers?.find(({ name }) => name === 'wait-for-database' || name === 'check-migration');
    return spec === undefined || container === undefined ? [] : [{ container, pod: spec }];
  });
  return {
    service,
    pod,
    role: valueOf('SVC_DB_ROLE'),
    database: valueOf('SVC_DB_NAME'),
    password: valueOf('SVC_DB_PASSWORD'),
    connectionLimit: Number(valueOf('SVC_DB_CONNECTION_LIMIT')),
    extensions: find('SVC_DB_EXTENSIONS')?.split(',') ?? [],
    waitForDatabase: waits[0],
  };
}
