/** The keys of a database's Secret that its `uri` is put together from. */
export const databaseUriParts = ['username', 'password', 'host', 'port', 'dbname'] as const;

/**
 * Puts together the `uri` of a database's Secret, without parameters.
 * @param part gives the text of one part, encoded if need be
 * @see https://www.postgresql.org/docs/current/libpq-connect.html#LIBPQ-CONNSTRING-URIS
 */
export function databaseUri(part: (key: (typeof databaseUriParts)[number]) => string): string {
  return `postgresql://${part('username')}:${part('password')}@${part('host')}:${part('port')}/${part('dbname')}`;
}
