import { buildTable, type RouteTable } from './build';
import type { Dialect } from './dialect';
import { match, placeOf } from './match';
import { probes } from './probes';
import type { TableRequest, TableRoute } from './route';
import { keepShortest } from './witness';

/** Requests that another backend answers, or nobody, since a table has changed. */
export interface ChangedAnswer {
  /** The shortest of them. */
  readonly request: TableRequest;
  /** The route that answered. */
  readonly before: TableRoute;
  /** The route that answers; undefined if none does. */
  readonly after: TableRoute | undefined;
  /**
   * - `lost`: nobody answers
   * - `fell`: the route is gone, and one that takes more paths or hosts answers, such as the catch-all `/`
   * - `moved`: a route of the same host, path and match leads to another backend
   * - `taken`: another route has come that is preferred
   */
  readonly change: 'lost' | 'fell' | 'moved' | 'taken';
}

/**
 * Compares who answers before and after a change, with one request of each class of both tables together. What a new route answers that nobody
 * answered before is no change of an answer.
 * @returns one entry for each pair of routes, in the order of the table before
 */
export function changedAnswers(before: RouteTable, after: RouteTable, dialect: Dialect): ChangedAnswer[] {
  const found = new Map<string, ChangedAnswer>();
  const stays = new Set(after.routes.map(identityOf));
  for (const request of probes(buildTable([...before.routes, ...after.routes], new Set([...before.hosts, ...after.hosts])))) {
    const { route: old } = match(before, request, dialect);
    const { route: now } = match(after, request, dialect);
    if (old === undefined || old.backend === now?.backend) continue;
    const key = `${placeOf(before, old)} ${now === undefined ? '' : placeOf(after, now)}`;
    keepShortest(found, key, { request, before: old, after: now, change: changeOf(old, now, stays) });
  }
  return [...found.values()].sort((a, b) => placeOf(before, a.before) - placeOf(before, b.before));
}

function changeOf(old: TableRoute, now: TableRoute | undefined, stays: ReadonlySet<string>): ChangedAnswer['change'] {
  if (now === undefined) return 'lost';
  if (old.host === now.host && old.path === now.path && old.match === now.match) return 'moved';
  return stays.has(identityOf(old)) ? 'taken' : 'fell';
}

/** What a route is, whoever answers and whatever its name. */
function identityOf({ host, path, match: kind, methods, backend }: TableRoute): string {
  return JSON.stringify([host, path, kind, methods, backend]);
}
