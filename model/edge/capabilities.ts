import type { FeatureName, Routing } from '../platform';

/** Something that routes can ask of the edge beyond host and path prefix. */
export type EdgeFeature =
  | FeatureName
  | 'burst'
  | 'grpc'
  | 'h2c'
  | 'exact'
  | 'methods'
  | 'strip'
  | 'rewrite'
  | 'forwardAuth'
  | 'jwtAuth'
  | 'publicHeaders'
  | 'hourlyLimit'
  | 'trustedProxies';

/** A controller with the objects that it reads. */
export type EdgeKind = 'ingress' | 'gateway' | 'nginx' | 'traefik' | 'traefik-gateway' | 'envoy-gateway';

/** Whether a controller can be told of a feature, and how. */
export type Capability =
  | {
      readonly can: true;
      /** The field, annotation or object that says it. */
      readonly how: string;
      /**
       * What else a reader must know.
       * @default nothing
       */
      readonly but?: string;
    }
  | {
      readonly can: false;
      /** Why not, as a part of a sentence after the name of the controller. */
      readonly why: string;
    };

/** One row of the table: a feature with what each controller makes of it. */
export interface FeatureRow {
  /** What it is called in the table of the documentation. */
  readonly title: string;
  /** Whether a route without it would let in, or answer, what it must not: then the lack is an error in development, too. */
  readonly guards: boolean;
  readonly by: Readonly<Record<EdgeKind, Capability>>;
}

const yes = (how: string, but?: string): Capability => ({ can: true, how, ...(but !== undefined && { but }) });
const no = (why: string): Capability => ({ can: false, why });

const plainIngress = no('has no field for it, and each controller an annotation of its own');
const appProtocol = '`appProtocol: kubernetes.io/h2c` of the Kubernetes Service';
const serversScheme = yes('annotation `service.serversscheme: h2c` of the Kubernetes Service', 'for all routes of a service alike');
const plainGateway = no('has no field for it in its standard channel');
/** @see https://github.com/traefik/traefik/issues/13706 */
const countedByRouter = 'each path of each host counts for itself, and begins anew when Traefik reads a change, such as of pods';
const wholeInTraefik =
  'the body is read whole before the service gets it, and the answer before the client does, so routes with `websocket`, and those of gRPC, have no limit';

/**
 * What each controller can be told. It drives what is written, what is refused, and the page of the documentation.
 * @see https://gateway-api.sigs.k8s.io/reference/1.5/spec/
 * @see https://kubernetes.github.io/ingress-nginx/user-guide/nginx-configuration/annotations/
 * @see https://doc.traefik.io/traefik/reference/routing-configuration/http/middlewares/overview/
 * @see https://gateway.envoyproxy.io/docs/api/extension_types/
 */
export const capabilities: Readonly<Record<EdgeFeature, FeatureRow>> = {
  exact: {
    title: 'a path alone, without what is under it',
    guards: true,
    by: {
      ingress: yes('`pathType: Exact`'),
      gateway: yes('`path.type: Exact`'),
      nginx: yes('`pathType: Exact`'),
      traefik: yes(
        '`pathType: Exact`',
        'a path of five characters or fewer loses to the catch-all `/`, whose rule is longer: `route-unreachable`',
      ),
      'traefik-gateway': yes('`path.type: Exact`'),
      'envoy-gateway': yes('`path.type: Exact`'),
    },
  },
  methods: {
    title: 'some methods alone',
    guards: true,
    by: {
      ingress: no('has no field for methods'),
      gateway: yes('a match for each method', 'with `cors`, one more for its preflight request'),
      nginx: no('knows methods in snippets alone, which are never written'),
      traefik: no('takes no methods from an Ingress'),
      'traefik-gateway': yes('a match for each method', 'with `cors`, one more for its preflight request'),
      'envoy-gateway': yes('a match for each method', 'with `cors`, one more for its preflight request'),
    },
  },
  strip: {
    title: 'the path of the route taken away',
    guards: true,
    by: {
      ingress: plainIngress,
      gateway: yes('filter `URLRewrite`, `ReplacePrefixMatch: /`', 'of an exact path `ReplaceFullPath`'),
      nginx: no('rewrites by regular expressions alone, which would make patterns of all paths of the host'),
      traefik: yes('Middleware `stripPrefix`'),
      'traefik-gateway': yes('filter `URLRewrite`, `ReplacePrefixMatch: /`', 'of an exact path `ReplaceFullPath`'),
      'envoy-gateway': yes('filter `URLRewrite`, `ReplacePrefixMatch: /`', 'of an exact path `ReplaceFullPath`'),
    },
  },
  rewrite: {
    title: 'the path of the route replaced',
    guards: true,
    by: {
      ingress: plainIngress,
      gateway: yes('filter `URLRewrite`, `ReplacePrefixMatch`', 'of an exact path `ReplaceFullPath`'),
      nginx: no('rewrites by regular expressions alone, which would make patterns of all paths of the host'),
      traefik: yes('Middlewares `stripPrefix` and `addPrefix`'),
      'traefik-gateway': yes('filter `URLRewrite`, `ReplacePrefixMatch`', 'of an exact path `ReplaceFullPath`'),
      'envoy-gateway': yes('filter `URLRewrite`, `ReplacePrefixMatch`', 'of an exact path `ReplaceFullPath`'),
    },
  },
  timeoutSeconds: {
    title: 'a time limit for answers',
    guards: false,
    by: {
      ingress: plainIngress,
      gateway: yes('`timeouts.request`'),
      nginx: yes('`proxy-read-timeout`, `proxy-send-timeout`', 'the time between two reads, not of the whole answer'),
      traefik: yes(
        'ServersTransport, `responseHeaderTimeout`',
        'the time to the first byte after the whole body, which has 60 s unless its entry point says `respondingTimeouts.readTimeout`, for all routes of a service alike',
      ),
      'traefik-gateway': no('has no time limits of HTTPRoutes'),
      'envoy-gateway': yes('`timeouts.request`'),
    },
  },
  maxBodyBytes: {
    title: 'the largest body of a request',
    guards: false,
    by: {
      ingress: plainIngress,
      gateway: plainGateway,
      nginx: yes('`proxy-body-size`'),
      traefik: yes('Middleware `buffering`', wholeInTraefik),
      'traefik-gateway': yes('Middleware `buffering`, by `ExtensionRef`', wholeInTraefik),
      'envoy-gateway': yes(
        'BackendTrafficPolicy, `requestBuffer`',
        'the body is read whole before the service gets it, so routes with `websocket`, and those of gRPC, have no limit',
      ),
    },
  },
  rateLimit: {
    title: 'a limit of requests a client',
    guards: true,
    by: {
      ingress: plainIngress,
      gateway: plainGateway,
      nginx: yes(
        '`limit-rps` or `limit-rpm`',
        'more are answered with 503 unless the ConfigMap of the controller says `limit-req-status-code: "429"`; each Ingress counts for itself',
      ),
      traefik: yes('Middleware `rateLimit`', countedByRouter),
      'traefik-gateway': yes('Middleware `rateLimit`, by `ExtensionRef`', countedByRouter),
      'envoy-gateway': yes(
        'BackendTrafficPolicy, `rateLimit.local` with `sourceCIDR` of type `Distinct`',
        'Envoy Gateway 1.9 and newer; each path counts for itself',
      ),
    },
  },
  burst: {
    title: 'a burst that is not the limit',
    guards: false,
    by: {
      ingress: plainIngress,
      gateway: plainGateway,
      nginx: yes('`limit-burst-multiplier`', 'in multiples of the limit'),
      traefik: yes('Middleware `rateLimit`, `burst`'),
      'traefik-gateway': yes('Middleware `rateLimit`, `burst`'),
      'envoy-gateway': no('lets as many requests come at once as the limit has'),
    },
  },
  cors: {
    title: 'cross-origin requests',
    guards: false,
    by: {
      ingress: plainIngress,
      gateway: yes('filter `CORS`', 'Gateway API 1.5 and newer; a part that controllers may leave out'),
      nginx: yes('`enable-cors` and its kind'),
      traefik: yes('Middleware `headers`'),
      'traefik-gateway': yes('Middleware `headers`, by `ExtensionRef`'),
      'envoy-gateway': yes('SecurityPolicy, `cors`'),
    },
  },
  retries: {
    title: 'retries',
    guards: false,
    by: {
      ingress: plainIngress,
      gateway: plainGateway,
      nginx: yes('`proxy-next-upstream-tries`'),
      traefik: yes('Middleware `retry`'),
      'traefik-gateway': yes('Middleware `retry`, by `ExtensionRef`'),
      'envoy-gateway': yes('BackendTrafficPolicy, `retry`'),
    },
  },
  sticky: {
    title: 'one pod a client',
    guards: false,
    by: {
      ingress: plainIngress,
      gateway: plainGateway,
      nginx: yes('`affinity: cookie`, `session-cookie-name`'),
      traefik: yes('annotation `service.sticky.cookie` of the Kubernetes Service', 'for all routes of a service alike'),
      'traefik-gateway': no('has no sticky sessions of HTTPRoutes'),
      'envoy-gateway': yes('BackendTrafficPolicy, `loadBalancer.consistentHash` of a cookie', 'some clients change when pods come or go'),
    },
  },
  circuitBreaker: {
    title: 'circuit breaking',
    guards: false,
    by: {
      ingress: plainIngress,
      gateway: plainGateway,
      nginx: no('has no circuit breaker'),
      traefik: yes('Middlewares `circuitBreaker` and `inFlightReq`', 'each path of each host counts for itself'),
      'traefik-gateway': yes(
        'Middlewares `circuitBreaker` and `inFlightReq`, by `ExtensionRef`',
        'each path of each host counts for itself',
      ),
      'envoy-gateway': yes(
        'BackendTrafficPolicy, `circuitBreaker` and `admissionControl`',
        'above the share of errors, the more requests are refused the larger it is, and never more than 80 percent',
      ),
    },
  },
  accessLog: {
    title: 'the access log, a route',
    guards: false,
    by: {
      ingress: plainIngress,
      gateway: plainGateway,
      nginx: yes('`enable-access-log`'),
      traefik: yes('annotation `router.observability.accesslogs`', 'the log itself is switched on in the controller'),
      'traefik-gateway': no('writes all HTTPRoutes to its log, or none'),
      'envoy-gateway': no("has its log in the EnvoyProxy, which is the platform team's"),
    },
  },
  websocket: {
    title: 'WebSockets that stay open',
    guards: false,
    by: {
      ingress: yes('nothing: controllers upgrade by themselves', 'how long an idle one may last is set in the controller'),
      gateway: yes('`timeouts.request: 0s`'),
      nginx: yes('`proxy-read-timeout` and `proxy-send-timeout` of an hour'),
      traefik: yes('nothing: it upgrades by itself and cuts nothing'),
      'traefik-gateway': yes('nothing: it upgrades by itself and cuts nothing'),
      'envoy-gateway': yes('`timeouts.request: 0s`'),
    },
  },
  grpc: {
    title: 'calls of gRPC',
    guards: false,
    by: {
      ingress: yes(appProtocol, 'not every controller reads it; others have an annotation'),
      gateway: yes(appProtocol),
      nginx: yes('`backend-protocol: GRPC`', 'clients need TLS'),
      traefik: serversScheme,
      'traefik-gateway': yes(appProtocol),
      'envoy-gateway': yes(appProtocol),
    },
  },
  h2c: {
    title: 'HTTP/2 to a service',
    guards: false,
    by: {
      ingress: yes(appProtocol, 'not every controller reads it; others have an annotation'),
      gateway: yes(appProtocol),
      nginx: no('speaks HTTP/1.1 to services, and HTTP/2 in calls of gRPC alone'),
      traefik: serversScheme,
      'traefik-gateway': yes(appProtocol),
      'envoy-gateway': yes(appProtocol),
    },
  },
  forwardAuth: {
    title: 'a login that a service checks',
    guards: true,
    by: {
      ingress: plainIngress,
      gateway: plainGateway,
      nginx: yes('`auth-url`, `auth-response-headers`'),
      traefik: yes('Middleware `forwardAuth`'),
      'traefik-gateway': yes('Middleware `forwardAuth`, by `ExtensionRef`'),
      'envoy-gateway': yes(
        'SecurityPolicy, `extAuth`',
        'the service is asked with the method of the request, and sees of its headers `Authorization` and `Cookie` alone',
      ),
    },
  },
  jwtAuth: {
    title: 'a login by JSON Web Token',
    guards: true,
    by: {
      ingress: plainIngress,
      gateway: plainGateway,
      nginx: no('checks no tokens'),
      traefik: no('checks no tokens in its open edition'),
      'traefik-gateway': no('checks no tokens in its open edition'),
      'envoy-gateway': yes('SecurityPolicy, `jwt`'),
    },
  },
  publicHeaders: {
    title: 'identity headers of clients taken away from routes without a login',
    guards: true,
    by: {
      ingress: plainIngress,
      gateway: yes('filter `RequestHeaderModifier`'),
      nginx: no('takes headers away in snippets alone, which are never written'),
      traefik: yes('Middleware `headers`'),
      'traefik-gateway': yes('Middleware `headers`, by `ExtensionRef`'),
      'envoy-gateway': yes('filter `RequestHeaderModifier`'),
    },
  },
  hourlyLimit: {
    title: 'a limit of requests an hour',
    guards: true,
    by: {
      ingress: plainIngress,
      gateway: plainGateway,
      nginx: no('counts by second or minute'),
      traefik: yes('Middleware `rateLimit`, `period: 1h`'),
      'traefik-gateway': yes('Middleware `rateLimit`, `period: 1h`, by `ExtensionRef`'),
      'envoy-gateway': yes('BackendTrafficPolicy, `unit: Hour`'),
    },
  },
  trustedProxies: {
    title: 'proxies in front of the edge',
    guards: true,
    by: {
      ingress: plainIngress,
      gateway: plainGateway,
      nginx: no('has them in its ConfigMap: `proxy-real-ip-cidr`, `use-forwarded-headers`'),
      traefik: yes('Middlewares, `ipStrategy.excludedIPs`', 'its entry points have to trust them, too: `forwardedHeaders.trustedIPs`'),
      'traefik-gateway': yes(
        'Middlewares, `ipStrategy.excludedIPs`',
        'its entry points have to trust them, too: `forwardedHeaders.trustedIPs`',
      ),
      'envoy-gateway': yes('ClientTrafficPolicy, `clientIPDetection`', 'with `gateway.emit`; else in the policy of who runs the Gateway'),
    },
  },
};

/** The controller of a way in, with the objects that it reads. */
export function edgeKindOf({ target, controller }: Pick<Routing, 'target' | 'controller'>): EdgeKind {
  if (controller === 'none') return target;
  if (controller === 'traefik') return target === 'gateway' ? 'traefik-gateway' : 'traefik';
  return controller;
}

/** What `routing` says for each kind. */
export const edgeSettings: Readonly<Record<EdgeKind, string>> = {
  ingress: '`target: ingress`',
  gateway: '`target: gateway`',
  nginx: '`controller: nginx`',
  traefik: '`controller: traefik`',
  'traefik-gateway': '`target: gateway` with `controller: traefik`',
  'envoy-gateway': '`target: gateway` with `controller: envoy-gateway`',
};

/** How authors write features whose names are ours. */
export const featureWords: Readonly<Partial<Record<EdgeFeature, string>>> = {
  exact: 'match: exact',
  forwardAuth: 'auth.forward',
  jwtAuth: 'auth.jwt',
  hourlyLimit: 'per: hour',
};

/** What each kind is called in findings and in the documentation. */
export const edgeTitles: Readonly<Record<EdgeKind, string>> = {
  ingress: 'a plain Ingress',
  gateway: 'the Gateway API alone',
  nginx: 'ingress-nginx',
  traefik: 'Traefik',
  'traefik-gateway': 'Traefik, by HTTPRoutes',
  'envoy-gateway': 'Envoy Gateway',
};
