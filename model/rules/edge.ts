import type { Place } from '../../diagnostics';
import { isRoutePath } from '../../formats';
import { backendProtocolOf } from '../edge/backend-protocol';
import { capabilities, type Capability, edgeKindOf, edgeSettings, edgeTitles, featureWords, type EdgeFeature } from '../edge/capabilities';
import { identityHeaders } from '../edge/identity-headers';
import { middlewaresAnnotation } from '../edge/middlewares-annotation';
import type { Exposure } from '../blueprint';
import { placeOf, placeUnder } from '../origin';
import type { FeatureName, Platform, Route, Routing } from '../platform';
import { type AreaRules, rule } from './rule';

/** What the routes ask of the edge, each thing with the first place that asks for it. */
function askedFor({ services, edge }: Platform): Map<EdgeFeature, Place> {
  const asked = new Map<EdgeFeature, Place>();
  const ask = (feature: EdgeFeature, place: Place): void => void (asked.has(feature) || asked.set(feature, place));
  for (const service of services)
    for (const route of service.routes) {
      const protocol = backendProtocolOf(route, service);
      if (protocol !== undefined) ask(protocol, route.place);
    }
  const routes = services.flatMap((service) => service.routes);
  for (const route of routes) {
    for (const [name, { origin }] of Object.entries(route.features)) ask(name as FeatureName, origin.place);
    const limit = route.features.rateLimit;
    if (limit !== undefined && limit.value.burst !== limit.value.requests) ask('burst', limit.origin.place);
    const at = (field: string): Place => ({ ...route.place, path: [...route.place.path.slice(0, -1), field] });
    if (route.match === 'exact') ask('exact', at('match'));
    if (route.methods !== undefined) ask('methods', at('methods'));
    if (route.rewrite !== undefined) ask(route.rewrite === '/' ? 'strip' : 'rewrite', at(route.rewrite === '/' ? 'strip' : 'rewrite'));
  }
  if (routes.length === 0) return asked;
  if (edge.auth.kind === 'forward') ask('forwardAuth', edge.authOrigin.place);
  if (edge.auth.kind === 'jwt') ask('jwtAuth', edge.authOrigin.place);
  const open = routes.find((route) => route.public);
  if (open !== undefined && identityHeaders(edge.auth).length > 0) ask('publicHeaders', placeOfPublic(open));
  const hourly = routes.find(({ features: { rateLimit } }) => rateLimit?.value.per === 'hour')?.features.rateLimit;
  if (hourly !== undefined) ask('hourlyLimit', placeUnder(hourly.origin.place, 'per'));
  if (edge.trustedProxies.length > 0) ask('trustedProxies', edge.trustedProxiesOrigin.place);
  return asked;
}

/** Reports what routes ask of the edge and its controller cannot be told. */
const gatewayFeatureUnsupported = rule('gateway-feature-unsupported', ({ platform }, report) => {
  const { routing, development } = platform;
  if (routing === undefined || isIncomplete(routing)) return;
  const kind = edgeKindOf(routing);
  for (const [feature, place] of askedFor(platform)) {
    const { title, by, guards } = capabilities[feature];
    const capability = capabilityOf(feature, routing);
    // Where there is no limit at all, that is the finding.
    if (capability.can || (feature === 'burst' && !capabilityOf('rateLimit', routing).can)) continue;
    const able = Object.entries(by).flatMap(([other, { can }]) =>
      can && other !== kind ? edgeSettings[other as keyof typeof edgeSettings] : [],
    );
    const isOfGateway = by[kind].can;
    report(
      { feature: featureWords[feature] ?? feature, title, controller: edgeTitles[kind], why: capability.why, able, isOfGateway },
      place,
      {
        related: [
          { label: routing.controller === 'none' ? 'no `controller` is named at' : 'the controller is declared at', place: routing.place },
        ],
        // What the edge leaves out harms nobody in development, unless it keeps somebody out.
        ...(development && !guards && { severity: 'warning' }),
      },
    );
  }
});

/** Whether nothing says yet who reads the routes, which is a finding of its own. */
function isIncomplete({ target, controller, className, gateway }: Routing): boolean {
  return controller === 'none' && (target === 'gateway' ? gateway : className) === undefined;
}

/** What Traefik has for a whole Kubernetes Service, and not for a route. */
const wholeFeatures = ['timeoutSeconds', 'sticky'] as const;

/** Reports routes of one service that want something else of what Traefik has for the whole service. */
const routeFeatureDiffers = rule('route-feature-differs', ({ platform: { routing, services } }, report) => {
  if (routing === undefined || edgeKindOf(routing) !== 'traefik') return;
  for (const service of services) {
    const { key, routes } = service;
    const [first, ...others] = routes;
    const isHttp2 = (route: Route): boolean => backendProtocolOf(route, service) !== undefined;
    const unlike = others.find((route) => first !== undefined && isHttp2(route) !== isHttp2(first));
    if (first !== undefined && unlike !== undefined)
      report({ feature: 'protocol', service: key, route: unlike.path, other: first.path }, unlike.place);
    for (const feature of wholeFeatures) {
      const other = others.find(({ features }) => features[feature]?.value !== first?.features[feature]?.value);
      if (first === undefined || other === undefined) continue;
      const set = other.features[feature] ?? first.features[feature];
      report({ feature, service: key, route: other.path, other: first.path }, set?.origin.place ?? other.place);
    }
  }
});

/** Whether the controller can be told of a feature. Of its clients, Envoy Gateway is told at the Gateway alone. */
function capabilityOf(feature: EdgeFeature, routing: Routing): Capability {
  const capability = capabilities[feature].by[edgeKindOf(routing)];
  if (feature !== 'trustedProxies' || routing.controller !== 'envoy-gateway' || routing.gateway?.emit === true) return capability;
  return { can: false, why: "has them in the ClientTrafficPolicy of its Gateway, which is the platform team's" };
}

/** Reports headers of a login that a Gateway of others lets in. */
const gatewayIdentityHeaders = rule('gateway-identity-headers', ({ platform: { routing, edge }, blueprint }, report) => {
  const headers = identityHeaders(edge.auth);
  if (routing?.controller !== 'envoy-gateway' || routing.gateway === undefined || routing.gateway.emit || headers.length === 0) return;
  if (!blueprint.exposures.some(({ auth }) => auth !== undefined)) return;
  report({ headers, gateway: routing.gateway.name }, edge.authOrigin.place, {
    related: [{ label: 'the Gateway is declared at', place: placeUnder(routing.place, 'gateway') }],
  });
});

/** Reports a certificate for a Gateway of others. */
const gatewayCertificateIdle = rule('gateway-certificate-idle', ({ platform: { routing } }, report) => {
  const { gateway, tls, place } = routing ?? {};
  if (gateway === undefined || gateway.emit || place === undefined) return;
  const field = tls?.issuer !== undefined ? 'issuer' : tls?.secretName !== undefined ? 'secretName' : undefined;
  if (field !== undefined) report({ field, gateway: gateway.name }, placeUnder(place, 'tls', field));
});

/**
 * Reports paths that the webhook of ingress-nginx refuses.
 * @see https://github.com/kubernetes/ingress-nginx/issues/11176
 */
const routePathRefused = rule('route-path-refused', ({ platform: { routing, services } }, report) => {
  if (routing?.controller !== 'nginx') return;
  for (const { routes } of services)
    for (const { path, place } of routes) if (isRoutePath(path) && path.includes('~')) report({ route: path }, place);
});

/** Reports ingress-nginx, which nobody mends any more. */
const gatewayEndOfLife = rule('gateway-end-of-life', ({ platform: { routing, development, environment } }, report) => {
  if (routing?.controller !== 'nginx') return;
  const isAccepted = development || routing.acceptEndOfLife;
  report({ environment, accepted: isAccepted }, placeUnder(routing.place, 'controller'), isAccepted ? { severity: 'warning' } : {});
});

/** Reports a login that the service that checks it cannot give. */
const gatewayAuthService = rule('gateway-auth-service', ({ platform, serviceByKey, suggestKey }, report) => {
  const { auth, authOrigin } = platform.edge;
  if (auth.kind !== 'forward') return;
  const service = serviceByKey.get(auth.service);
  const at = placeUnder(authOrigin.place, 'forward', 'service');
  if (service === undefined) {
    const suggestion = suggestKey(auth.service);
    report({ service: auth.service, flaw: 'unknown', ...(suggestion !== undefined && { suggestion }) }, at);
  } else if (service.ports.length === 0 || service.kind === 'worker' || service.kind === 'cron')
    report({ service: auth.service, flaw: 'unreachable' }, at);
});

/** Reports a service that checks logins and has no route without one: nobody could log in. */
const gatewayLoginLocked = rule('gateway-login-locked', ({ platform, serviceByKey }, report) => {
  const { auth } = platform.edge;
  if (auth.kind !== 'forward') return;
  const routes = serviceByKey.get(auth.service)?.routes ?? [];
  const [first] = routes;
  if (first === undefined || routes.some((route) => route.public)) return;
  report({ service: auth.service, route: first.path }, first.place);
});

/** Reports routes that are open to all where nothing asks for a login, so that the word has no effect. */
const routePublicIdle = rule('route-public-idle', ({ platform: { services, edge } }, report) => {
  if (edge.auth.kind !== 'services') return;
  for (const { routes } of services) for (const route of routes) if (route.public) report({ route: route.path }, placeOfPublic(route));
});

function placeOfPublic({ place }: Route): Place {
  return { ...place, path: [...place.path.slice(0, -1), 'public'] };
}

/** Reports a redirect to HTTPS on the listener of the routes: it would lead every request to itself, and two listeners of one Gateway cannot have one name. */
const gatewayListenerShared = rule('gateway-listener-shared', ({ platform: { routing } }, report) => {
  const { gateway, place } = routing ?? {};
  if (gateway?.redirectListener === undefined || place === undefined || gateway.redirectListener !== gateway.listener) return;
  report({ listener: gateway.listener, gateway: gateway.name }, placeUnder(place, 'gateway', 'listener'));
});

/** Reports hosts that are listed twice, and services of hosts that are not there, whose routes other hosts would serve. */
const routingHosts = rule('routing-host-invalid', ({ platform, suggestKey }, report) => {
  const { routing, registryKeys } = platform;
  const known = new Set(registryKeys);
  const seen = new Map<string, Place>();
  for (const { host, services = [], place } of routing?.hosts ?? []) {
    const first = seen.get(host);
    if (first === undefined) seen.set(host, place);
    else report({ host, flaw: 'twice' }, place, { related: [{ label: 'first listed at', place: first }] });
    for (const [index, service] of services.entries()) {
      if (known.has(service)) continue;
      const at = { ...place, path: [...place.path.slice(0, -1), 'services', index] };
      const suggestion = suggestKey(service);
      report({ host, flaw: 'service', service, ...(suggestion !== undefined && { suggestion }) }, at);
    }
  }
});

/**
 * Reports annotations in place of those by which the controller is told of features: a login or a limit would be gone, and nothing would say so. Middlewares of the overlay stand behind ours.
 */
const ingressAnnotationReplaces = rule('ingress-annotation-replaces', ({ platform, blueprint }, report) => {
  const { routing, annotations } = platform;
  if (routing === undefined) return;
  const told = new Map(blueprint.exposures.flatMap((exposure) => exposure.told.map((name) => [name, exposure.name] as const)));
  const ofRoutes = new Map(
    blueprint.exposures.filter(isOfRoutes).flatMap((exposure) => exposure.told.map((name) => [name, exposure.name])),
  );
  for (const [name, value] of Object.entries(routing.annotations)) {
    const object = ofRoutes.get(name);
    if (object === undefined || (name === middlewaresAnnotation && value !== false)) continue;
    report({ name, object, field: `${routing.declaredBy}.annotations` }, placeUnder(routing.place, 'annotations', name));
  }
  for (const name of Object.keys(annotations)) {
    const object = told.get(name);
    if (object !== undefined) report({ name, object, field: 'annotations' }, placeOf(platform, 'annotations', name));
  }
});

/** Whether an exposure has the annotations of the overlay. The redirect to HTTPS has none of them. */
function isOfRoutes({ middlewares }: Exposure): boolean {
  return !middlewares.some(({ does }) => does.kind === 'redirect-https');
}

/** The rules about what the edge does for routes. */
export const edgeRules: AreaRules<'edge'> = [
  gatewayFeatureUnsupported,
  routeFeatureDiffers,
  routePathRefused,
  gatewayEndOfLife,
  gatewayAuthService,
  gatewayLoginLocked,
  routePublicIdle,
  gatewayIdentityHeaders,
  gatewayCertificateIdle,
  ingressAnnotationReplaces,
  gatewayListenerShared,
  routingHosts,
];
