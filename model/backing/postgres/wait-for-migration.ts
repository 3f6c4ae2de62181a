import type { Container } from '../../blueprint/container';
import type { Database, Postgres, Service } from '../../platform';
import { ownLogin, postgresClient } from './client';
import { clientScriptsOf, scriptCommands } from './client-scripts';
import { migrationId } from './migration-record';
import { waitVariables } from './wait-for-database';

/**
 * An init container that waits until the database has had the migration of the service's image. The kubelet starts it again after that, so a migration
 * may take longer; the pod serves nothing before.
 * @param seconds how long it waits at most
 */
export function waitForMigration(
  service: Pick<Service, 'image' | 'migration' | 'user'>,
  database: Database,
  server: Postgres,
  seconds: number,
): Container {
  return postgresClient(server, {
    name: 'wait-for-migration',
    command: scriptCommands.waitForMigration,
    variables: [...ownLogin(database), migrationId(service), ...waitVariables(seconds)],
    volumes: [clientScriptsOf(database).mounted],
    user: service.user,
  });
}
