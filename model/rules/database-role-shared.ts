import { databaseRoles } from './facts/database-roles';
import type { Postgres, Service } from '../platform';
import { rule } from './rule';

/** Reports databases with a role that another database on the same server has too. Two services with one database are reported as that. */
export const databaseRoleShared = rule('database-role-shared', ({ platform }, report) => {
  // Roles belong to a server; what is on none yet could be on any, together.
  const servers = new Map<Postgres | undefined, Map<string, Service>>();
  for (const service of platform.services) {
    const { database, origins } = service;
    if (database === undefined) continue;
    const first = servers.get(database.server) ?? new Map<string, Service>();
    servers.set(database.server, first);
    for (const role of databaseRoles(database)) {
      const other = first.get(role);
      if (other === undefined) first.set(role, service);
      else if (other !== service && other.database?.name !== database.name) {
        const related = [{ label: 'its database is declared at', place: other.origins.database.place }];
        report({ database: database.name, role, other: other.key }, origins.database.place, { related });
        break;
      }
    }
  }
});
