import type { KubernetesObject } from '../../model';
import { dialectsOf } from '../../model/edge/table';
import {
  buildTable,
  type ChangedAnswer,
  changedAnswers,
  type RouteTable,
  type TableRequest,
  type TableRoute,
} from '../../model/route-table';
import type { Comparison } from '../comparison';
import { titleOf } from '../objects';
import { type Led, routesLedBy } from './led-routes';
import { routeSources } from './route-sources';

/** A request that another route answers than before, which leads elsewhere or is protected otherwise. */
export interface RouteChange {
  /** The shortest of those of the two routes. */
  readonly request: TableRequest;
  readonly before: Led;
  /** Undefined if nobody answers. */
  readonly after: Led | undefined;
  readonly change: ChangedAnswer['change'];
}

const known = new WeakMap<Comparison, readonly RouteChange[]>();

/** Asks the routes of before and of now who answers, and what stands before it, as the controller of now reads both. Made once for each comparison. */
export function routeChanges(comparison: Comparison): readonly RouteChange[] {
  const found = known.get(comparison) ?? changesOf(comparison);
  known.set(comparison, found);
  return found;
}

function changesOf({ now, was: all, platform }: Comparison): RouteChange[] {
  const [old, fresh] = [routesIn(all), routesIn(now)];
  const ids = new Set(fresh.map(idOf));
  if (old.length === fresh.length && old.every((route) => ids.has(idOf(route)))) return [];
  const [was, is] = [tableOf(old), tableOf(fresh)];
  const [dialect] = dialectsOf(platform.routing ?? { target: 'ingress', controller: 'none' });
  const asked = changedAnswers(was.table, is.table, dialect).flatMap(({ request, before: from, after, change }): RouteChange[] => {
    const led = was.sources.get(from);
    return led === undefined ? [] : [{ request, before: led, after: after && is.sources.get(after), change }];
  });
  return [...asked, ...unreadChanges(old, fresh)];
}

/** In the order of the objects' names, by which a draw is decided alike before and now. */
function routesIn(objects: readonly KubernetesObject[]): Led[] {
  const sources = routeSources(objects);
  const named = objects.map((object) => ({ object, title: titleOf(object) })).sort((a, b) => (a.title < b.title ? -1 : 1));
  return named.flatMap(({ object }) => routesLedBy(object, sources));
}

function tableOf(routes: readonly Led[]): { readonly table: RouteTable; readonly sources: ReadonlyMap<TableRoute, Led> } {
  const sources = new Map<TableRoute, Led>();
  for (const [index, led] of routes.entries()) {
    const { host, path, match, methods, condition } = led;
    if (condition === undefined) sources.set({ id: `${index}`, host, path, match, methods, backend: backendOf(led) }, led);
  }
  return { table: buildTable([...sources.keys()]), sources };
}

/** What cannot be asked, such as patterns and routes by headers, is compared as it is written. */
function unreadChanges(old: readonly Led[], fresh: readonly Led[]): RouteChange[] {
  const keyOf = ({ host, path, match, methods, condition }: Led): string => JSON.stringify([host, path, match, methods, condition]);
  const byKey = new Map(fresh.map((route) => [keyOf(route), route]));
  return old.flatMap((before): RouteChange[] => {
    if (before.condition === undefined) return [];
    const after = byKey.get(keyOf(before));
    if (after !== undefined && backendOf(before) === backendOf(after)) return [];
    const request = { method: before.methods?.[0] ?? 'GET', host: before.host, path: before.path };
    return [{ request, before, after, change: after === undefined ? 'lost' : 'moved' }];
  });
}

/** Who answers; who gets in, and how, is a part of it. */
function backendOf({ to, port, protection }: Led): string {
  return JSON.stringify([to, port.name ?? port.number, protection]);
}

function idOf(route: Led): string {
  const { host, path, match, methods, condition } = route;
  return JSON.stringify([titleOf(route.object), host, path, match, methods, condition, backendOf(route)]);
}

/** A route as it was; of one that another takes requests from, the first of these. With a method where it is not of all. */
export function titleOfRoute({ request, before, change }: RouteChange): string {
  const { host, path } = change === 'taken' ? request : before;
  const method = before.methods !== undefined || request.method !== 'GET' ? `${request.method} ` : '';
  return `${method}${host === '' ? '*' : host}${path}`;
}
