import { isPostgresIdentifier, isReservedPostgresName, toSnakeCase } from '../../formats';
import { rule } from './rule';

/**
 * Reports databases that are called neither like the registry key in snake_case nor, in a product with one database, like the
 * product. What is wrong otherwise is reported as that.
 */
export const databaseNaming = rule('database-naming', ({ platform, databases }, report) => {
  const only = platform.services.filter(({ database }) => database !== undefined).length === 1;
  for (const service of platform.services) {
    if (service.database === undefined || databases.ownerOf(service.database) !== service) continue;
    const { name } = service.database;
    if (!isPostgresIdentifier(name) || isReservedPostgresName(name)) continue;
    const expected = toSnakeCase(service.key);
    if (only && name === toSnakeCase(platform.product)) continue;
    if (name !== expected && isPostgresIdentifier(expected) && !isReservedPostgresName(expected)) {
      report({ database: name, expected }, service.origins.database.place);
    }
  }
});
