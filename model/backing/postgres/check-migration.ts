import type { Container } from '../../blueprint/container';
import type { Database, Postgres, Service } from '../../platform';
import { ownerLogin, postgresClient } from './client';
import { clientScriptsOf, scriptCommands } from './client-scripts';
import { migrationId } from './migration-record';
import { recordedFile } from './scripts/migration-scripts';
import { checkVariables } from './wait-for-database';

/** The first container of a migration Job: waits for the login of the owner, and finds out whether the migration has been recorded before. */
export function checkMigration(service: Service, database: Database, server: Postgres): Container {
  return postgresClient(server, {
    name: 'check-migration',
    command: scriptCommands.checkMigration,
    variables: [...ownerLogin(database), ...checkVariables(database), migrationId(service)],
    volumes: [clientScriptsOf(database).mounted],
    user: service.user,
  });
}

/** The command of a migration that ends at once if the migration is recorded. It takes the place of its shell, so signals and its exit code are its own. */
export function unlessRecorded(command: readonly string[]): string[] {
  return ['/bin/sh', '-c', `cat ${recordedFile} 2>/dev/null || exec "$@"`, 'migrate', ...command];
}
