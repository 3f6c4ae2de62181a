import { createDiagnostic, type Diagnostic } from '../../diagnostics';
import { dialectsOf, dialectTitles, distinctRoutes, tableOfPlatform } from '../edge/table';
import type { Platform, Route } from '../platform';
import { compare, type Dialect, type TableRoute } from '../route-table';
import { requestText } from '../rules/facts/route-answers';

/**
 * Finds requests that the environments of one product answer by different services, because their controllers read the routes differently. Each is compared with the last one.
 * What only falls to the catch-all in one of the two is none: every prefix has such requests where a controller compares characters.
 * @param platforms those of one product, in the order of the product manifest
 * @returns one finding for each two environments, with the first of the requests
 */
export function differingRoutes(platforms: readonly Platform[]): Diagnostic[] {
  const reference = platforms.at(-1);
  if (reference?.routing === undefined) return [];
  const { routing } = reference;
  const [otherDialect] = dialectsOf(routing);
  return platforms.slice(0, -1).flatMap((platform) => {
    if (platform.routing === undefined) return [];
    const [dialect] = dialectsOf(platform.routing);
    if (dialect === otherDialect) return [];
    const found = differencesOf(reference, [dialect, otherDialect]);
    const [first, ...more] = found;
    if (first === undefined) return [];
    const args = {
      request: requestText(first.request, reference),
      environment: platform.environment,
      service: first.route.service,
      reader: dialectTitles[dialect],
      reference: reference.environment,
      otherService: first.other.service,
      otherReader: dialectTitles[otherDialect],
      more: more.length,
    };
    const related = [
      { label: 'the way in is declared at', place: platform.routing.place },
      { label: 'the other route is declared at', place: first.other.place },
    ];
    return [createDiagnostic('route-target-differs', args, first.route.place, { related })];
  });
}

interface Difference {
  readonly request: Parameters<typeof requestText>[0];
  readonly route: Route;
  readonly other: Route;
}

function differencesOf(platform: Platform, dialects: readonly [Dialect, Dialect]): Difference[] {
  const { table, sources } = tableOfPlatform(platform);
  return compare(distinctRoutes(table).table, dialects).differences.flatMap(({ request, answers, differs }): Difference[] => {
    const [route, other] = dialects.map((dialect) => sourceOf(answers.get(dialect)?.route, sources));
    if (differs !== 'backend' || route === undefined || other === undefined || route.service === other.service) return [];
    return route.path === '/' || other.path === '/' ? [] : [{ request, route, other }];
  });
}

function sourceOf(route: TableRoute | undefined, sources: ReadonlyMap<TableRoute, Route>): Route | undefined {
  return route && sources.get(route);
}
