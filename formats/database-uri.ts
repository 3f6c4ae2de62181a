/** The keys of a database's Secret that form its `uri`. */
export const databaseUriParts = ['username', 'password', 'host', 'port', 'dbname'] as const;

/**
 * Puts together the `uri` of a database's Secret, without parameters.
 * @param part returns the text of one part, encoded if necessary
 * @see https://www.postgresql.org/docs/current/libpq-connect.html#LIBPQ-CONNSTRING-URIS
 */
export function databaseUri(part: (key: (typeof databaseUriParts)[number]) => string): string {
  return `postgresql://${part('username')}:${part('password')}@${part('host')}:${part('port')}/${part('dbname')}`;
}
