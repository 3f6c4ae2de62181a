import { databasesWithoutService } from '../moved-databases';
import { consequence } from './consequence';

/** A database whose service is in the manifests no more: no Job deletes one, and nobody reads it. */
export const databaseLeft = consequence('plan-database-left', 'destroys', (comparison, report) => {
  for (const { object, name, server, owner } of databasesWithoutService(comparison))
    report(object, { database: name, server: server?.text, owner });
});
