import { UsageError } from './usage-error';

/** A request as it is written on the command line. */
export interface RouteRequest {
  /** In upper case. */
  readonly method: string;
  /** With a port, if there is one; undefined for that of the environment. */
  readonly host: string | undefined;
  /** As it was written: nothing is decoded or resolved. */
  readonly path: string;
}

/**
 * Reads the arguments `[METHOD] URL`. The URL may lack its scheme, and may be a path alone.
 * @throws UsageError if they are something else
 */
export function parseRouteRequest(args: readonly string[]): RouteRequest {
  const [first = '', second] = args;
  if (args.length > 2) throw new UsageError('there are too many arguments: write the method and the URL, such as `GET /api/v1/owners`');
  const url = second ?? first;
  const method = second === undefined ? 'GET' : first;
  if (!/^[A-Za-z]+$/.test(method))
    throw new UsageError(`\`${method}\` is no method of HTTP: write it before the URL, such as \`GET /api/v1/owners\``);
  const scheme = /^([A-Za-z][A-Za-z0-9+.-]*):\/\//.exec(url)?.[1]?.toLowerCase();
  if (scheme !== undefined && !['http', 'https', 'ws', 'wss'].includes(scheme))
    throw new UsageError(`routes are of HTTP: write \`https://\` in place of \`${scheme}://\``);
  // `new URL()` would resolve dot segments and decode, which proxies do each in its own way.
  const [, authority = '', target = ''] = /^(?:[a-zA-Z]+:\/\/)?([^/?#]*)([^?#]*)/.exec(url) ?? [];
  if (authority.includes('@')) throw new UsageError('leave the login out of the URL: no route depends on it');
  const isPath = authority === '' && scheme === undefined;
  if (url === '' || (authority === '' && !isPath) || (isPath && target === ''))
    throw new UsageError('write a URL, such as `https://example.com/api/v1/owners`, or a path, such as `/api/v1/owners`');
  if (!isPath && !/^[A-Za-z0-9._-]+(?::\d{1,5})?$/.test(authority))
    throw new UsageError(`\`${authority}\` is no host: a path starts with a slash`);
  if (!/^[!-~]*$/.test(target)) throw new UsageError('the path has characters that no client sends as they are: encode them by `%`');
  return { method: method.toUpperCase(), host: isPath ? undefined : authority.toLowerCase(), path: target === '' ? '/' : target };
}
