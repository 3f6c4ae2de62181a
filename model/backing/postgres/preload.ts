import type { Postgres, Service } from '../../platform';

/**
 * The libraries that extensions need in `shared_preload_libraries`, in the order in which they have to stand there: Citus wants to be the first, and
 * pg_stat_kcache comes after what it adds to.
 */
const libraries: readonly (readonly [extension: string, library: string])[] = [
  ['citus', 'citus'],
  ['timescaledb', 'timescaledb'],
  ['pg_stat_statements', 'pg_stat_statements'],
  ['pg_stat_kcache', 'pg_stat_kcache'],
  ['pg_stat_monitor', 'pg_stat_monitor'],
  ['pg_qualstats', 'pg_qualstats'],
  ['pg_wait_sampling', 'pg_wait_sampling'],
  ['pgaudit', 'pgaudit'],
  ['pg_cron', 'pg_cron'],
  ['pg_squeeze', 'pg_squeeze'],
  ['pglogical', 'pglogical'],
  ['pg_net', 'pg_net'],
  ['vchord', 'vchord'],
];

const byExtension = new Map(libraries);

/**
 * Tells the library that a server has to load when it starts for an extension to work.
 * @returns undefined if the extension needs none
 */
export function preloadedLibrary(extension: string): string | undefined {
  return byExtension.get(extension);
}

/** The settings of a server by which the extensions of the databases on it work. */
export function preloadSettings(server: Postgres, services: readonly Service[]): Readonly<Record<string, string>> {
  const onServer = services.filter(({ database }) => database?.server === server);
  const wanted = new Set(onServer.flatMap(({ extensions }) => extensions));
  const preloaded = libraries.filter(([extension]) => wanted.has(extension)).map(([, library]) => library);
  // It runs its jobs out of one database, and can be created in no other.
  const scheduling = onServer.find(({ extensions }) => extensions.includes('pg_cron'))?.database?.name;
  return {
    ...(preloaded.length > 0 && { shared_preload_libraries: preloaded.join(',') }),
    ...(scheduling !== undefined && { 'cron.database_name': scheduling }),
  };
}
