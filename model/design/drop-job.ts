import { dropScript } from '../backing/postgres/init-scripts';
import { dropJobId, literalVariable, type Variable, type Workload } from '../blueprint';
import { type Database, databaseSuffix, isMarked, type Platform, previewMark } from '../platform';
import { clientPod } from './client-pod';
import { jobOf, keptOf, type PlacedDatabase, renamedRoles } from './jobs';

/**
 * The Job that drops the database of a service with its roles when its preview goes, those of guests included, since they have rights in nothing but that database.
 * Argo CD runs it before it deletes anything else.
 * @returns undefined if the database goes with the namespace, belongs to another service, or the platform is no preview that Argo CD carries
 */
export function designDropJob(platform: Platform, placed: PlacedDatabase): Workload | undefined {
  const { service, database, server } = placed;
  const { preview, services } = platform;
  const { provisioning } = database;
  if (!isDropped(platform, database) || provisioning?.by !== 'init-job') return undefined;
  const guests = services.flatMap((other) => (other.database?.guest?.of === service.key ? [other.database.role] : []));
  const roles = [...new Set([database.owner, database.role, ...guests])].sort();
  const variablesOf = (name: string, of: readonly string[]): Variable[] => [
    literalVariable('SVC_DB_NAME', name),
    literalVariable('SVC_DB_ROLES', of.join(',')),
    literalVariable('SVC_DB_SUFFIX', databaseSuffix(preview)),
    literalVariable('SVC_DB_MARK', previewMark(platform)),
  ];
  const { renamed } = database;
  // A preview may go before anybody stopped its pods, so that its database still has the name of before.
  const first =
    renamed === undefined
      ? undefined
      : { container: 'psql-renamed', variables: variablesOf(renamed.from, Object.keys(renamedRoles(platform, placed)).sort()) };
  return {
    ...jobOf(placed, 'db-drop'),
    id: dropJobId(service.key),
    name: `${service.name}-db-drop`,
    kind: 'init',
    lifetime: { kind: 'run-once', deadlineSeconds: 600, retries: 2, keptSeconds: keptOf(platform), onDeletion: true },
    pod: clientPod(platform, {
      service,
      server,
      script: dropScript,
      adminSecret: provisioning.adminSecret,
      variables: variablesOf(database.name, roles),
      first,
    }),
    configs: [],
    waitsFor: [],
    stage: 'workload',
  };
}

/** Whether a database is dropped by a Job when its preview goes: it is the service's own, an init Job has made it, and it does not go with the namespace. */
export function isDropped(platform: Platform, database: Database | undefined): boolean {
  return (
    platform.delivery === 'argocd' &&
    database?.guest === undefined &&
    database?.provisioning?.by === 'init-job' &&
    isMarked(platform, database)
  );
}
