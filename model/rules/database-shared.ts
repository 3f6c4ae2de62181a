import { rule } from './rule';

/** Reports a database that an earlier service, by key, has too, on the same server. */
export const databaseShared = rule('database-shared', ({ platform, databases }, report) => {
  for (const service of platform.services) {
    const other = service.database && databases.ownerOf(service.database);
    if (service.database === undefined || other === undefined || other === service) continue;
    const related = [{ label: 'also declared at', place: other.origins.database.place }];
    report({ database: service.database.name, other: other.key }, service.origins.database.place, { related });
  }
});
