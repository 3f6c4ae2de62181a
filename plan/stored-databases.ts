import type { KubernetesObject } from '../model';
import { clusterHosts } from '../model/backing/postgres/cluster-names';
import { listOf, type Mapping, mappingOf, textOf } from '../model/objects/mappings';
import { containersOf, groupKind, podIn } from '../model/objects/pod';
import { ownerOf, titleOf, valueAt } from './objects';

/** The database of a service, as an object tells it. */
export interface StoredDatabase {
  /** The object that tells it. */
  readonly object: KubernetesObject;
  readonly name: string;
  /** The address of its server; undefined if the object does not tell it. */
  readonly server: ServerAddress | undefined;
  /** Its owner; undefined if the object does not tell it. */
  readonly owner: string | undefined;
  /** Whether the object makes the database; if not, it waits for it, migrates it, or makes the login of a guest. */
  readonly made: boolean;
  /** Whether the object makes the login of a guest to the database of another service. */
  readonly guest: boolean;
}

/** Where a server is reached. */
export interface ServerAddress {
  /** As a finding shows it, such as `db.example.com:5432`. */
  readonly text: string;
  /** The same for all names by which the cluster's DNS knows a server. */
  readonly id: string;
}

const port = '5432';

/** The containers of ours that log in to the database of a service. Of others nothing is known: their variables are the team's. */
const clients: ReadonlySet<string> = new Set(['psql', 'check-migration', 'wait-for-database', 'wait-for-migration']);

/**
 * Finds the databases of services, by registry key, each as all objects tell it that know of it: those that make it first. That of a guest belongs to another service.
 */
export function databasesIn(objects: readonly KubernetesObject[]): Map<string, readonly StoredDatabase[]> {
  const found = new Map<string, StoredDatabase[]>();
  for (const object of objects) {
    const { name: key } = ownerOf(object);
    if (key === undefined) continue;
    const databases = databasesOf(object);
    if (databases.length === 0) continue;
    const known = found.get(key);
    if (known === undefined) found.set(key, databases);
    else known.push(...databases);
  }
  for (const databases of found.values()) databases.sort((a, b) => rankOf(a) - rankOf(b) || compareTitles(a, b));
  return found;
}

function rankOf({ made, guest }: StoredDatabase): number {
  return made ? 0 : guest ? 1 : 2;
}

function compareTitles(a: StoredDatabase, b: StoredDatabase): number {
  return titleOf(a.object) < titleOf(b.object) ? -1 : 1;
}

function databasesOf(object: KubernetesObject): StoredDatabase[] {
  const namespace = textOf(object.metadata['namespace']) ?? '';
  if (groupKind(object) === 'postgresql.cnpg.io/Database') {
    const [name, cluster] = [textOf(valueAt(object, 'spec.name')), textOf(valueAt(object, 'spec.cluster.name'))];
    return name === undefined
      ? []
      : [
          {
            object,
            name,
            server: cluster === undefined ? undefined : clusterAddress(cluster, namespace),
            owner: textOf(valueAt(object, 'spec.owner')),
            made: true,
            guest: false,
          },
        ];
  }
  const pod = podIn(object);
  return (pod === undefined ? [] : containersOf(pod)).flatMap(({ name: container, container: { env } }) => {
    if (!clients.has(container)) return [];
    const values = valuesOf(env);
    const isInit = values.has('SVC_DB_NAME');
    const guest = isInit && values.has('SVC_DB_GUEST_ROLE');
    const name = values.get(isInit ? 'SVC_DB_NAME' : 'PGDATABASE');
    const host = values.get('PGHOST');
    return name === undefined
      ? []
      : [
          {
            object,
            name,
            server: host === undefined ? undefined : addressOf(host, values.get('PGPORT') ?? port, namespace),
            owner: isInit ? values.get('SVC_DB_ROLE') : undefined,
            made: isInit && !guest,
            guest,
          },
        ];
  });
}

/** The plain values of variables, by name. */
function valuesOf(env: unknown): Map<string, string> {
  return new Map(
    listOf(env)
      .map(mappingOf)
      .flatMap(({ name, value }: Mapping) => (typeof name === 'string' && typeof value === 'string' ? [[name, value] as const] : [])),
  );
}

/** The address of the server of a Cluster of CloudNativePG. */
export function clusterAddress(cluster: string, namespace: string): ServerAddress {
  return addressOf(clusterHosts(cluster)[0] ?? cluster, port, namespace);
}

/**
 * The address of a server.
 * @param namespace that of whoever asks for the host
 * @see https://kubernetes.io/docs/concepts/services-networking/dns-pod-service/
 */
export function addressOf(host: string, at: string | number, namespace: string): ServerAddress {
  const labels = host
    .toLowerCase()
    .replace(/\.$/, '')
    .replace(/\.svc\.cluster\.local$/, '.svc')
    .split('.');
  const inCluster = labels.length === 1 ? [...labels, namespace, 'svc'] : labels.length === 2 ? [...labels, 'svc'] : labels;
  return { text: `${host}:${at}`, id: `${inCluster.join('.')}:${at}` };
}
