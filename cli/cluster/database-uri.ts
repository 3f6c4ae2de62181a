import { databaseUri as plainUri, databaseUriParts } from '../../formats';

type Values = ReadonlyMap<string, string>;

/**
 * Puts together the `uri` of a database's Secret. Whatever does not belong in a URL is encoded.
 * @param values the other keys
 * @param sslmode how the connection is protected, in PostgreSQL's words
 */
export function databaseUri(values: Values, sslmode: 'disable' | 'verify-full'): string {
  return `${plainUri((key) => encodeURIComponent(values.get(key) ?? ''))}?sslmode=${sslmode}`;
}

/** Whether a `uri` says what the other keys of its Secret say. Parameters, and keys that are not there, are not compared. */
export function agreesWithUri(values: Values): boolean {
  try {
    const { username, password, hostname, port, pathname } = new URL(values.get('uri') ?? '');
    const told = [username, password, hostname, port === '' ? '5432' : port, pathname.slice(1)].map(decodeURIComponent);
    return databaseUriParts.every((key, index) => !values.has(key) || values.get(key) === told[index]);
  } catch {
    return false;
  }
}
