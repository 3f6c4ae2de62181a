import { formatImageReference } from '../../../formats';
import { type Container, literalVariable, secretVariable, type Variable } from '../../blueprint/container';
import { sha256 } from '../../blueprint/content-hash';
import type { Database, Postgres, Service } from '../../platform';
import { ownerLogin, postgresClient } from './client';
import { clientScriptsOf, scriptCommands } from './client-scripts';

/**
 * The identity of a migration: the image and the command that is run of it. Nothing else changes the schema, so a service that goes back to an
 * image that has migrated before need not wait, whatever else has changed since.
 */
export function migrationId({ image, migration }: Pick<Service, 'image' | 'migration'>): Variable {
  return literalVariable('MIGRATION_ID', sha256([formatImageReference(image), migration.command]));
}

/** Whoever gives a role names it, too. */
function appRole({ role, secretName, provisioning }: Database): Variable {
  return provisioning?.by === 'given' ? secretVariable('APP_ROLE', secretName, 'username') : literalVariable('APP_ROLE', role);
}

/**
 * The container that records, as the role that owns the database, that the migration before it has succeeded. It records anew what is recorded: another role may have come
 * to read it.
 */
export function recordMigration(service: Service, database: Database, server: Postgres): Container {
  return postgresClient(server, {
    name: 'record-migration',
    command: scriptCommands.recordMigration,
    variables: [
      ...ownerLogin(database),
      // For pods that look for the record as another role than the one that writes it.
      ...(database.split === undefined ? [] : [appRole(database)]),
      migrationId(service),
      literalVariable('MIGRATION_IMAGE', formatImageReference(service.image)),
    ],
    volumes: [clientScriptsOf(database).mounted],
    user: service.user,
  });
}
