import type { Database } from '../../platform';

/**
 * Lists the roles on the database server that a database lays claim to: with split access also the one that owned it before, which the init Job
 * takes the tables from.
 */
export function databaseRoles({ owner, role, split }: Database): string[] {
  return [...new Set([owner, role, ...(split === undefined ? [] : [split.formerOwner])])];
}
