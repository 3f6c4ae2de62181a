import type { Place } from '../../diagnostics';
import { bytesOf, type EnvironmentOverlay, type Method, type ProductManifest } from '../../registry/schema';
import { type Origin, type OriginLayer, placeUnder } from '../origin';
import type { Edge, EdgeAuth, FeatureName, FeatureValues, PlatformSources, RouteFeatures, TraceHeader } from '../platform';
import { compareText } from './order';

type DeclaredGateway = NonNullable<ProductManifest['gateway']>;

/** The features as they are declared, by a route or for all. */
export type DeclaredFeatures = Pick<
  DeclaredGateway,
  'timeoutSeconds' | 'maxBodyBytes' | 'rateLimit' | 'cors' | 'retries' | 'sticky' | 'circuitBreaker' | 'accessLog'
> & { readonly methods?: readonly Method[] | undefined; readonly websocket?: boolean | undefined };

/** What the edge does for all routes: the overlay's `gateway` over that of the product manifest, field by field. */
export function resolveEdge(
  manifest: ProductManifest,
  overlay: EnvironmentOverlay,
  traceHeader: Edge['traceHeader'],
  sources: PlatformSources,
): Edge {
  const layers = [
    { layer: 'overlay', declared: overlay.gateway ?? {}, place: placeUnder(sources.overlay, 'gateway') },
    { layer: 'product-default', declared: manifest.gateway ?? {}, place: placeUnder(sources.manifest, 'gateway') },
  ] as const;
  const originOf = (field: 'auth' | 'trustedProxies'): Origin => {
    const set = layers.find(({ declared }) => declared[field] !== undefined);
    return { layer: set?.layer ?? 'built-in', place: placeUnder((set ?? layers[1]).place, field) };
  };
  return {
    auth: authOf(overlay.gateway?.auth ?? manifest.gateway?.auth),
    authOrigin: originOf('auth'),
    trustedProxies: overlay.gateway?.trustedProxies ?? manifest.gateway?.trustedProxies ?? [],
    trustedProxiesOrigin: originOf('trustedProxies'),
    traceHeader,
    features: layers.reduceRight<RouteFeatures>(
      (features, { layer, declared, place }) => withFeatures(features, declared, layer, place, traceHeader),
      {},
    ),
  };
}

function authOf(auth: DeclaredGateway['auth'] = 'services'): EdgeAuth {
  if (auth === 'services') return { kind: 'services' };
  if ('forward' in auth) {
    const { service, path, headers = [] } = auth.forward;
    return { kind: 'forward', service, path, headers };
  }
  const { issuer, jwks, audiences = [], headers = {} } = auth.jwt;
  return {
    kind: 'jwt',
    issuer,
    jwks,
    audiences,
    headers: Object.entries(headers)
      .map(([header, claim]) => ({ header, claim }))
      .sort((a, b) => compareText(a.header, b.header)),
  };
}

/** The headers that come with the one that carries a trace. */
const traceHeaders: Readonly<Record<TraceHeader, readonly string[]>> = {
  traceparent: ['traceparent', 'tracestate', 'baggage'],
  b3: ['b3'],
  'x-b3-traceid': ['x-b3-traceid', 'x-b3-spanid', 'x-b3-parentspanid', 'x-b3-sampled'],
  'uber-trace-id': ['uber-trace-id'],
  'x-amzn-trace-id': ['x-amzn-trace-id'],
};

/** The headers that a browser of another origin may send, with those of a trace. */
function withTrace(headers: readonly string[], traceHeader: Edge['traceHeader']): readonly string[] {
  if (traceHeader === undefined || headers.includes('*')) return headers;
  const known = new Set(headers.map((header) => header.toLowerCase()));
  return [...headers, ...traceHeaders[traceHeader].filter((header) => !known.has(header))];
}

/** Each feature as it is in force; `false` of a switch or of a mapping takes it away. */
const inForce: {
  readonly [F in FeatureName]: (declared: DeclaredFeatures, traceHeader: Edge['traceHeader']) => FeatureValues[F] | false | undefined;
} = {
  timeoutSeconds: ({ timeoutSeconds }) => timeoutSeconds,
  maxBodyBytes: ({ maxBodyBytes }) => (maxBodyBytes === undefined ? undefined : bytesOf(maxBodyBytes)),
  rateLimit: ({ rateLimit }) => rateLimit && { ...rateLimit, burst: rateLimit.burst ?? rateLimit.requests },
  cors: ({ cors, methods }, traceHeader) =>
    cors && {
      origins: cors.origins,
      methods: cors.methods ?? methods?.filter((method) => method !== 'OPTIONS') ?? ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE'],
      headers: withTrace(cors.headers ?? ['Authorization', 'Content-Type'], traceHeader),
      exposeHeaders: cors.exposeHeaders ?? [],
      credentials: cors.credentials ?? false,
      maxAgeSeconds: cors.maxAgeSeconds ?? 600,
    },
  retries: ({ retries }) => retries,
  sticky: ({ sticky }) => sticky,
  circuitBreaker: ({ circuitBreaker }) =>
    circuitBreaker && { errorPercent: circuitBreaker.errorPercent, maxParallelRequests: circuitBreaker.maxParallelRequests },
  accessLog: ({ accessLog }) => accessLog,
  websocket: ({ websocket }) => websocket,
};

/** The features that are on or off, and are in force when they are off. */
const switches: ReadonlySet<FeatureName> = new Set<FeatureName>(['accessLog']);

/** The features in the order in which they are written. */
export const featureNames = Object.keys(inForce) as readonly FeatureName[];

/**
 * Lays what is declared in one place over the features so far.
 * @param place that of the mapping with the fields
 */
export function withFeatures(
  features: RouteFeatures,
  declared: DeclaredFeatures,
  layer: OriginLayer,
  place: Place,
  traceHeader: Edge['traceHeader'],
): RouteFeatures {
  const result: Record<string, unknown> = { ...features };
  for (const name of featureNames) {
    const value = inForce[name](declared, traceHeader);
    if (value === undefined) continue;
    if (value === false && !switches.has(name)) delete result[name];
    else result[name] = { value, origin: { layer, place: placeUnder(place, name) } };
  }
  // A connection that stays open has no time limit.
  if (declared.websocket === true) delete result['timeoutSeconds'];
  return result;
}
