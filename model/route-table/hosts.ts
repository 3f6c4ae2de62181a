import type { HostRoutes, RouteTable } from './build';
import type { Reading } from './dialect';

/** A `Host` header without port and dot at the end, in lower case. */
export function plainHost(header: string): string {
  return header.toLowerCase().replace(/:\d*$/, '').replace(/\.$/, '');
}

/**
 * The hosts of the table that take a request, the most specific first: the name itself, then wildcards from the longest, then any.
 * @param host as `plainHost()` gives it
 * @returns the first alone if the dialect looks at one host only
 */
export function hostsOf({ byHost }: RouteTable, host: string, { wildcard, oneHost }: Pick<Reading, 'wildcard' | 'oneHost'>): HostRoutes[] {
  const patterns = [host];
  for (let dot = host.indexOf('.'); dot > 0; dot = wildcard === 'labels' ? host.indexOf('.', dot + 1) : -1)
    patterns.push(`*${host.slice(dot)}`);
  if (host !== '') patterns.push('');
  const found = patterns.map((pattern) => byHost.get(pattern)).filter((routes) => routes !== undefined);
  return oneHost ? found.slice(0, 1) : found;
}
