import { rule } from './rule';

/** Reports a pgAdmin where there is no PostgreSQL. */
export const toolDatabaseMissing = rule('tool-database-missing', ({ platform: { tools, postgresServers } }, report) => {
  if (postgresServers.length > 0) return;
  for (const { name, place } of tools) if (name === 'pgadmin') report({ tool: name }, place);
});
