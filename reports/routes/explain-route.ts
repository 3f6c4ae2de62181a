import type { CompiledPlatform, Exposure, Platform, Route } from '../../model';
import { dialectsOf, type ExposedSource, tableOfBlueprint } from '../../model/edge/table';
import {
  type Candidate,
  candidates,
  type Dialect,
  dialects,
  envoyRedirect,
  match,
  type RouteTable,
  type TableRequest,
} from '../../model/route-table';
import { type DescribedRoute, type DescribeRoute, routeDescriber } from './describe-route';
import { type FeatureReport, featuresOf } from './features';
import { nearestRoutes } from './nearest-routes';

/** A route that might have answered, and why it does or does not. */
export interface ExplainedCandidate extends Pick<Candidate, 'verdict' | 'reason'> {
  readonly route: DescribedRoute;
}

/** What other readers of the table would do, if it is something else. */
export interface OtherAnswer {
  readonly dialects: readonly Dialect[];
  readonly outcome: 'route' | 'nobody' | 'refused';
  /** Undefined if none answers. */
  readonly route: DescribedRoute | undefined;
}

/** Who answers a request in an environment, and why. */
export interface RouteExplanation {
  readonly product: string;
  readonly environment: string;
  readonly request: TableRequest;
  /** Who reads the table. */
  readonly dialect: Dialect;
  /** `refused`: the proxy answers 400, because it cannot read the path; `nobody`: it answers 404. */
  readonly outcome: 'route' | 'nobody' | 'refused';
  /** The route that answers; undefined if none does. */
  readonly route: DescribedRoute | undefined;
  /** The path that the service gets. */
  readonly servicePath: string | undefined;
  /** Whether the edge answers by itself, since the request asks what other origins may send. */
  readonly preflight: boolean;
  /** The path to which Envoy Gateway sends the client first, whoever reads the table here; undefined if to none. */
  readonly envoyRedirect: string | undefined;
  /** In the order in which they are preferred. */
  readonly candidates: readonly ExplainedCandidate[];
  /** What the edge does for the request; empty for a tool. */
  readonly features: readonly FeatureReport[];
  /** One entry for each other answer. */
  readonly others: readonly OtherAnswer[];
  /** The routes that were probably meant, if none answers but the catch-all `/`. */
  readonly nearest: readonly DescribedRoute[];
}

/** Explains who answers a request in an environment. */
export function explainRoute(
  { platform, blueprint }: Pick<CompiledPlatform, 'platform' | 'blueprint'>,
  request: TableRequest,
): RouteExplanation {
  const { table, sources } = tableOfBlueprint(blueprint);
  const describe = routeDescriber(blueprint, sources);
  const [dialect] = dialectsOf(platform.routing ?? { target: 'ingress', controller: 'none' });
  const { outcome, route: answering } = match(table, request, dialect);
  const source = answering && sources.get(answering);
  const features = source === undefined ? [] : declaredFeatures(platform, source);
  const isCaught = answering?.path === '/' && answering.match === 'prefix';
  return {
    product: platform.product,
    environment: platform.environment,
    request,
    dialect,
    outcome,
    route: answering && describe(answering),
    servicePath: source && servicePath(request.path, source.route.path, source.exposure),
    preflight: request.method === 'OPTIONS' && features.some(({ name }) => name === 'cors'),
    envoyRedirect: envoyRedirect(request.path),
    candidates: candidates(table, request, dialect).map(({ route, verdict, reason }) => ({ route: describe(route), verdict, reason })),
    features,
    others: othersOf(table, request, dialect, describe),
    nearest: answering === undefined || isCaught ? nearestRoutes(table.routes, request).map(describe) : [],
  };
}

function declaredFeatures(platform: Platform, { exposure, route }: ExposedSource): FeatureReport[] {
  const declared = platform.routes.find(({ place }) => samePlace(place, route.place));
  return declared === undefined ? [] : featuresOf(declared, exposure, platform);
}

function samePlace(a: Route['place'], b: Route['place']): boolean {
  return a.file === b.file && a.path.length === b.path.length && a.path.every((segment, index) => segment === b.path[index]);
}

/** The path that a service gets: that of the request, or with the route's own replaced. */
function servicePath(asked: string, path: string, { rewrite }: Exposure): string {
  if (rewrite === undefined) return asked;
  const left = path === '/' ? asked : asked.slice(path.length);
  // A route can end within a segment in Traefik alone, whose `stripPrefix` puts a slash in front of what is left.
  const rest = left === '' || left.startsWith('/') ? left : `/${left}`;
  const joined = `${rewrite === '/' ? '' : rewrite}${rest}`;
  return joined.startsWith('/') ? joined : `/${joined}`;
}

function othersOf(table: RouteTable, request: TableRequest, own: Dialect, describe: DescribeRoute): OtherAnswer[] {
  const usual = match(table, request, own);
  const found = new Map<string, OtherAnswer>();
  for (const dialect of dialects) {
    const { outcome, route } = match(table, request, dialect);
    if (outcome === usual.outcome && route === usual.route) continue;
    const key = `${outcome} ${route?.id ?? ''}`;
    const alike = found.get(key);
    found.set(key, { dialects: [...(alike?.dialects ?? []), dialect], outcome, route: route && describe(route) });
  }
  return [...found.values()];
}
