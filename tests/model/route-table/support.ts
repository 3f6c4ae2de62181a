import {
  type Answer,
  buildTable,
  type Dialect,
  match,
  type RouteTable,
  type TableRequest,
  type TableRoute,
} from '../../../model/route-table';

/**
 * Writes a route as text: `backend: [METHOD,…] [host]/path`, with `=` before an exact path, such as `owners: GET,POST *.example.com/api/v1/owners`.
 */
export function route(text: string, index = 0): TableRoute {
  const [, backend = '', methods, host = '', equals, path = '/'] = /^([^:]+): (?:([A-Z,]+) )?([^/=]*)(=)?(\/.*)$/.exec(text) ?? [];
  return { id: `${index} ${text}`, backend, host, path, match: equals === undefined ? 'prefix' : 'exact', methods: methods?.split(',') };
}

/** A table of routes as `route()` reads them. */
export const table = (...texts: readonly string[]): RouteTable => buildTable(texts.map(route));

/** Writes a request as text: `[METHOD ][host]/path`. */
export function request(text: string): TableRequest {
  const [, method = 'GET', host = 'example.com', path = ''] = /^(?:([A-Z]+) )?([^/]+)?(\/.*)?$/.exec(text) ?? [];
  return { method, host, path };
}

/** Who answers, by the name of the backend; `404` and `400` where none does. */
export function answer(routes: RouteTable, text: string, dialect: Dialect): string {
  const { outcome, route: found }: Answer = match(routes, request(text), dialect);
  return outcome === 'refused' ? '400' : (found?.backend ?? '404');
}
