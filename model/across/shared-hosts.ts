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
      owners.set(id, others);
      for (const other of others)
        if (other.platform.namespace !== served.platform.namespace) findings.push(...findingsAt(host, served, other));
      others.push(served);
    }
  }
  return findings;
}

/** By what serves it and the host in lower case: a host as written, and what a platform has there. */
function servedHosts({ platform, blueprint }: CompiledPlatform): Map<string, { readonly host: string; readonly served: Served }> {
  const found = new Map<string, { readonly host: string; readonly groups: (readonly Exposure[])[] }>();
  // The routes of most services have their hosts in common, as one array.
  for (const [hosts, ofHosts] of groupBy(blueprint.exposures.filter(isAnswered), (exposure) => exposure.hosts)) {
    for (const [side, exposures] of groupBy(ofHosts, servedBy)) {
      for (const host of hosts) {
        const id = JSON.stringify([side, host.toLowerCase()]);
        const known = found.get(id);
        if (known === undefined) found.set(id, { host, groups: [exposures] });
        else known.groups.push(exposures);
      }
    }
  }
  return new Map(
    [...found].map(
      ([
        id,
        {
          host,
          groups: [first = [], ...others],
        },
      ]) => {
        const exposures = others.length === 0 ? first : [first, ...others].flat();
        return [id, { host, served: { platform, exposures } }];
      },
    ),
  );
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
