import { createDiagnostic, type Diagnostic } from '../../diagnostics';
import { groupBy } from '../../formats';
import type { ExposedRoute } from '../blueprint';
import type { CompiledPlatform } from '../compiled';
import { dialectsOf, dialectTitles, isAnswered } from '../edge/table';
import type { Platform } from '../platform';
import { buildTable, compare, type Dialect, type RouteTable, type TableRoute, type UnreachableRoute } from '../route-table';
import { servedBy } from './shared-hosts';

/** A route of a platform. */
interface Source {
  readonly platform: Platform;
  readonly route: ExposedRoute;
}

/** A route that loses all of its requests to one of another platform. */
interface Lost {
  readonly source: Source;
  readonly winner: Source;
  readonly dialect: Dialect;
  readonly request: UnreachableRoute['request'];
}

/**
 * Finds routes that never answer at a host because the same controller prefers one of another platform, such as that of a wildcard in Traefik. Those of one platform have a finding of their own. Takes time
 * in proportion to the routes, where one of a wildcard counts once for each host that it takes.
 * @returns findings for each host and each two platforms, with the first of the routes
 */
export function lostRoutes(compiled: readonly CompiledPlatform[]): Diagnostic[] {
  return [...bySide(compiled).values()].flatMap((sources) => {
    const platforms = [...new Set([...sources.values()].map(({ platform }) => platform))];
    const table = buildTable([...sources.keys()]);
    if (new Set(platforms.map(({ namespace }) => namespace)).size < 2 || isPlain(table)) return [];
    return findingsOf(lostIn(table, sources, [...new Set(platforms.map(dialectOf))]));
  });
}

/** The routes of each class or Gateway, at each of their hosts. */
function bySide(compiled: readonly CompiledPlatform[]): Map<string, Map<TableRoute, Source>> {
  const found = new Map<string, Map<TableRoute, Source>>();
  for (const { platform, blueprint } of compiled) {
    if (platform.routing === undefined) continue;
    for (const exposure of blueprint.exposures.filter(isAnswered)) {
      const side = servedBy(exposure);
      const sources = found.get(side) ?? new Map<TableRoute, Source>();
      found.set(side, sources);
      for (const route of exposure.routes) {
        const { path, match, methods } = route;
        for (const host of exposure.hosts) {
          const id = `${sources.size}`;
          sources.set(
            { id, host: host.toLowerCase(), path, match, methods, backend: `${platform.namespace} ${nameOf(platform)}` },
            { platform, route },
          );
        }
      }
    }
  }
  return found;
}

/** Whether there are prefixes of all methods at named hosts alone, of which each answers at its own path. */
function isPlain({ routes }: RouteTable): boolean {
  return routes.every(({ host, match, methods }) => match === 'prefix' && methods === undefined && host !== '' && !host.startsWith('*'));
}

function lostIn(table: RouteTable, sources: ReadonlyMap<TableRoute, Source>, dialects: readonly Dialect[]): Lost[] {
  return compare(table, dialects, (route) => sources.get(route)?.route).unreachable.flatMap(
    ({ route, request, answers, dialects: of }): Lost[] => {
      const source = sources.get(route);
      const dialect = source && dialectOf(source.platform);
      if (source === undefined || dialect === undefined || !of.includes(dialect)) return [];
      const preferred = answers.get(dialect)?.route;
      const winner = preferred && sources.get(preferred);
      // Environments of one namespace are in different clusters.
      if (winner === undefined || winner.platform.namespace === source.platform.namespace) return [];
      return [{ source, winner, dialect, request }];
    },
  );
}

function findingsOf(lost: readonly Lost[]): Diagnostic[] {
  const groups = groupBy(lost, ({ source, winner, request }) =>
    JSON.stringify([nameOf(source.platform), nameOf(winner.platform), request.host]),
  );
  return [...groups.values()].flatMap(([first, ...others]) => {
    if (first === undefined) return [];
    const { source, winner, dialect, request } = first;
    const args = {
      route: source.route.path,
      platform: nameOf(source.platform),
      request: `${request.method} ${request.host}${request.path}`,
      reader: dialectTitles[dialect],
      preferred: winner.route.path,
      other: nameOf(winner.platform),
      exact: source.route.match === 'exact',
      others: new Set(others.map(({ source: { route } }) => route)).size,
    };
    const related = [{ label: 'the route that answers is declared at', place: winner.route.place }];
    return [createDiagnostic('host-route-lost', args, source.route.place, { related })];
  });
}

function dialectOf({ routing }: Platform): Dialect {
  return dialectsOf(routing ?? { target: 'ingress', controller: 'none' })[0];
}

function nameOf({ product, environment }: Platform): string {
  return `${product} ${environment}`;
}
