import { createDiagnostic, type Diagnostic, type Place } from '../../diagnostics';
import { groupBy } from '../../formats';
import type { CompiledPlatform } from '../compiled';
import type { ExposedRoute, Exposure } from '../blueprint';
import { isAnswered } from '../edge/table';
import { placeUnder } from '../origin';
import type { Platform } from '../platform';
import { routeAbove, shareMethods } from '../rules/facts/route-index';

/** What one platform serves at hosts that have it in common. */
interface Served {
  readonly platform: Platform;
  readonly exposures: readonly Exposure[];
}

/** A route under one of another platform, whose requests it takes. */
interface Taken {
  readonly route: ExposedRoute;
  readonly shorter: ExposedRoute;
}

/**
 * Finds paths of one host that two platforms serve through the same class of Ingress, or the same Gateway, and paths of the one under a path of the other. Environments of one product
 * with one namespace are in different clusters. What only leads plain HTTP to HTTPS is no route. Takes time in proportion to the routes.
 * @returns findings for each host and each two platforms, with the first of the paths
 */
export function sharedHosts(platforms: readonly CompiledPlatform[]): Diagnostic[] {
  const owners = new Map<string, Served[]>();
  const findings: Diagnostic[] = [];
  for (const compiled of platforms) {
    for (const [id, { host, served }] of servedHosts(compiled)) {
      const others = owners.get(id) ?? [];
      for (const other of others)
        if (other.platform.namespace !== served.platform.namespace) findings.push(...findingsAt(host, served, other));
      owners.set(id, [...others, served]);
    }
  }
  return findings;
}

/** By what serves it and the host in lower case: a host as written, and what a platform has there. */
function servedHosts({ platform, blueprint }: CompiledPlatform): Map<string, { readonly host: string; readonly served: Served }> {
  // The routes of most services have their hosts in common, as one array.
  const byHosts = new Map<readonly string[], Map<string, Exposure[]>>();
  for (const exposure of blueprint.exposures.filter(isAnswered)) {
    const bySide = byHosts.get(exposure.hosts) ?? new Map<string, Exposure[]>();
    byHosts.set(exposure.hosts, bySide);
    const side = servedBy(exposure);
    bySide.set(side, [...(bySide.get(side) ?? []), exposure]);
  }
  const found = new Map<string, { readonly host: string; readonly served: Served }>();
  for (const [hosts, bySide] of byHosts) {
    for (const [side, exposures] of bySide) {
      const served: Served = { platform, exposures };
      for (const host of hosts) {
        const id = JSON.stringify([side, host.toLowerCase()]);
        const before = found.get(id)?.served;
        found.set(id, { host, served: before === undefined ? served : { platform, exposures: [...before.exposures, ...exposures] } });
      }
    }
  }
  return found;
}

/** The Gateway, or the class, that serves an exposure. */
export function servedBy({ className, gateway }: Exposure): string {
  return JSON.stringify(gateway === undefined ? className : [gateway.namespace, gateway.name]);
}

function findingsAt(host: string, own: Served, other: Served): Diagnostic[] {
  const [ours, theirs] = [own, other].map(({ exposures }) => exposures.flatMap(({ routes }) => routes));
  const names = ({ platform: { product, environment } }: Served): string => `${product} ${environment}`;
  const findings: Diagnostic[] = [];
  const same = groupBy(theirs ?? [], keyOf);
  const isShared = (route: ExposedRoute): boolean => same.get(keyOf(route))?.some((one) => shareMethods(one, route)) === true;
  const [path, ...more] = ours?.filter(isShared).map((route) => route.path) ?? [];
  if (path !== undefined)
    findings.push(
      createDiagnostic(
        'host-shared',
        { host, path, others: more.length, other: names(other), field: fieldOfHosts(own) },
        placeOfHost(host, own),
        {
          related: [{ label: 'also the host of', place: placeOfHost(host, other) }],
        },
      ),
    );
  const sides = [
    { taken: takenOf(ours, theirs), taker: own, loser: other },
    { taken: takenOf(theirs, ours), taker: other, loser: own },
  ];
  for (const { taken, taker, loser } of sides) {
    const [first, ...others] = taken;
    if (first === undefined) continue;
    const { route, shorter } = first;
    const args = { host, route: route.path, platform: names(taker), shorter: shorter.path, other: names(loser), others: others.length };
    const related = [{ label: 'the shorter route is declared at', place: shorter.place }];
    findings.push(createDiagnostic('host-shadowed', args, route.place, { related }));
  }
  return findings;
}

/** The routes that are under a prefix of others, but for the catch-all, which is there to be taken from. */
function takenOf(routes: readonly ExposedRoute[] = [], others: readonly ExposedRoute[] = []): Taken[] {
  const prefixes = groupBy(
    others.filter(({ path, match }) => match === 'prefix' && path !== '/'),
    ({ path }) => path,
  );
  if (prefixes.size === 0) return [];
  const equal = new Set(others.map(keyOf));
  return routes.flatMap((route) => {
    if (equal.has(keyOf(route))) return [];
    const above = (route.match === 'exact' ? prefixes.get(route.path) : undefined) ?? routeAbove(route.path, prefixes);
    const shorter = above?.find((one) => shareMethods(one, route));
    return shorter === undefined ? [] : [{ route, shorter }];
  });
}

function keyOf({ path, match }: ExposedRoute): string {
  return `${match} ${path}`;
}

/** The field of the overlay that says the hosts. */
function fieldOfHosts({ platform: { routing } }: Served): string {
  return routing?.declaredBy === 'routing' ? 'routing.hosts' : 'ingress.host';
}

function placeOfHost(host: string, { platform: { routing }, exposures: [exposure] }: Served): Place {
  const lower = host.toLowerCase();
  const declared = routing?.hosts.find((one) => one.host.toLowerCase() === lower)?.place;
  return declared ?? (exposure === undefined ? { file: '', path: [] } : placeUnder(exposure.place, 'host'));
}
