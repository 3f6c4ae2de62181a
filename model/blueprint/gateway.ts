import type { Place } from '../../diagnostics';
import type { Method } from '../../registry/schema';
import type { IngressTls, ParentGateway } from '../platform';

/**
 * One HTTPRoute of an exposure, within the limits of the Gateway API. Requests go to the most specific match, whichever HTTPRoute has it, so that many are as good as one.
 * @see https://gateway-api.sigs.k8s.io/reference/api-spec/main/spec/#httproute
 */
export interface HttpRoute {
  /** The name of its object: that of the exposure, and a number behind it from the second on. */
  readonly name: string;
  /** The DNS names that it is for, 16 at most. */
  readonly hosts: readonly string[];
  /** In match order, 16 at most, with 128 matches together. */
  readonly rules: readonly HttpRouteRule[];
}

/** Requests that go to the same backends. */
export interface HttpRouteRule {
  /** In match order, 64 at most; one alone if the path is replaced. */
  readonly matches: readonly HttpRouteMatch[];
  /** What the backends get in place of the path of the match; undefined if they get the path of the request, `/` if the path of the match is taken away. */
  readonly rewrite: string | undefined;
  readonly backends: readonly HttpBackend[];
}

/** Requests by path and method. */
export interface HttpRouteMatch {
  readonly path: string;
  readonly match: 'prefix' | 'exact';
  /** Undefined for all. */
  readonly method: Method | undefined;
  /** The method that a preflight request asks for; undefined if the match is for other requests. */
  readonly preflightOf: Method | undefined;
}

/** A port of a Kubernetes Service. */
export interface HttpBackend {
  /** The name of the Kubernetes Service. */
  readonly name: string;
  readonly port: number;
  /** The share of the requests that it gets, against the weights of the others. */
  readonly weight: number;
}

/** A Gateway that is written, for the routes of this platform alone. */
export interface Gateway {
  readonly name: string;
  readonly file: string;
  /** The GatewayClass. */
  readonly className: string;
  /** By port. */
  readonly listeners: readonly GatewayListener[];
  /** What Envoy Gateway is told of clients; undefined if it is told nothing, or another controller has the Gateway. */
  readonly clients: GatewayClients | undefined;
  readonly place: Place;
}

/** A port at which a Gateway listens. */
export interface GatewayListener {
  readonly name: string;
  readonly port: number;
  readonly protocol: 'HTTP' | 'HTTPS';
  /** The Secret with the certificate; undefined for plain HTTP. */
  readonly certificate: string | undefined;
}

/** What a Gateway believes of requests before it routes them. */
export interface GatewayClients {
  /** The proxies in front of it, as CIDR, whose word is taken for who the client is. */
  readonly trustedProxies: readonly string[];
  /** The headers that are taken away from all requests. */
  readonly withoutHeaders: readonly string[];
}

/** The redirect of plain HTTP to HTTPS, as an HTTPRoute. */
export interface HttpsRedirect {
  readonly name: string;
  readonly file: string;
  readonly gateway: Pick<ParentGateway, 'name' | 'namespace' | 'listener'>;
  /** The DNS names that it is for, 16 at most. */
  readonly hosts: readonly string[];
  /** 308 where the controller knows it: clients send a POST again as one, with its body. It is a part of the API that controllers may leave out. */
  readonly status: 301 | 308;
  readonly place: Place;
}

/** A certificate that cert-manager keeps in a Secret. */
export interface Certificate {
  /** The name of its object, and of the Secret. */
  readonly name: string;
  readonly file: string;
  readonly hosts: readonly string[];
  readonly issuer: NonNullable<IngressTls['issuer']>;
  readonly place: Place;
}
