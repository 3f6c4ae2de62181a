import { rule } from './rule';

/** Reports split access on a server whose roles an operator makes: nobody there would grant the second role its privileges. */
export const databaseSplitUnsupported = rule('database-split-unsupported', ({ platform: { services } }, report) => {
  for (const { key, database, origins } of services) {
    const cluster = database?.server?.cluster;
    if (database?.split === undefined || cluster === undefined) continue;
    const related = [{ label: 'the server is declared at', place: database.server?.place ?? origins.database.place }];
    report({ service: key, cluster }, origins.databaseAccess.place, { related });
  }
});
