import { isRoutePath } from '../../formats';
import { placeOf, placeUnder } from '../origin';
import type { Route, Service } from '../platform';
import { foreignIn } from './facts/foreign-annotations';
import { plainHttp } from './facts/ingress-controllers';
import { isSame, requestText } from './facts/route-answers';
import type { RouteIndex } from './facts/route-index';
import { type AreaRules, rule } from './rule';

/** Reports routes that a service before, by key, serves too. */
const routeConflict = rule('route-conflict', ({ platform, routeIndex, routeAnswers, serviceByKey }, report) => {
  for (const { routes, request } of routeAnswers.undecided) {
    const [first, route] = routes;
    const service = serviceByKey.get(route.service);
    if (service === undefined || !isSame(first, route)) continue;
    const { path, place } = route;
    const related = [{ label: 'also declared at', place: first.place }];
    const longer = longerRoute(path, service, routeIndex);
    report({ route: path, other: first.service, longer, request: requestText(request, platform) }, place, { related });
  }
});

/** A free, longer prefix that says what it leads to, by the last word of another route of the service or by its hostname. */
function longerRoute(path: string, { name, routes }: Service, { byPath }: RouteIndex): string | undefined {
  const words = routes.filter((route) => route.path !== path).map((route) => route.path.slice(route.path.lastIndexOf('/') + 1));
  return [...words.slice(0, 5), name]
    .map((word) => `${path === '/' ? '' : path}/${word}`)
    .find((longer) => isRoutePath(longer) && !byPath.has(longer));
}

/** Reports routes that one service lists twice: for some request both, by one path. */
const routeRepeated = rule('route-repeated', ({ platform, routeIndex }, report) => {
  for (const { routes } of platform.services) {
    const seen = new Map<string, { readonly any: Route; readonly byMethod: Map<string, Route> }>();
    for (const route of routes) {
      if (!isRoutePath(route.path)) continue;
      const methods = route.methods ?? [allMethods];
      const slots = (route.hosts.length === 0 ? [''] : routeIndex.standIns.of(route.hosts)).map((host) => {
        const key = `${route.match} ${host} ${route.path}`;
        const slot = seen.get(key) ?? { any: route, byMethod: new Map<string, Route>() };
        seen.set(key, slot);
        return slot;
      });
      const first = slots
        .map(({ any, byMethod }) => {
          if (route.methods === undefined) return any === route ? undefined : any;
          return byMethod.get(allMethods) ?? methods.map((method) => byMethod.get(method)).find((other) => other !== undefined);
        })
        .find((other) => other !== undefined);
      if (first !== undefined) report({ route: route.path }, route.place, { related: [{ label: 'first listed at', place: first.place }] });
      for (const { byMethod } of slots) for (const method of methods) if (!byMethod.has(method)) byMethod.set(method, route);
    }
  }
});

/** Stands for the methods of a route that is for all. */
const allMethods = '';

/** Reports routes under a shorter one of the same service that does the same for all of their requests. */
const routeRedundant = rule('route-redundant', ({ routeIndex }, report) => {
  for (const { longer, shorter, witness } of routeIndex.nested) {
    if (longer.service !== shorter.service || !covers(shorter, longer)) continue;
    report({ route: longer.path, shorter: shorter.path, request: witness }, longer.place, {
      related: [{ label: 'the shorter route is declared at', place: shorter.place }],
    });
  }
});

/** Whether a route does for all requests of another one what that does. */
function covers(route: Route, other: Route): boolean {
  const treatment = ({ port, rewrite, public: isPublic, features }: Route): string =>
    JSON.stringify([port, isPublic, rewrite === undefined, Object.entries(features).map(([name, { value }]) => [name, value])]);
  return (
    route.rewrite === undefined &&
    treatment(route) === treatment(other) &&
    (route.hosts === other.hosts || other.hosts.every((host) => route.hosts.includes(host))) &&
    (route.methods === undefined || other.methods?.every((method) => route.methods?.includes(method)) === true)
  );
}

/** Reports routes that take requests from under a route of another service, unless that is the catch-all. */
const routeShadowed = rule('route-shadowed', ({ routeIndex }, report) => {
  for (const { longer, shorter, witness } of routeIndex.nested) {
    if (longer.service === shorter.service || shorter.path === '/') continue;
    const related = [{ label: 'the shorter route is declared at', place: shorter.place }];
    report({ route: longer.path, shorter: shorter.path, other: shorter.service, service: longer.service, request: witness }, longer.place, {
      related,
    });
  }
});

/** Reports routes that start with the characters, but not the segments, of another service's route, where a controller may compare characters. */
const routeSiblingPrefix = rule('route-sibling-prefix', ({ platform: { routing }, routeIndex }, report) => {
  if (routing?.target === 'gateway') return;
  for (const { longer, shorter, witness } of routeIndex.siblings) {
    const related = [{ label: 'the shorter route is declared at', place: shorter.place }];
    report({ route: longer.path, shorter: shorter.path, other: shorter.service, request: witness }, longer.place, { related });
  }
});

/** Reports routes of services that speak nothing that a route could lead to. */
const routeProtocol = rule('route-protocol', ({ platform }, report) => {
  for (const { key, ports, routes } of platform.services) {
    const protocol = ports[0]?.protocol;
    if (routes.length > 0 && (protocol === 'tcp' || protocol === 'udp')) report({ protocol }, placeOf(platform, 'services', key, 'routes'));
  }
});

/** Reports an environment that has routes and no Ingress. */
const ingressMissing = rule('ingress-missing', ({ platform: { routing, routes, sources } }, report) => {
  const [first] = routes;
  if (routing !== undefined || first === undefined) return;
  report({ routes: routes.length }, sources.overlay, { related: [{ label: 'the first is declared at', place: first.place }] });
});

/** Reports routes in plain HTTP outside development. */
const ingressWithoutTls = rule('ingress-without-tls', ({ platform: { routing, development, routes } }, report) => {
  if (routing === undefined || development || routing.tls !== undefined || routes.length === 0) return;
  report({ host: routing.host, field: routing.declaredBy }, routing.place);
});

/** Reports routes with TLS that the controller answers in plain HTTP as well, as far as the Ingress says. */
const ingressPlainHttp = rule('ingress-plain-http', ({ platform, blueprint }, report) => {
  const { routing, development, annotations: ofProduct } = platform;
  const [exposure] = blueprint.exposures;
  if (routing?.classController === undefined || development || exposure?.tls === undefined) return;
  const { settledBy, write } = plainHttp[routing.classController];
  const isSaid = settledBy.some((name) => Object.hasOwn(exposure.annotations, name) || Object.hasOwn(ofProduct, name));
  if (!isSaid) report({ host: routing.host, className: routing.className ?? '', write, field: routing.declaredBy }, routing.place);
});

/** The annotation without which an Application Load Balancer sends requests to ports of nodes. */
const albTarget = 'alb.ingress.kubernetes.io/target-type';

/** Reports classes whose controllers need more than an Ingress with Kubernetes Services behind it. */
const ingressClassBare = rule('ingress-class-bare', ({ platform: { routing, annotations }, blueprint }, report) => {
  const [exposure] = blueprint.exposures;
  if (routing === undefined || exposure === undefined) return;
  const { classController: controller, className = '', declaredBy: field } = routing;
  if (controller === 'alb' && exposure.annotations[albTarget] !== 'ip' && annotations[albTarget] !== 'ip')
    report({ controller, className, field }, routing.place);
  if (controller === 'gce' && !blueprint.patches.some(({ kind }) => kind === 'Ingress'))
    report({ controller, className, field }, routing.place);
});

/** Controllers that make a load balancer of each Ingress. */
const balancers: ReadonlySet<string | undefined> = new Set(['alb', 'gce']);

/** Reports several Ingresses of one host for a controller that would make a load balancer of each. */
const ingressEachBalanced = rule('ingress-each-balanced', ({ platform: { routing }, blueprint: { exposures } }, report) => {
  if (routing?.target !== 'ingress' || !balancers.has(routing.classController)) return;
  const hosts = new Map<string, number>();
  for (const host of exposures.flatMap((exposure) => (exposure.id.startsWith('routes') ? exposure.hosts : [])))
    hosts.set(host, (hosts.get(host) ?? 0) + 1);
  const count = [...hosts.values()].reduce((most, one) => Math.max(most, one), 0);
  if (count > 1) report({ className: routing.className ?? '', count }, routing.place);
});

/** Reports annotations of Ingresses that take something from another namespace. */
const ingressAnnotationForeign = rule('ingress-annotation-foreign', ({ platform }, report) => {
  const { routing, annotations } = platform;
  if (routing === undefined) return;
  for (const [name, value] of Object.entries(annotations)) {
    const foreign = foreignIn(name, value, platform);
    if (foreign !== undefined) report({ name, foreign, namespace: platform.namespace }, placeOf(platform, 'annotations', name));
  }
  for (const [name, value] of Object.entries(routing.annotations)) {
    const foreign = value === false ? undefined : foreignIn(name, value, platform);
    if (foreign !== undefined) report({ name, foreign, namespace: platform.namespace }, placeUnder(routing.place, 'annotations', name));
  }
});

/** The rules about routes. */
export const routesRules: AreaRules<'routes'> = [
  routeConflict,
  routeRepeated,
  routeRedundant,
  routeShadowed,
  routeSiblingPrefix,
  routeProtocol,
  ingressMissing,
  ingressWithoutTls,
  ingressPlainHttp,
  ingressClassBare,
  ingressEachBalanced,
  ingressAnnotationForeign,
];
