import { isPostgresIdentifier, isReservedPostgresName, toSnakeCase } from '../../formats';
import { rule } from './rule';

/** Reports databases that are not called like the registry key in snake_case. What is wrong otherwise is reported as that. */
export const databaseNaming = rule('database-naming', ({ platform, serviceByDatabase }, report) => {
  for (const service of platform.services) {
    const name = service.database?.name;
    if (name === undefined || !isPostgresIdentifier(name) || isReservedPostgresName(name) || serviceByDatabase.get(name) !== service) continue;
    const expected = toSnakeCase(service.key);
    if (name !== expected && isPostgresIdentifier(expected) && !isReservedPostgresName(expected)) {
      report({ database: name, expected }, service.origins.database.place);
    }
  }
});
