import type {
  Exposure,
  ExposedRoute,
  HttpBackend,
  HttpRoute,
  HttpRouteMatch,
  HttpRouteRule,
  RouteBackend,
  Workload,
} from '../../blueprint';
import { freeName } from './free-name';

/** The limits of one HTTPRoute, which the API server holds. */
const most = { rules: 16, matches: 128, matchesOfRule: 64, hosts: 16 } as const;

/**
 * The HTTPRoutes that hold the routes of an exposure. Takes time in proportion to the routes.
 * @param workloads all of them, by id
 * @param taken the names that other objects have; those of its own are added
 */
export function designHttpRoutes(exposure: Exposure, workloads: ReadonlyMap<string, Workload>, taken: Set<string>): HttpRoute[] {
  const packs = packed(rulesOf(exposure, workloads));
  return chunks(exposure.hosts, most.hosts)
    .flatMap((hosts) => packs.map((rules) => ({ hosts, rules })))
    .map((part, index) => {
      const { name: own } = exposure;
      const name = index === 0 ? own : freeName([`${own}-${index + 1}`, `${own}-part-${index + 1}`], taken);
      taken.add(name);
      return { name, ...part };
    });
}

/**
 * The rules of an exposure: the matches of one backend stand together, at the place of the first. A replaced path wants a rule for each match, since the API server cannot tell
 * otherwise which of them it replaces.
 */
function rulesOf({ routes, rewrite, features }: Exposure, workloads: ReadonlyMap<string, Workload>): HttpRouteRule[] {
  const groups = new Map<string, { readonly backends: readonly HttpBackend[]; readonly matches: HttpRouteMatch[] }>();
  for (const route of routes) {
    const backends = route.backends.flatMap((backend) => backendOf(backend, workloads) ?? []);
    const key = JSON.stringify(backends);
    const group = groups.get(key) ?? { backends, matches: [] };
    groups.set(key, group);
    group.matches.push(...matchesOf(route, features.cors !== undefined));
  }
  return [...groups.values()].flatMap(({ backends, matches }) =>
    chunks(matches, rewrite === undefined ? most.matchesOfRule : 1).map((chunk): HttpRouteRule => ({ matches: chunk, rewrite, backends })),
  );
}

/**
 * The matches of a route: one for each of its methods. The edge answers a preflight request only if it matches, and its method is none of them.
 * @param withPreflight whether the edge answers preflight requests
 */
function matchesOf({ path, match, methods }: ExposedRoute, withPreflight: boolean): HttpRouteMatch[] {
  const plain = { path, match, method: undefined, preflightOf: undefined };
  if (methods === undefined) return [plain];
  const own = methods.map((method): HttpRouteMatch => ({ ...plain, method }));
  if (!withPreflight || methods.includes('OPTIONS')) return own;
  return [...own, ...methods.map((method): HttpRouteMatch => ({ ...plain, method: 'OPTIONS', preflightOf: method }))];
}

function backendOf(
  { workload: id, port: portName, weight }: RouteBackend,
  workloads: ReadonlyMap<string, Workload>,
): HttpBackend | undefined {
  const workload = workloads.get(id);
  const port = workload?.pod.containers[0]?.ports.find(({ name }) => name === portName)?.port;
  return workload === undefined || port === undefined ? undefined : { name: workload.name, port, weight };
}

/** Rules in as few HTTPRoutes as hold them in their order. */
function packed(rules: readonly HttpRouteRule[]): HttpRouteRule[][] {
  const packs: HttpRouteRule[][] = [];
  let matches = 0;
  for (const rule of rules) {
    const last = packs.at(-1);
    if (last === undefined || last.length === most.rules || matches + rule.matches.length > most.matches) {
      packs.push([rule]);
      matches = rule.matches.length;
    } else {
      last.push(rule);
      matches += rule.matches.length;
    }
  }
  return packs;
}

/** A list in parts of a size; none of an empty list. */
export function chunks<T>(list: readonly T[], size: number): T[][] {
  return Array.from({ length: Math.ceil(list.length / size) }, (_, index) => list.slice(index * size, (index + 1) * size));
}
