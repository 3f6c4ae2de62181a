import { rule } from './rule';

/**
 * Reports one of several database servers that no service's database is on. A single one may be there before the first database is; a database
 * whose server is not known is reported as that.
 */
export const databaseServerUnused = rule('database-server-unused', ({ platform: { postgresServers, services } }, report) => {
  if (postgresServers.length < 2 || services.some(({ database }) => database !== undefined && database.server === undefined)) return;
  const used = new Set(services.map(({ database }) => database?.server));
  for (const server of postgresServers) if (!used.has(server)) report({ server: server.name }, { ...server.place, key: true });
});
