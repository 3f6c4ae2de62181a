import type { Place } from '../../diagnostics';
import type { Method } from '../../registry/schema';
import type { Origin } from '../origin';
import type { TraceHeader } from './observability';

/** The way in from outside. */
export interface Routing {
  readonly target: 'ingress' | 'gateway';
  /** Which controller the objects are written for; `none` if they hold only what the Kubernetes API itself knows. */
  readonly controller: RoutingController;
  /** The IngressClass, or the GatewayClass of a Gateway that is written; undefined if the Gateway is there. */
  readonly className: string | undefined;
  /** The controller behind the class of an Ingress; undefined if the name of the class does not tell. */
  readonly classController: IngressController | undefined;
  /** The Gateway that serves the routes; undefined if Ingresses hold them. */
  readonly gateway: ParentGateway | undefined;
  /** The address of the product: the first host that serves more than the routes of single services. */
  readonly host: string;
  /** In the declared order. */
  readonly hosts: readonly RoutedHost[];
  /** Undefined if requests come in plain HTTP. */
  readonly tls: IngressTls | undefined;
  /** For the controller, over the defaults for its class; `false` takes one of these away. */
  readonly annotations: Readonly<Record<string, string | false>>;
  /** Whether ingress-nginx is wanted although it is at its end of life. */
  readonly acceptEndOfLife: boolean;
  /** The field of the overlay that declares the way in. `ingress` is one Ingress for the routes of all services. */
  readonly declaredBy: 'ingress' | 'routing';
  /** The place of that field. */
  readonly place: Place;
}

/** A controller that objects are written for. */
export type RoutingController = 'none' | 'nginx' | 'traefik' | 'envoy-gateway';

/** A controller of Ingresses of which something is known that an Ingress has to say. */
export type IngressController = 'traefik' | 'contour' | 'kong' | 'alb' | 'gce';

/** A host of the routes. */
export interface RoutedHost {
  readonly host: string;
  /** The name by which routes choose it; undefined if it has none. */
  readonly name: string | undefined;
  /** The registry keys whose routes it serves alone; undefined for all. */
  readonly services: readonly string[] | undefined;
  readonly place: Place;
}

/** The Gateway that serves the routes. */
export interface ParentGateway {
  readonly name: string;
  readonly namespace: string;
  readonly listener: string;
  /** The listener that redirects to HTTPS; undefined if none of ours does. */
  readonly redirectListener: string | undefined;
  /** Whether the tree has it. */
  readonly emit: boolean;
}

/** TLS of the way in. */
export interface IngressTls {
  /** The Secret with the certificate; undefined if the controller has one by itself. */
  readonly secretName: string | undefined;
  /** From whom cert-manager gets the certificate; undefined if the Secret has to be there. */
  readonly issuer: { readonly name: string; readonly kind: 'Issuer' | 'ClusterIssuer' } | undefined;
}

/** What the edge does for all routes beside what each says. */
export interface Edge {
  /** Who finds out whether a request has a login. */
  readonly auth: EdgeAuth;
  readonly authOrigin: Origin;
  /** The addresses of proxies in front of the edge, as CIDR. */
  readonly trustedProxies: readonly string[];
  readonly trustedProxiesOrigin: Origin;
  /** The header that carries a trace, which browsers of other origins may send; undefined if nobody names one. */
  readonly traceHeader: TraceHeader | undefined;
  /** The features of every route that says nothing else. */
  readonly features: RouteFeatures;
}

/** Who finds out whether a request has a login. */
export type EdgeAuth = { readonly kind: 'services' } | ForwardAuth | JwtAuth;

/** A service is asked for each request. */
export interface ForwardAuth {
  readonly kind: 'forward';
  /** The registry key of the service that is asked. */
  readonly service: string;
  readonly path: string;
  /** The headers of its answer that the service of the route gets, in the declared order. */
  readonly headers: readonly string[];
}

/** The JSON Web Token of each request is checked. */
export interface JwtAuth {
  readonly kind: 'jwt';
  readonly issuer: string;
  readonly jwks: string;
  /** Empty for any. */
  readonly audiences: readonly string[];
  /** The headers that the service of the route gets, each with its claim, by header in code-unit order. */
  readonly headers: readonly { readonly header: string; readonly claim: string }[];
}

/** The values of what the edge does for requests, by feature. */
export interface FeatureValues {
  readonly timeoutSeconds: number;
  readonly maxBodyBytes: number;
  readonly rateLimit: { readonly requests: number; readonly per: 'second' | 'minute' | 'hour'; readonly burst: number };
  readonly cors: CorsPolicy;
  readonly retries: number;
  readonly sticky: true;
  readonly circuitBreaker: { readonly errorPercent: number | undefined; readonly maxParallelRequests: number | undefined };
  readonly accessLog: boolean;
  readonly websocket: true;
}

/** Cross-origin requests: who may send them, and what they may hold. */
export interface CorsPolicy {
  readonly origins: readonly string[];
  readonly methods: readonly Method[];
  readonly headers: readonly string[];
  readonly exposeHeaders: readonly string[];
  readonly credentials: boolean;
  readonly maxAgeSeconds: number;
}

/** The name of something that the edge does for requests. */
export type FeatureName = keyof FeatureValues;

/** A feature in force, and where it was set. */
export interface FeatureInForce<F extends FeatureName = FeatureName> {
  readonly value: FeatureValues[F];
  readonly origin: Origin;
}

/** The features in force for a route, by name; those that are missing are as the controller has them. */
export type RouteFeatures = { readonly [F in FeatureName]?: FeatureInForce<F> };

/** One row of the route table. */
export interface Route {
  readonly path: string;
  readonly match: 'prefix' | 'exact';
  /** The DNS names at which it is served, in the order of the environment's hosts. */
  readonly hosts: readonly string[];
  /** Undefined for all. */
  readonly methods: readonly Method[] | undefined;
  /** What the service gets in place of the path; undefined if it gets the path of the request. `/` takes the path of the route away. */
  readonly rewrite: string | undefined;
  /** The registry key of the service that answers. */
  readonly service: string;
  /** The name of its Kubernetes Service. */
  readonly serviceName: string;
  /** The name of its port. */
  readonly port: string;
  /** Whether it needs no login where the edge asks for one. */
  readonly public: boolean;
  readonly features: RouteFeatures;
  readonly place: Place;
}
