import type { Construct } from 'constructs';
import type {
  HttpRouteSpec,
  HttpRouteSpecRules,
  HttpRouteSpecRulesFilters,
  HttpRouteSpecRulesMatches,
} from '../../imports/gateway.networking.k8s.io';
import type { Exposure, HttpRoute, HttpRouteMatch, HttpRouteRule } from '../../model/blueprint';
import type { ParentGateway } from '../../model/platform';
import { metadataOf, type Setting, type Subject } from '../delivery/metadata';
import { Manifest } from '../manifest';
import { duration } from './duration';
import { backendRef, parentRef } from './references';

/** The routes that an HTTPRoute holds. */
export interface ExposureHttpRouteProps {
  readonly setting: Setting;
  readonly subject: Subject;
  readonly exposure: Exposure;
  readonly gateway: ParentGateway;
  /** One of those of the exposure. */
  readonly route: HttpRoute;
}

/**
 * Routes of an exposure as an HTTPRoute. What a policy of the controller says of them is not in it.
 * @see https://gateway-api.sigs.k8s.io/api-types/httproute/
 */
export class ExposureHttpRoute extends Manifest {
  constructor(scope: Construct, id: string, { setting, subject, exposure, gateway, route }: ExposureHttpRouteProps) {
    super(scope, id, {
      apiVersion: 'gateway.networking.k8s.io/v1',
      kind: 'HTTPRoute',
      metadata: metadataOf(setting, subject, { name: route.name, stage: 'routes' }),
      spec: {
        parentRefs: [parentRef(gateway)],
        hostnames: [...route.hosts],
        rules: route.rules.map((rule) => ruleOf(rule, exposure)),
      } satisfies HttpRouteSpec,
    });
  }
}

function ruleOf(rule: HttpRouteRule, exposure: Exposure): HttpRouteSpecRules {
  const filters = filtersOf(rule, exposure);
  const timeout = timeoutOf(exposure);
  return {
    matches: rule.matches.map(matchOf),
    ...(filters.length > 0 && { filters }),
    backendRefs: rule.backends.map(backendRef),
    ...(timeout !== undefined && { timeouts: { request: timeout } }),
  };
}

function matchOf({ path, match, method, preflightOf }: HttpRouteMatch): HttpRouteSpecRulesMatches {
  return {
    path: { type: match === 'exact' ? 'Exact' : 'PathPrefix', value: path },
    ...(method !== undefined && { method }),
    ...(preflightOf !== undefined && { headers: [{ type: 'Exact', name: 'Access-Control-Request-Method', value: preflightOf }] }),
  };
}

/** What becomes of requests on their way: the Middlewares see them as they came, the backends with the replaced path. */
function filtersOf({ rewrite, matches: [match] }: HttpRouteRule, exposure: Exposure): HttpRouteSpecRulesFilters[] {
  const { withoutHeaders, middlewares } = exposure;
  const cors = corsFilterOf(exposure);
  return [
    ...(withoutHeaders.length === 0 ? [] : [{ type: 'RequestHeaderModifier', requestHeaderModifier: { remove: [...withoutHeaders] } }]),
    ...(cors === undefined ? [] : [cors]),
    ...middlewares.map(({ name }) => ({ type: 'ExtensionRef', extensionRef: { group: 'traefik.io', kind: 'Middleware', name } })),
    ...(rewrite === undefined
      ? []
      : [
          {
            type: 'URLRewrite',
            urlRewrite: {
              path:
                match?.match === 'exact'
                  ? { type: 'ReplaceFullPath', replaceFullPath: rewrite }
                  : { type: 'ReplacePrefixMatch', replacePrefixMatch: rewrite },
            },
          },
        ]),
  ];
}

/** Envoy Gateway is told of it by a policy, and Traefik by a Middleware. */
function corsFilterOf({ controller, features: { cors } }: Exposure): HttpRouteSpecRulesFilters | undefined {
  if (cors === undefined || controller !== 'none') return undefined;
  const { origins, methods, headers, exposeHeaders, credentials, maxAgeSeconds } = cors;
  return {
    type: 'CORS',
    cors: {
      allowOrigins: [...origins],
      allowMethods: [...methods],
      ...(headers.length > 0 && { allowHeaders: [...headers] }),
      ...(exposeHeaders.length > 0 && { exposeHeaders: [...exposeHeaders] }),
      ...(credentials && { allowCredentials: true }),
      maxAge: maxAgeSeconds,
    },
  };
}

/** Traefik knows no time limits of HTTPRoutes, and has none by itself. */
function timeoutOf({ controller, features: { timeoutSeconds, websocket } }: Exposure): string | undefined {
  if (controller === 'traefik') return undefined;
  if (websocket !== undefined) return '0s';
  return timeoutSeconds === undefined ? undefined : duration(timeoutSeconds);
}
