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
  const hasDot = sent !== host;
  const all = patternsOver(host, wildcard);
  const patterns = !hasDot || rootDot === 'dropped' ? all : rootDot === 'no-wildcard' ? all.filter((one) => !one.startsWith('*')) : [''];
  const found = patterns.map((pattern) => byHost.get(pattern)).filter((routes) => routes !== undefined);
  return oneHost ? found.slice(0, 1) : found;
}

/** The hosts that a table may have of a name: the name itself, then wildcards over it from the longest, then any. */
export function patternsOver(host: string, wildcard: Reading['wildcard']): string[] {
  if (host === '') return [''];
  const patterns = [host];
  for (let dot = host.indexOf('.'); dot > 0; dot = wildcard === 'labels' ? host.indexOf('.', dot + 1) : -1)
    patterns.push(`*${host.slice(dot)}`);
  return [...patterns, ''];
}

/** What takes a host in some dialect: the widest of all readings. */
export const anyReading = { wildcard: 'labels', oneHost: false, rootDot: 'dropped' } as const;

/**
 * Finds the hosts that share a host with a name or a wildcard, in the widest of all readings.
 * @param hosts names, wildcards such as `*.example`, and an empty text for every host
 * @returns the first host that a name, wildcard or empty text shares a host with; undefined if none does
 */
export function hostsMeeting(hosts: readonly string[]): (pattern: string) => string | undefined {
  const known = new Set(hosts);
  const under = new Map<string, string>();
  for (const host of hosts) {
    const name = host.replace(/^\*\./, '');
    for (const pattern of patternsOver(name, 'labels').slice(1)) if (!under.has(pattern)) under.set(pattern, host);
  }
  return (pattern) => {
    const name = pattern.replace(/^\*\./, '');
    if (known.has(pattern)) return pattern;
    if (pattern === '') return hosts[0];
    const over = patternsOver(name, 'labels')
      .slice(1)
      .find((one) => known.has(one));
    return over ?? (pattern === name ? undefined : under.get(pattern));
  };
}
