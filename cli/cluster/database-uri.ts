/** The keys of a database's Secret that its `uri` is put together from. */
export const uriParts = ['username', 'password', 'host', 'port', 'dbname'] as const;

type Values = ReadonlyMap<string, string>;

/**
 * Puts together the `uri` of a database's Secret. Whatever does not belong in a URL is encoded.
 * @param values the other keys
 * @param sslmode how the connection is protected, in PostgreSQL's words
 * @see https://www.postgresql.org/docs/current/libpq-connect.html#LIBPQ-CONNSTRING-URIS
 */
export function databaseUri(values: Values, sslmode: 'disable' | 'verify-full'): string {
  const [username, password, host, port, dbname] = uriParts.map((key) => encodeURIComponent(values.get(key) ?? ''));
  return `postgresql://${username}:${password}@${host}:${port}/${dbname}?sslmode=${sslmode}`;
}

/** Whether a `uri` says what the other keys of its Secret say. Parameters, and keys that are not there, are not compared. */
export function agreesWithUri(values: Values): boolean {
  try {
    const { username, password, hostname, port, pathname } = new URL(values.get('uri') ?? '');
    const told = [username, password, hostname, port === '' ? '5432' : port, pathname.slice(1)].map(decodeURIComponent);
    return uriParts.every((key, index) => !values.has(key) || values.get(key) === told[index]);
  } catch {
    return false;
  }
}
