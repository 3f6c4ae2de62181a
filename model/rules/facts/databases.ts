import type { Database, RenamedDatabase, Service } from '../../platform';

/** Finds the service that a database belongs to; of several the first by key. Guests own none. */
export interface DatabaseIndex {
  /** On the same server alone. */
  readonly ownerOf: (database: Pick<Database, 'name' | 'server'>) => Service | undefined;
  /** On whichever server. */
  readonly ownerOfName: (name: string) => Service | undefined;
}

/** Indexes the databases of a platform's services. Two servers may each have a database of one name. */
export function indexDatabases(services: readonly Service[]): DatabaseIndex {
  const byServer = new Map<Database['server'], Map<string, Service>>();
  const byName = new Map<string, Service>();
  for (const service of services) {
    const { database } = service;
    if (database === undefined || database.guest !== undefined) continue;
    const onServer = byServer.get(database.server) ?? new Map<string, Service>();
    byServer.set(database.server, onServer);
    for (const owners of [onServer, byName]) if (!owners.has(database.name)) owners.set(database.name, service);
  }
  return {
    ownerOf: ({ name, server }) => byServer.get(server)?.get(name),
    ownerOfName: (name) => byName.get(name),
  };
}

/**
 * Lists the roles on the database server that a service lays claim to: of a guest its own; with split access also the one that owned it before, which the init Job
 * takes the tables from. Those that are given have names that only others know.
 */
export function databaseRoles({ owner, role, split, guest, provisioning }: Database): string[] {
  if (provisioning?.by === 'given') return [];
  if (guest !== undefined) return [role];
  return [...new Set([owner, role, ...(split === undefined ? [] : [split.formerOwner])])];
}

/** The roles that a service lays claim to, with those that its init Job renames. */
export function claimedRoles(database: Database): string[] {
  return [...new Set([...databaseRoles(database), ...(isRenamed(database) ? Object.keys(database.renamed.roles) : [])])];
}

/** Whether an init Job gives a database another name. */
export function isRenamed(database: Database): database is Database & { readonly renamed: RenamedDatabase } {
  return database.renamed !== undefined && database.provisioning?.by === 'init-job';
}
