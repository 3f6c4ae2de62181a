import { configVolume, deepFreeze, type MountedVolume } from '../../blueprint';
import { type ConfigObject, configHash } from '../../blueprint/workload';
import type { Database } from '../../platform';
import { type DatabaseCheck, databaseCheckFile, databaseChecks, waitForDatabaseScript } from './scripts/database-scripts';
import {
  checkMigrationScript,
  recordedSql,
  runningMigrationSql,
  recordMigrationScript,
  recordSql,
  waitForMigrationScript,
} from './scripts/migration-scripts';

/** The scripts of databases as an object that all of one kind read, and the way it gets into their pods. */
export interface ClientScripts {
  readonly config: ConfigObject;
  readonly mounted: MountedVolume;
}

const path = '/database-client';

/**
 * The scripts by which pods wait for databases and migrations are recorded, with one of the checks. An object holds all of the scripts always: whether another service has a
 * migration is no reason for pods to restart. Nor is it one what has to hold of the database of another service, so each check has an object of its own.
 */
function clientScripts(check: DatabaseCheck): ClientScripts {
  const config: ConfigObject = {
    name: check === 'login' ? 'database-client' : `database-client-${check}`,
    hashed: true,
    data: {
      'wait-for-database.sh': waitForDatabaseScript,
      'wait-for-migration.sh': waitForMigrationScript,
      'check-migration.sh': checkMigrationScript,
      'record-migration.sh': recordMigrationScript,
      'recorded.sql': recordedSql,
      'running.sql': runningMigrationSql,
      'record.sql': recordSql,
      [databaseCheckFile]: databaseChecks[check],
    },
  };
  const { volume, mount } = configVolume('database-client', config.name, path);
  return deepFreeze({ config, mounted: { volume: { ...volume, hash: configHash(config) }, mount } });
}

const scriptsByCheck: Readonly<Record<DatabaseCheck, ClientScripts>> = {
  login: clientScripts('login'),
  closed: clientScripts('closed'),
  extensions: clientScripts('extensions'),
};

/** What has to hold of a database, beside the login, before anything uses it. */
export function databaseCheckOf({ provisioning, extensions }: Pick<Database, 'provisioning' | 'extensions'>): DatabaseCheck {
  if (provisioning?.by === 'operator') return 'closed';
  return provisioning?.by === 'given' && extensions.length > 0 ? 'extensions' : 'login';
}

/** The scripts for a database: the same object for all that need it. */
export function clientScriptsOf(database: Pick<Database, 'provisioning' | 'extensions'>): ClientScripts {
  return scriptsByCheck[databaseCheckOf(database)];
}

/** The command of each script. */
export const scriptCommands = deepFreeze({
  waitForDatabase: ['/bin/sh', `${path}/wait-for-database.sh`],
  waitForMigration: ['/bin/sh', `${path}/wait-for-migration.sh`],
  checkMigration: ['/bin/sh', `${path}/check-migration.sh`],
  recordMigration: ['/bin/sh', `${path}/record-migration.sh`],
});
