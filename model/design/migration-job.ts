import { certificateAuthority, ownerLogin } from '../backing/postgres/client';
import { recordMigration } from '../backing/postgres/migration-record';
import { waitForDatabase } from '../backing/postgres/wait-for-database';
import { migrationJobId, type Workload } from '../blueprint';
import type { Platform } from '../platform';
import { designFiles } from './files';
import { jobContainer, jobOf, keptOf, type PlacedDatabase } from './jobs';
import { madeBy } from './made-by';
import { jobPlacement } from './placement';
import { emptyVolumes } from './volumes';

/**
 * The migration Job of a service, which brings the schema of its database to the version that its image needs. It runs the service's own image, as
 * the service's own user, with the service's own environment, and logs in as the role that owns the database.
 *
 * It waits for the database, migrates, and records in the database that it did, which is the sign that the service's pods wait for, in every delivery. Argo CD orders it by
 * no wave: a migration that fails would hold back the pods of every other service.
 */
export function designMigrationJob(platform: Platform, placed: PlacedDatabase): Workload {
  const { service, database, server, jobStage } = placed;
  const volumes = [...emptyVolumes(service), ...certificateAuthority(server)];
  const files = designFiles(service);
  const migrate = jobContainer(service, {
    name: 'migrate',
    command: service.migration.command,
    args: undefined,
    variables: service.migrationEnv,
    mounts: [...volumes.map(({ mount }) => mount), ...files.mounts],
  });
  return {
    ...jobOf(placed, 'migrate'),
    id: migrationJobId(service.key),
    kind: 'migration',
    name: `${service.name}-migrate`,
    // An index on a large table takes its time; an hour is for one that waits for a lock that is never given back.
    lifetime: { kind: 'run-once', deadlineSeconds: 3600, retries: 2, keptSeconds: keptOf(platform) },
    pod: {
      user: service.user,
      // A release may delete the Job of the one before while it runs: what does not end at SIGTERM has the time to get to its end.
      stopSeconds: 300,
      priorityClassName: service.priorityClassName,
      placement: jobPlacement(platform, service),
      spread: false,
      shownContainer: migrate.name,
      initContainers: [waitForDatabase(database, server, { login: ownerLogin(database) }), migrate],
      containers: [recordMigration(service, database, server)],
      volumes: [...volumes.map(({ volume }) => volume), ...files.volumes],
    },
    configs: [],
    waitsFor: madeBy(database, service.key),
    stage: jobStage,
  };
}
