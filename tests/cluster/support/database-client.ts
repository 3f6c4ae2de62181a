import { kubectl, kubectlJson, kubectlOk, type ClusterAccess } from './kubectl';
import type { Container, EnvVar, KubernetesObject, PodTemplate } from './manifests';
import { poll } from './poll';

/** A service whose pods wait for its database, which shows how they log in. */
export interface DatabaseUser {
  readonly service: string;
  readonly database: string;
  readonly template: PodTemplate;
  readonly client: Container;
}

/** The services among some objects that have a database. */
export function databaseUsers(objects: readonly KubernetesObject[]): DatabaseUser[] {
  return objects
    .filter(({ kind }) => kind === 'Deployment')
    .flatMap(({ metadata, spec }) => {
      const template = spec?.template;
      const client = template?.spec.initContainers?.find(({ name }) => name === 'wait-for-database' || name === 'wait-for-migration');
      const database = client?.env?.find(({ name }) => name === 'PGDATABASE')?.value;
      return template === undefined || client === undefined || database === undefined
        ? []
        : [{ service: metadata.name, database, template, client }];
    });
}

/** What one run of psql in the cluster said. */
export interface Answer {
  readonly succeeded: boolean;
  readonly log: string;
}

/** Runs one SQL text in a pod of the cluster, with a service's own login, in any database. */
export async function askDatabase(
  access: ClusterAccess,
  namespace: string,
  user: DatabaseUser,
  database: string,
  sql: string,
): Promise<Answer> {
  const name = `${user.service.slice(0, 40)}-login-${Date.now()}`;
  const env: EnvVar[] = [
    ...(user.client.env ?? []).filter((variable) => variable.name !== 'PGDATABASE'),
    { name: 'PGDATABASE', value: database },
  ];
  const pod = {
    apiVersion: 'v1',
    kind: 'Pod',
    // Not the component of the Deployment, which would take the pod for one of its own.
    metadata: {
      ...user.template.metadata,
      name,
      namespace,
      labels: { ...user.template.metadata?.labels, 'app.kubernetes.io/component': 'login-test' },
    },
    spec: {
      ...user.template.spec,
      initContainers: [],
      restartPolicy: 'Never',
      containers: [{ ...user.client, name: 'psql', command: ['psql', '-X', '-A', '-t', '-w', '-c', sql], env }],
    },
  };
  await kubectlOk(access, ['create', '-f', '-'], { input: JSON.stringify(pod) });
  const phase = await poll(500, async () => {
    const { status } = await kubectlJson<{ status: { phase: string } }>(access, ['get', 'pod', name, `--namespace=${namespace}`]);
    return ['Succeeded', 'Failed'].includes(status.phase) ? status.phase : undefined;
  });
  const { stdout } = await kubectl(access, ['logs', name, `--namespace=${namespace}`]);
  await kubectlOk(access, ['delete', 'pod', name, `--namespace=${namespace}`, '--wait=false']);
  return { succeeded: phase === 'Succeeded', log: stdout };
}
