import { configVolume, deepFreeze, type MountedVolume } from '../../blueprint';
import { type ConfigObject, configHash } from '../../blueprint/workload';
import { databaseChecks, waitForDatabaseScript } from './scripts/database-scripts';
import { checkMigrationScript, recordedSql, recordMigrationScript, recordSql, waitForMigrationScript } from './scripts/migration-scripts';

/**
 * The scripts by which pods wait for databases and migrations are recorded, as an object that all of them read. It holds all of them always: whether another service has a
 * migration is no reason for pods to restart.
 */
export const clientScripts: ConfigObject = deepFreeze({
  name: 'database-client',
  hashed: true,
  data: {
    'wait-for-database.sh': waitForDatabaseScript,
    'wait-for-migration.sh': waitForMigrationScript,
    'check-migration.sh': checkMigrationScript,
    'record-migration.sh': recordMigrationScript,
    'recorded.sql': recordedSql,
    'record.sql': recordSql,
    ...Object.fromEntries(Object.entries(databaseChecks).map(([name, sql]) => [`${name}.sql`, sql])),
  },
});

const path = '/database-client';
const { volume, mount } = configVolume('database-client', clientScripts.name, path);

/** The way the scripts get into pods. */
export const mountedScripts: MountedVolume = deepFreeze({ volume: { ...volume, hash: configHash(clientScripts) }, mount });

/** The command of each script. */
export const scriptCommands = deepFreeze({
  waitForDatabase: ['/bin/sh', `${path}/wait-for-database.sh`],
  waitForMigration: ['/bin/sh', `${path}/wait-for-migration.sh`],
  checkMigration: ['/bin/sh', `${path}/check-migration.sh`],
  recordMigration: ['/bin/sh', `${path}/record-migration.sh`],
});
