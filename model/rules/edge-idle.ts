import { backendProtocolOf } from '../edge/backend-protocol';
import { isWithoutBodyLimit, withoutBodyLimit } from '../edge/body-limit';
import { edgeKindOf, edgeTitles } from '../edge/capabilities';
import { placeUnder } from '../origin';
import type { Route } from '../platform';
import { readerOf, readerTitles } from './facts/annotation-readers';
import { type AreaRules, rule } from './rule';

/** Reports annotations of Ingresses that their controller passes over, as far as it is known. */
const ingressAnnotationIdle = rule('ingress-annotation-idle', ({ platform: { routing } }, report) => {
  if (routing?.target !== 'ingress') return;
  const { controller, classController, annotations, declaredBy, place } = routing;
  const told = controller === 'none' ? classController : controller;
  if (told === undefined) return;
  for (const [name, value] of Object.entries(annotations)) {
    const reader = readerOf(name);
    if (value === false || reader === undefined || reader === told) continue;
    const args = { name, reader: readerTitles[reader], controller: readerTitles[told], field: `${declaredBy}.annotations` };
    report(args, placeUnder(place, 'annotations', name));
  }
});

/** Reports a login that is asked for at a path as clients see it, of a service that sees others. */
const gatewayAuthPath = rule('gateway-auth-path', ({ platform: { edge }, serviceByKey }, report) => {
  const { auth, authOrigin } = edge;
  if (auth.kind !== 'forward') return;
  const routes = serviceByKey.get(auth.service)?.routes ?? [];
  // No route is for a query, and none changes it.
  const [asked = ''] = auth.path.split('?', 1);
  const [route] = routes.filter((one) => isUnder(asked, one)).sort((a, b) => b.path.length - a.path.length);
  if (route?.rewrite === undefined || route.path === '/') return;
  // A path that begins as the service has it is most likely written as the service has it.
  if (route.rewrite !== '/' && isUnder(asked, { path: route.rewrite, match: 'prefix' })) return;
  const seen = `${route.rewrite === '/' ? '' : route.rewrite}${asked.slice(route.path.length)}` || '/';
  report(
    { path: auth.path, service: auth.service, route: route.path, seen: `${seen}${auth.path.slice(asked.length)}` },
    placeUnder(authOrigin.place, 'forward', 'path'),
    {
      related: [{ label: 'the route is declared at', place: route.place }],
    },
  );
});

function isUnder(asked: string, { path, match }: Pick<Route, 'path' | 'match'>): boolean {
  return asked === path || (match === 'prefix' && asked.startsWith(path.endsWith('/') ? path : `${path}/`));
}

/** Reports limits of bodies that routes ask for themselves and do not get. */
const routeLimitIdle = rule('route-limit-idle', ({ platform: { routing, services } }, report) => {
  if (routing === undefined) return;
  const kind = edgeKindOf(routing);
  for (const service of services) {
    for (const route of service.routes) {
      const limit = route.features.maxBodyBytes;
      if (limit?.origin.layer !== 'entry' || !isWithoutBodyLimit(route, service, kind)) continue;
      const because = backendProtocolOf(route, service) === 'grpc' ? 'a port of gRPC' : '`websocket: true`';
      report({ route: route.path, controller: edgeTitles[kind], because, why: withoutBodyLimit }, limit.origin.place);
    }
  }
});

/** The rules about what is said to the edge and has no effect. */
export const edgeIdleRules: AreaRules<'edge-idle'> = [ingressAnnotationIdle, gatewayAuthPath, routeLimitIdle];
