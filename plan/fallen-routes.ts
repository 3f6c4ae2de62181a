import type { Place } from '../diagnostics';
import { groupBy } from '../formats';
import { dialectsOf } from '../model/edge/table';
import { placeOf, placeUnder } from '../model/origin';
import { buildTable, type ChangedAnswer, changedAnswers, hostStandIns, type TableRoute } from '../model/route-table';
import type { Comparison } from './comparison';
import { type ObjectRoute, routesOfObjects } from './object-routes';
import { planRule } from './rule';

/**
 * Reports routes that go where a shorter one is left that takes their requests: clients of an API get the page of the catch-all, with 200, and none of them an error. One for each service that has
 * answered.
 */
export const upgradeRouteFell = planRule('upgrade-route-fell', (comparison, report) => {
  for (const [backend, [first, ...others]] of groupBy(fallen(comparison), ({ before }) => before.backend)) {
    if (first?.after === undefined) continue;
    const { method, host, path } = first.request;
    const args = {
      object: first.before.id.split(' ', 1)[0] ?? '',
      request: `${method} ${host}${path}`,
      route: first.before.path,
      service: backend,
      other: first.after.backend,
      shorter: first.after.path,
      others: new Set(others.map(({ before }) => before.path).filter((one) => one !== first.before.path)).size,
    };
    report(args, placeOfRoutes(comparison, backend));
  }
});

/** The answers that fall to a route of another service, by the controller that reads the routes now. */
function fallen({ now, was, platform }: Comparison): ChangedAnswer[] {
  if (platform.routing === undefined) return [];
  const after = routesOfObjects(now);
  const old = routesOfObjects(was);
  const isKept = ([id, { hosts }]: [string, ObjectRoute]): boolean => {
    const still = new Set(after.get(id)?.hosts);
    return hosts.every((host) => still.has(host));
  };
  if ([...old].every(isKept)) return [];
  const standIns = hostStandIns([...old.values(), ...after.values()].map(({ hosts }) => hosts));
  const tableOf = (routes: ReadonlyMap<string, ObjectRoute>): ReturnType<typeof buildTable> =>
    buildTable(
      [...routes.values()].flatMap(({ object, hosts, ...route }) =>
        standIns.of(hosts).map((host): TableRoute => ({ ...route, host, id: `${object} ${host}${route.path}` })),
      ),
      standIns.hosts,
    );
  return changedAnswers(tableOf(old), tableOf(after), dialectsOf(platform.routing)[0]).filter(({ change }) => change === 'fell');
}

/** The routes of the service, or where it would have to be listed again. */
function placeOfRoutes({ platform }: Comparison, backend: string): Place {
  const service = platform.services.find(({ name }) => backend.split(' ').includes(name));
  if (service === undefined) return placeUnder(platform.sources.manifest, 'services');
  return placeOf(platform, 'services', service.key, 'routes');
}
