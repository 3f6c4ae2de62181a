import { contentHash, type ExposedRoute, type Exposure, type Middleware, serviceId, toolId } from '../../blueprint';
import { backendProtocolOf } from '../../edge/backend-protocol';
import { asToldOf } from '../../edge/body-limit';
import { identityHeaders } from '../../edge/identity-headers';
import { type Platform, type Route, type RouteFeatures, type Routing, type Service, type Tool } from '../../platform';
import { placeOf } from '../../origin';
import { inMatchOrder } from '../../resolve/routes';
import { compareText } from '../../resolve/order';
import { ingressAnnotations } from './annotations';
import { freeName } from './free-name';
import { nginxAnnotations } from './nginx';
import { middlewaresAnnotation } from '../../edge/middlewares-annotation';
import { partOf } from './part-of';
import { redirectToHttps } from './redirect';
import { traefikAnnotations, traefikMiddlewares } from './traefik';

/** The ways in: those of the routes, then each development tool with a host. None without a way in in the environment. */
export function designExposures(resolved: Platform): Exposure[] {
  const platform = asToldOf(resolved);
  const { routing, tools } = platform;
  if (routing === undefined) return [];
  const annotations = ingressAnnotations(routing);
  const groups = groupRoutes(platform, routing);
  return [
    ...groups.map((group) => exposureOf(group, platform, routing, annotations)),
    ...redirectToHttps(platform, routing, new Set(groups.map(({ name }) => name))),
    ...tools.flatMap((tool) => (tool.host === undefined ? [] : [exposureOfTool(tool, tool.host, routing, annotations)])),
  ];
}

/** Routes that have their hosts, and what the edge does for them, in common. */
interface RouteGroup {
  /** The service that all of them lead to; undefined if they are of several. */
  readonly service: Service | undefined;
  readonly name: string;
  /** In the declared order. */
  readonly routes: Route[];
}

/**
 * Puts the routes together that one object can hold. What is declared by `ingress` is one Ingress for all routes with nothing of their own; else each service has its
 * objects, so that a change of one service changes no object of another.
 */
function groupRoutes(platform: Platform, routing: Routing): RouteGroup[] {
  const { product, services, tools, edge } = platform;
  const isShared = routing.declaredBy === 'ingress';
  const usualFeatures = valuesOf(edge.features);
  const shared: RouteGroup = { service: undefined, name: product, routes: [] };
  const groups: RouteGroup[] = [];
  const taken = new Set([product, ...services.map(({ name }) => name), ...tools.map(({ name }) => name)]);
  const keeper = isShared || routing.target === 'gateway' ? undefined : keeperOfName(platform, routing);
  for (const service of services) {
    const ofService = new Map<string, RouteGroup>();
    // The object of its first route has the name of the service, whatever is asked for it: with a feature more it is the same object.
    const isFirst = (route: Route): boolean => !isShared && route === service.routes[0];
    for (const route of service.routes) {
      const isUsual = route.rewrite === undefined && !route.public && sameValues(route.features, edge.features, usualFeatures);
      if (isShared && isUsual) {
        shared.routes.push(route);
        continue;
      }
      const key = inCommon(route, service, platform);
      const group = ofService.get(key);
      if (group !== undefined) group.routes.push(route);
      else {
        const name = route === keeper ? product : isFirst(route) ? service.name : nameOf(service, route, taken, key);
        taken.add(name);
        ofService.set(key, { service, name, routes: [route] });
      }
    }
    groups.push(...ofService.values());
  }
  return shared.routes.length > 0 ? [shared, ...groups] : groups;
}

function valuesOf(features: RouteFeatures): string {
  return JSON.stringify(Object.entries(features).map(([name, { value }]) => [name, value]));
}

function sameValues(features: RouteFeatures, usual: RouteFeatures, usualValues: string): boolean {
  return features === usual || valuesOf(features) === usualValues;
}

/**
 * The route whose Ingress keeps the name of the product, which the one Ingress of all routes had: ingress-nginx refuses a host and path that another
 * Ingress has as long as that stays. It is the catch-all. Undefined if there is none, since an edit elsewhere would move the name then, and if a service has this name anyway.
 */
function keeperOfName(platform: Platform, { host }: Routing): Route | undefined {
  const { product, services } = platform;
  const routes = services.flatMap((service) => service.routes);
  if (services.some(({ name, routes: own }) => name === product && own.length > 0)) return undefined;
  const catchAll = routes.find(({ path, match, hosts }) => path === '/' && match === 'prefix' && hosts.includes(host));
  // The object that holds it is the one of the first route like it.
  const service = services.find(({ key }) => key === catchAll?.service);
  if (service === undefined || catchAll === undefined) return undefined;
  const treatment = inCommon(catchAll, service, platform);
  return service.routes.find((route) => inCommon(route, service, platform) === treatment);
}

/**
 * What the routes of one object have in common. That a route is public means nothing where none needs a login. An Ingress of ingress-nginx has one cookie, which is of the pods of one port, and
 * speaks one protocol to all of them.
 */
function inCommon(route: Route, service: Service, { edge: { auth }, routing }: Platform): string {
  const { hosts, features, rewrite, public: isPublic, port } = route;
  const isNginx = routing?.controller === 'nginx';
  const cookie = features.sticky !== undefined && isNginx ? [port] : [];
  const calls = isNginx && backendProtocolOf(route, service) === 'grpc' ? ['grpc'] : [];
  return JSON.stringify([hosts, valuesOf(features), rewrite, isPublic && auth.kind !== 'services', ...cookie, ...calls]);
}

/** The most characters of a name that an object of a controller can have, with what is put behind it. */
const mostCharacters = 50;

/**
 * The name of an object for routes with something of their own: that of the service, and the words of the first path.
 * @param treatment what they have in common
 */
function nameOf({ name }: Service, { path }: Route, taken: ReadonlySet<string>, treatment: string): string {
  const words = path
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');
  const plain = `${name}-${words === '' ? 'root' : words}`;
  if (plain.length <= mostCharacters && !taken.has(plain)) return plain;
  const cut = plain.slice(0, mostCharacters).replace(/-$/, '');
  // Routes of one path differ in what is asked for them.
  return freeName([`${cut}-${contentHash(path)}`, `${cut}-${contentHash(path + treatment)}`], taken);
}

function exposureOf(
  { service, name, routes }: RouteGroup,
  platform: Platform,
  routing: Routing,
  annotations: Exposure['annotations'],
): Exposure {
  const { edge, services } = platform;
  const [first] = routes;
  const byKey = new Map((service === undefined ? services : [service]).map((one) => [one.key, one]));
  const { auth } = edge;
  const isOpen = auth.kind === 'services' || first?.public === true;
  const bare = {
    name,
    file: service?.name ?? 'routes',
    features: Object.fromEntries(
      Object.entries(first?.features ?? {}).map(([feature, { value }]) => [feature, value]),
    ) as Exposure['features'],
    auth: isOpen ? undefined : auth,
    rewrite: first?.rewrite,
    routes: inMatchOrder(routes).map((route): ExposedRoute => {
      const of = byKey.get(route.service);
      return {
        path: route.path,
        match: route.match,
        methods: route.methods,
        backends: [{ workload: of === undefined ? '' : serviceId(of), port: route.port, weight: 1 }],
        place: route.place,
      };
    }),
  };
  const middlewares =
    routing.controller === 'traefik'
      ? traefikMiddlewares(asMiddlewaresSee(bare, routing), first?.features ?? {}, platform, identityHeaders(auth))
      : [];
  return {
    id: service === undefined ? 'routes' : `routes/${name}`,
    ...bare,
    workload: service && serviceId(service),
    ...partOf(routing),
    hosts: first?.hosts ?? [],
    authBackend: isOpen ? undefined : authBackendOf(platform),
    withoutHeaders: isOpen && !dropsHeadersItself(routing) ? identityHeaders(auth) : [],
    ...annotationsOf(bare, middlewares, platform, routing, annotations),
    middlewares,
    place: service === undefined ? routing.place : placeOf(platform, 'services', service.key, 'routes'),
  };
}

/** An HTTPRoute replaces paths itself. */
function asMiddlewaresSee<E extends Pick<Exposure, 'rewrite'>>(exposure: E, { target }: Routing): E {
  return target === 'gateway' ? { ...exposure, rewrite: undefined } : exposure;
}

/** What the controller of an exposure is told of it, over what it is told of all; what the overlay says wins, but that its Middlewares stand behind ours. */
function annotationsOf(
  exposure: Pick<Exposure, 'features' | 'auth' | 'file' | 'routes'>,
  middlewares: readonly Middleware[],
  platform: Platform,
  { controller, target, annotations: said }: Routing,
  ofAll: Exposure['annotations'],
): Pick<Exposure, 'annotations' | 'told'> {
  if (target !== 'ingress') return { annotations: {}, told: [] };
  const own =
    controller === 'traefik'
      ? traefikAnnotations(exposure, middlewares, platform.namespace)
      : controller === 'nginx'
        ? nginxAnnotations(exposure, platform)
        : {};
  const told = Object.keys(own);
  if (told.length === 0) return { annotations: ofAll, told };
  const ours = own[middlewaresAnnotation];
  const theirs = said[middlewaresAnnotation];
  const chain = ours !== undefined && typeof theirs === 'string' && { [middlewaresAnnotation]: `${ours},${theirs}` };
  const all = Object.entries({ ...own, ...ofAll, ...chain }).filter(([name]) => !Object.hasOwn(said, name) || said[name] !== false);
  return { annotations: Object.fromEntries(all.sort(([a], [b]) => compareText(a, b))), told };
}

/** Whether headers are taken away by something else than the HTTPRoute: a Middleware of Traefik, or a Gateway of our own, which does it for all requests. */
function dropsHeadersItself({ controller, gateway }: Routing): boolean {
  return controller === 'traefik' || (controller === 'envoy-gateway' && gateway?.emit === true);
}

/** The port of the service that is asked about logins; undefined if none is, or it is not there. */
function authBackendOf({ edge: { auth }, services }: Platform): Exposure['authBackend'] {
  const service = auth.kind === 'forward' ? services.find(({ key }) => key === auth.service) : undefined;
  const port = service?.ports[0]?.port;
  return service === undefined || port === undefined ? undefined : { name: service.name, port };
}

/** A tool is on a host of its own, apart from the routes, which no tool may change. */
function exposureOfTool(tool: Tool, host: string, routing: Routing, annotations: Exposure['annotations']): Exposure {
  const { tls, declaredBy } = routing;
  const backends = [{ workload: toolId(tool), port: 'http', weight: 1 }];
  // cert-manager lets one Ingress own the Certificate of a Secret, and refuses the others.
  const ownCertificate = tls?.issuer !== undefined && declaredBy === 'ingress';
  return {
    id: toolId(tool),
    name: tool.name,
    file: tool.name,
    workload: toolId(tool),
    ...partOf(routing),
    hosts: [host],
    ...(ownCertificate && { tls: { certificate: `${tool.name}-tls` } }),
    annotations,
    told: [],
    middlewares: [],
    features: {},
    auth: undefined,
    authBackend: undefined,
    withoutHeaders: [],
    rewrite: undefined,
    routes: [{ path: '/', match: 'prefix', methods: undefined, backends, place: tool.place }],
    place: tool.place,
  };
}
