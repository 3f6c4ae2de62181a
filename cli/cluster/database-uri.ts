import { databaseUriParts } from '../../formats';

/**
 * Compares the `uri` of a database's Secret with the other keys of that Secret. Parameters, and keys that are not there, are not compared.
 * @returns true if they agree, false if they differ or there is no `uri`
 */
export function agreesWithUri(values: ReadonlyMap<string, string>): boolean {
  try {
    const { username, password, hostname, port, pathname } = new URL(values.get('uri') ?? '');
    const told = [username, password, hostname, port === '' ? '5432' : port, pathname.slice(1)].map(decodeURIComponent);
    return databaseUriParts.every((key, index) => !values.has(key) || values.get(key) === told[index]);
  } catch {
    return false;
  }
}
