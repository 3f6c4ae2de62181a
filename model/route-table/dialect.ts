import { asSent, envoyPath, nginxPath, type PathReading, traefikPath } from './request-path';
import type { TableRoute } from './route';
import { gatewayPriority, ingressRule } from './traefik';

/**
 * Who reads the table:
 * - `ingress`: the specification of the Kubernetes Ingress
 * - `gateway`: the specification of the Gateway API's HTTPRoute
 * - `nginx`: the nginx configuration that Cadastre writes
 * - `ingress-nginx`: the controller, with neither `use-regex` nor `rewrite-target` on any Ingress of the host
 * - `traefik`, `traefik-strict`: Traefik's Ingress provider, by default and with `strictPrefixMatching`
 * - `traefik-gateway`: Traefik's Gateway provider
 * - `envoy-gateway`: Envoy Gateway
 */
export type Dialect =
  'ingress' | 'gateway' | 'nginx' | 'ingress-nginx' | 'traefik' | 'traefik-strict' | 'traefik-gateway' | 'envoy-gateway';

/** A rule by which one of two routes that both match a request is preferred. */
export type Preference = 'host' | 'exact' | 'longer-path' | 'method' | 'headers' | 'query' | 'longer-rule' | 'priority';

/** A preference, and the number that decides it: the greatest wins. */
export interface Criterion {
  readonly name: Preference;
  readonly of: (route: TableRoute) => number;
}

/** What a dialect does where dialects differ. */
export interface Reading {
  readonly path: PathReading;
  /** Whether a prefix ends at a slash of the path (`/foo` takes `/foo/x` alone), or anywhere (`/foo` takes `/foobar` too). */
  readonly prefix: 'segments' | 'characters';
  /** Whether `*.example.com` takes `a.b.example.com`. */
  readonly wildcard: 'one-label' | 'labels';
  /** What a dot at the end of the request's host does: nothing, no wildcard takes it, or routes of any host alone do. */
  readonly rootDot: 'dropped' | 'no-wildcard' | 'any-host-alone';
  /** Whether the most specific host of the table takes the request, even if none of its routes matches; else routes of all its hosts compete. */
  readonly oneHost: boolean;
  /** Whether a route can be of some methods. If not, each route takes them all. */
  readonly methods: boolean;
  /** Whether a route can ask for headers and query parameters. If not, it asks for none. */
  readonly conditions: boolean;
  /** In the order in which they decide. */
  readonly order: readonly Criterion[];
}

/** Characters of a host that is no wildcard. */
const preciseHost: Criterion = { name: 'host', of: ({ host }) => (host.startsWith('*') ? 0 : host.length) };
const longerHost: Criterion = { name: 'host', of: ({ host }) => host.length };
const exact: Criterion = { name: 'exact', of: ({ match }) => (match === 'exact' ? 1 : 0) };
const longerPath: Criterion = { name: 'longer-path', of: ({ path }) => path.length };
const method: Criterion = { name: 'method', of: ({ methods }) => (methods === undefined ? 0 : 1) };
const headers: Criterion = { name: 'headers', of: (route) => route.headers?.length ?? 0 };
const query: Criterion = { name: 'query', of: (route) => route.query?.length ?? 0 };

/**
 * The Ingress, as written: a rule's host is looked at before its paths, a wildcard stands for one label, of the paths the longest wins, and an
 * `Exact` one over a `Prefix` of that length. An Ingress has no methods, and its specification leaves the path of the request as it is.
 */
const ingress: Reading = {
  path: asSent,
  prefix: 'segments',
  wildcard: 'one-label',
  rootDot: 'dropped',
  oneHost: true,
  methods: false,
  conditions: false,
  order: [longerPath, exact],
};

/** The HTTPRoute, as written. Of ties it prefers the oldest route and then the first name, for which the order of the table stands. */
const gateway: Reading = {
  path: asSent,
  prefix: 'segments',
  wildcard: 'labels',
  rootDot: 'dropped',
  oneHost: false,
  methods: true,
  conditions: true,
  order: [preciseHost, longerHost, exact, longerPath, method, headers, query],
};

/**
 * nginx finds a `server` by name and a `location` in it. A prefix route is the pair `location = /x` and `location /x/`, an exact one
 * `location = /x`, which wins over the first of a pair; without regular expressions the longest location wins. Each location sends a method to the
 * longest route that takes it.
 */
const nginx: Reading = { ...gateway, path: nginxPath, oneHost: true, conditions: false, order: [exact, longerPath, method] };

/** A route's rule is its priority, by length, whatever it says. */
const traefik = (strict: boolean): Reading => ({
  path: traefikPath,
  prefix: strict ? 'segments' : 'characters',
  wildcard: 'one-label',
  rootDot: 'no-wildcard',
  oneHost: false,
  methods: false,
  conditions: false,
  order: [{ name: 'longer-rule', of: (route) => ingressRule(route, strict).length }],
});

/**
 * How each dialect reads the table.
 * @see https://github.com/kubernetes/api/blob/v0.36.3/networking/v1/types.go `IngressRule`, `PathType`
 * @see https://kubernetes.io/docs/concepts/services-networking/ingress/#multiple-matches
 * @see https://github.com/kubernetes-sigs/gateway-api/blob/v1.6.1/apis/v1/httproute_types.go `Hostnames`, `Matches`
 * @see https://nginx.org/en/docs/http/ngx_http_core_module.html#location
 * @see https://nginx.org/en/docs/http/server_names.html
 * @see https://github.com/kubernetes/ingress-nginx/blob/main/internal/ingress/controller/location.go, and `buildServerName` of template.go beside it
 * @see https://github.com/traefik/traefik/blob/v3.6.12/pkg/muxer/http/mux.go `GetRulePriority`, and `pathPrefix` of matcher.go beside it
 * @see https://github.com/envoyproxy/gateway/blob/v1.9.1/internal/gatewayapi/sort.go, and `addRouteToRouteConfig` of ../xds/translator/translator.go
 */
export const readings: Readonly<Record<Dialect, Reading>> = {
  ingress,
  gateway,
  nginx,
  'ingress-nginx': { ...nginx, wildcard: 'one-label', methods: false, order: [exact, longerPath] },
  traefik: traefik(false),
  'traefik-strict': traefik(true),
  'traefik-gateway': { ...gateway, path: traefikPath, rootDot: 'no-wildcard', order: [{ name: 'priority', of: gatewayPriority }] },
  'envoy-gateway': {
    ...gateway,
    path: envoyPath,
    rootDot: 'any-host-alone',
    oneHost: true,
    // Envoy Gateway counts a method as a header.
    order: [exact, longerPath, { name: 'headers', of: (route) => method.of(route) + headers.of(route) }, query],
  },
};

/** All dialects. */
export const dialects = Object.keys(readings) as readonly Dialect[];
