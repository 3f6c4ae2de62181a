import type { TableRoute } from './route';

/** Writes a text as Go's `%q` does: for the characters of hosts, paths and their patterns. */
function quoted(text: string): string {
  return `"${text.replace(/[\\"]/g, '\\$&')}"`;
}

/** The rule that Traefik's Ingress provider makes of a host; the empty text for any host. */
function hostRule(host: string): string {
  if (host === '') return '';
  if (!host.startsWith('*.')) return `Host(${quoted(host)})`;
  return `HostRegexp(${quoted(`^[a-zA-Z0-9-]+\\.${host.slice(2).replaceAll('.', '\\.')}$`)})`;
}

/** The rule that Traefik's Ingress provider makes of a path. */
function pathRule({ path, match }: Pick<TableRoute, 'path' | 'match'>, strict: boolean): string {
  if (match === 'exact') return `Path(${quoted(path)})`;
  if (!strict || path === '/') return `PathPrefix(${quoted(path)})`;
  const trimmed = path.replace(/\/$/, '');
  return `(Path(${quoted(trimmed)}) || PathPrefix(${quoted(`${trimmed}/`)}))`;
}

/**
 * The rule of the router that Traefik's Ingress provider makes of a route.
 * @param strict whether `strictPrefixMatching` is on
 * @see https://github.com/traefik/traefik/blob/v3.6.12/pkg/provider/kubernetes/ingress/kubernetes.go `loadRouter`, `buildHostRule`, `buildRule`
 */
export function ingressRule(route: TableRoute, strict: boolean): string {
  return [hostRule(route.host), pathRule(route, strict)].filter((part) => part !== '').join(' && ');
}

/** Whether a path alone is preferred to a prefix of the same host, however `strictPrefixMatching` is set: whether its rule is the longer one. */
export function exactOutranks(path: string, prefix: string): boolean {
  const ofPrefix = [true, false].map((strict) => pathRule({ path: prefix, match: 'prefix' }, strict).length);
  return pathRule({ path, match: 'exact' }, true).length > Math.max(...ofPrefix);
}

/**
 * The priority of the router that Traefik's Gateway provider makes of a route. Traefik adds 1 to 16, by the place of the rule in its HTTPRoute,
 * which the table does not know and which decides only between routes of one path, or of hosts that differ in length; of several hosts of one
 * HTTPRoute it takes the longest.
 * @see https://github.com/traefik/traefik/blob/v3.6.12/pkg/provider/kubernetes/gateway/httproute.go `buildMatchRule`
 */
export function gatewayPriority({ host, path, match, methods, headers, query }: TableRoute): number {
  const ofPath = match === 'exact' ? 100_000 : path === '/' ? 1 : 10_000 + path.length * 100;
  const ofMethod = methods === undefined ? 0 : 1000;
  return ofPath + ofMethod + (headers?.length ?? 0) * 100 + (query?.length ?? 0) * 10 + host.length;
}
