import { checkMigration, unlessRecorded } from '../backing/postgres/check-migration';
import { certificateAuthority } from '../backing/postgres/client';
import { clientScriptsOf } from '../backing/postgres/client-scripts';
import { recordMigration } from '../backing/postgres/migration-record';
import { migrationJobId, type Workload } from '../blueprint';
import type { Platform } from '../platform';
import { designFiles } from './files';
import { jobContainer, jobOf, keptOf, type PlacedDatabase } from './jobs';
import { madeBy } from './made-by';
import { jobPlacement } from './placement';
import { emptyVolumes } from './volumes';

const noFiles: Pick<ReturnType<typeof designFiles>, 'mounts' | 'volumes'> = { mounts: [], volumes: [] };

/**
 * The migration Job of a service, which brings the schema of its database to the version that its image needs. It runs the service's own image, as
 * the service's own user, and logs in as the role that owns the database. The Job's template cannot change, so it has nothing of the service that a migration does not need.
 *
 * It waits for the database, migrates unless it did before, and records in the database that it did, which is the sign that the service's pods wait for, in every delivery. Argo CD orders it by
 * no wave: a migration that fails would hold back the pods of every other service.
 */
export function designMigrationJob(platform: Platform, placed: PlacedDatabase): Workload {
  const { service, database, server, jobStage } = placed;
  const volumes = [...emptyVolumes(service), ...certificateAuthority(server)];
  const { command, env, resources, deadlineSeconds, shell } = service.migration;
  const files = env === 'all' ? designFiles(service) : noFiles;
  const migrate = jobContainer(service, {
    name: 'migrate',
    // In development an image is built again under its tag, and its migrations have not run because those of another one have.
    command: shell && !platform.development ? unlessRecorded(command) : command,
    args: undefined,
    variables: service.migrationEnv,
    resources,
    mounts: [...volumes.map(({ mount }) => mount), ...files.mounts],
  });
  return {
    ...jobOf(placed, 'migrate'),
    id: migrationJobId(service.key),
    kind: 'migration',
    name: `${service.name}-migrate`,
    lifetime: { kind: 'run-once', deadlineSeconds, retries: 2, keptSeconds: keptOf(platform) },
    pod: {
      user: service.user,
      // A release may delete the Job of the one before while it runs: what does not end at SIGTERM has the time to get to its end.
      stopSeconds: 300,
      priorityClassName: service.priorityClassName,
      placement: jobPlacement(platform, service),
      spread: false,
      shownContainer: migrate.name,
      initContainers: [checkMigration(service, database, server), migrate],
      containers: [recordMigration(service, database, server)],
      volumes: [...volumes.map(({ volume }) => volume), clientScriptsOf(database).mounted.volume, ...files.volumes],
    },
    configs: [],
    waitsFor: madeBy(database, service.key),
    stage: jobStage,
  };
}
