import type { ResolveHost } from './endpoints';
import type { UrlUse } from './url-use';
import type { PlainVariable } from './variables';

/** The longest value that is looked through. */
const longest = 2000;

/** `redis:6379,password=…,ssl=true` of StackExchange.Redis. */
const options = /^([A-Za-z0-9][A-Za-z0-9.-]*):(\d{1,5})(?:,\s*[A-Za-z]+\s*=[^,]*)+$/;

/**
 * Reads a value that is a connection string of keywords, as .NET and libpq have them in place of URLs.
 * @returns a use with the scheme `postgresql` or `redis`; undefined if the value is none, or its host is no backing service of that kind
 */
export function connectionStringIn(variable: PlainVariable, resolveHost: ResolveHost): UrlUse | undefined {
  const { value } = variable;
  if (value.length > longest || value.includes('://')) return undefined;
  const listed = options.exec(value);
  const [, host, port] = listed ?? inKeywords(value);
  if (host === undefined) return undefined;
  const target = resolveHost(host.toLowerCase());
  if (target.kind !== 'backing' || target.endpoint.kind !== (listed === null ? 'postgres' : 'redis')) return undefined;
  const scheme = listed === null ? 'postgresql' : 'redis';
  return {
    variable,
    scheme,
    host: host.toLowerCase(),
    port: port === undefined ? undefined : Number(port),
    portImplied: port === undefined,
    path: '',
    target,
  };
}

/** Host and port in `Host=postgres;Database=orders` of Npgsql, or `host=postgres dbname=orders` of libpq. */
function inKeywords(value: string): [text: string, host?: string, port?: string] {
  const keywords = new Map<string, string>();
  for (const piece of value.split(value.includes(';') ? ';' : /\s+/)) {
    const at = piece.indexOf('=');
    if (at > 0) keywords.set(piece.slice(0, at).trim().toLowerCase(), piece.slice(at + 1).trim());
    else if (piece.trim() !== '') return [value];
  }
  const host = keywords.get('host') ?? keywords.get('server');
  // One keyword alone may be anything.
  if (host === undefined || keywords.size === 1 || !/^[A-Za-z0-9.-]+$/.test(host)) return [value];
  const port = keywords.get('port');
  return port !== undefined && /^\d{1,5}$/.test(port) ? [value, host, port] : [value, host];
}
