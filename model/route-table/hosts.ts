import type { HostRoutes, RouteTable } from './build';
import type { Reading } from './dialect';

/**
 * The hosts of the table that take a request, the most specific first: the name itself, then wildcards from the longest, then any.
 * @param header the `Host` header, with or without a port and a dot at the end
 * @returns the first alone if the dialect looks at one host only
 */
export function hostsOf(
  { byHost }: RouteTable,
  header: string,
  { wildcard, oneHost, rootDot }: Pick<Reading, 'wildcard' | 'oneHost' | 'rootDot'>,
): HostRoutes[] {
  const sent = header.toLowerCase().replace(/:\d*$/, '');
  const host = sent.replace(/\.$/, '');
  const patterns: string[] = [];
  const hasDot = sent !== host;
  if (!hasDot || rootDot !== 'any-host-alone') patterns.push(host);
  if (!hasDot || rootDot === 'dropped')
    for (let dot = host.indexOf('.'); dot > 0; dot = wildcard === 'labels' ? host.indexOf('.', dot + 1) : -1)
      patterns.push(`*${host.slice(dot)}`);
  if (host !== '') patterns.push('');
  const found = patterns.map((pattern) => byHost.get(pattern)).filter((routes) => routes !== undefined);
  return oneHost ? found.slice(0, 1) : found;
}

/** What takes a host in some dialect: the widest of all readings. */
export const anyReading = { wildcard: 'labels', oneHost: false, rootDot: 'dropped' } as const;
