import type { Exposure } from '../../blueprint';
import { backendProtocolOf } from '../../edge/backend-protocol';
import type { CorsPolicy, FeatureValues, Platform } from '../../platform';
import { addressOfLogin } from './traefik';

const prefix = 'nginx.ingress.kubernetes.io';

/** The time that a connection for WebSockets may be idle, in seconds. */
const idleSeconds = 3600;

/**
 * The annotations of an Ingress by which ingress-nginx does what its routes ask for.
 * @see https://kubernetes.github.io/ingress-nginx/user-guide/nginx-configuration/annotations/
 */
export function nginxAnnotations(
  { features, auth, file, routes }: Pick<Exposure, 'features' | 'auth' | 'file' | 'routes'>,
  platform: Platform,
): Record<string, string> {
  const { timeoutSeconds, maxBodyBytes, rateLimit, cors, retries, sticky, accessLog, websocket } = features;
  const seconds = websocket === true ? idleSeconds : timeoutSeconds;
  const said: Record<string, string | number | boolean | undefined> = {
    ...(seconds !== undefined && { 'proxy-read-timeout': seconds, 'proxy-send-timeout': seconds }),
    'proxy-body-size': maxBodyBytes,
    ...(rateLimit !== undefined && limits(rateLimit)),
    ...(cors !== undefined && crossOrigin(cors)),
    ...(retries !== undefined && resend(retries)),
    ...(sticky === true && ownCookie(file, routes, platform)),
    ...(isOfCalls(file, routes, platform) && { 'backend-protocol': 'GRPC' }),
    'enable-access-log': accessLog,
    ...(auth?.kind === 'forward' && {
      'auth-url': addressOfLogin(platform, auth.service, auth.path),
      ...(auth.headers.length > 0 && { 'auth-response-headers': auth.headers.join(',') }),
    }),
  };
  return Object.fromEntries(
    Object.entries(said).flatMap(([name, value]) => (value === undefined ? [] : [[`${prefix}/${name}`, String(value)]])),
  );
}

/** Whether the routes of an Ingress lead to a port of gRPC, as then all of them do: otherwise nginx speaks HTTP/1.1 there, and each call fails. */
function isOfCalls(file: string, routes: Exposure['routes'], { services }: Platform): boolean {
  const port = routes[0]?.backends[0]?.port;
  const service = services.find(({ name }) => name === file);
  return port !== undefined && service !== undefined && backendProtocolOf({ port }, service) === 'grpc';
}

/**
 * A cookie of the service's own, for all paths. All would be called alike, each for the path of its route: for a longer path a browser sends several, ingress-nginx reads the
 * last, finds none of its pods in it, and takes another pod each time. The pods of another port are a list of their own.
 * @see https://github.com/kubernetes/ingress-nginx/issues/14042
 */
function ownCookie(service: string, routes: Exposure['routes'], { services }: Platform): Record<string, string> {
  const port = routes[0]?.backends[0]?.port;
  const isOwnPort = port === services.find(({ name }) => name === service)?.ports[0]?.name;
  return {
    affinity: 'cookie',
    'session-cookie-name': isOwnPort || port === undefined ? `${service}-pod` : `${service}-${port}-pod`,
    'session-cookie-path': '/',
    'session-cookie-samesite': 'Lax',
  };
}

/** It counts by second or minute. The burst is a multiple of the limit. */
function limits({ requests, per, burst }: FeatureValues['rateLimit']): Record<string, number> {
  return {
    [per === 'second' ? 'limit-rps' : 'limit-rpm']: requests,
    'limit-burst-multiplier': Math.max(1, Math.ceil(burst / requests)),
  };
}

function crossOrigin({
  origins,
  methods,
  headers,
  exposeHeaders,
  credentials,
  maxAgeSeconds,
}: CorsPolicy): Record<string, string | number | boolean> {
  return {
    'enable-cors': true,
    'cors-allow-origin': origins.join(','),
    'cors-allow-methods': methods.join(', '),
    'cors-allow-headers': headers.join(','),
    ...(exposeHeaders.length > 0 && { 'cors-expose-headers': exposeHeaders.join(',') }),
    // It allows them unless it is told not to.
    'cors-allow-credentials': credentials,
    'cors-max-age': maxAgeSeconds,
  };
}

/** Only connections that fail: what a pod may have begun to answer is not sent again. */
function resend(retries: number): Record<string, string | number> {
  return retries === 0 ? { 'proxy-next-upstream': 'off' } : { 'proxy-next-upstream': 'error', 'proxy-next-upstream-tries': retries + 1 };
}
