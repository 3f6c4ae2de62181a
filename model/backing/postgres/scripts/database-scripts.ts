import { closeDatabaseSql, wantedExtensions } from '../sql/close-database';
import { boundedWait } from './bounded-wait';

/** The time that every wait has unless it is said otherwise, in seconds. */
export const usualWait = 300;

/** The first lines of each script. */
export const scriptHead = `set -e
export PGCONNECT_TIMEOUT=5
: "\${WAIT_SECONDS:=${usualWait}}"
scripts=$(dirname "$0")
`;

/** The file with what has to hold of a database before anything uses it. */
export const databaseCheckFile = 'check-database.sql';

/** Its path, as a word of the shell. */
export const databaseCheck = `"$scripts/${databaseCheckFile}"`;

/** What may have to hold of a database. */
export type DatabaseCheck = 'login' | 'closed' | 'extensions';

/** The SQL that fails as long as it does not hold. */
export const databaseChecks: Readonly<Record<DatabaseCheck, string>> = {
  login: '-- That the login works is all that has to hold.\n',
  /** For a database that an operator makes: its owner takes it away from every other role. */
  closed: closeDatabaseSql,
  /** For a given database: nothing else says that it is there with its extensions. */
  extensions: wantedExtensions('the database lacks an extension of the service, which whoever made it has to create'),
};

/** Waits until a login works, and what has to hold of the database holds. */
export const waitForDatabaseScript = `# Waits until the login to the database works.
${scriptHead}check() {
  psql -X -q -v ON_ERROR_STOP=1 -f ${databaseCheck} >/dev/null 2>/tmp/error
}
${boundedWait({ until: 'check', waiting: 'waiting for database $PGDATABASE on $PGHOST:$PGPORT' })}
`;
