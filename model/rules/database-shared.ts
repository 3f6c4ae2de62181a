import { rule } from './rule';

/** Reports a database that an earlier service, by key, has too. */
export const databaseShared = rule('database-shared', ({ platform, serviceByDatabase }, report) => {
  for (const service of platform.services) {
    const other = service.database && serviceByDatabase.get(service.database.name);
    if (service.database === undefined || other === undefined || other === service) continue;
    const related = [{ label: 'also declared at', place: other.origins.database.place }];
    report({ database: service.database.name, other: other.key }, service.origins.database.place, { related });
  }
});
