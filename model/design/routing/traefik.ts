import type { Exposure, Middleware, MiddlewareTask } from '../../blueprint';
import { middlewaresAnnotation } from '../../edge/middlewares-annotation';
import type { CorsPolicy, FeatureName, Platform, RouteFeatures, Service } from '../../platform';

/** An exposure before its controller has been told anything. */
type Bare = Pick<Exposure, 'name' | 'file' | 'features' | 'auth' | 'rewrite' | 'routes'>;

/** The feature that a Middleware follows from. The others follow from the login, which is the same for all routes, or from the path. */
const featureOf: Readonly<Partial<Record<MiddlewareTask['kind'], FeatureName>>> = {
  'cross-origin': 'cors',
  'rate-limit': 'rateLimit',
  'parallel-limit': 'circuitBreaker',
  'circuit-breaker': 'circuitBreaker',
  'body-limit': 'maxBodyBytes',
  retry: 'retries',
};

/**
 * The Middlewares of an exposure, in the order in which a request passes them: what answers a browser's question before what counts, and what counts before what asks for a
 * login; the path is changed last, so that all others see that of the request.
 * @param declared the features with their origins
 * @param identityHeaders the headers by which a service learns who sends a request
 * @see https://doc.traefik.io/traefik/reference/routing-configuration/http/middlewares/overview/
 */
export function traefikMiddlewares(
  exposure: Bare,
  declared: RouteFeatures,
  platform: Platform,
  identityHeaders: readonly string[],
): Middleware[] {
  const { name, file, features, auth, rewrite, routes } = exposure;
  const { product, edge } = platform;
  const { cors, rateLimit, circuitBreaker, maxBodyBytes, retries } = features;
  const paths = [...new Set(routes.map(({ path }) => path))].sort((a, b) => b.length - a.length);
  const tasks: (MiddlewareTask | undefined)[] = [
    cors && crossOrigin(cors),
    // What a service takes for the word of the edge must not come from outside; a login sets them anew.
    auth === undefined && identityHeaders.length > 0 ? { kind: 'drop-headers', headers: identityHeaders } : undefined,
    rateLimit && { kind: 'rate-limit', ...rateLimit, proxies: edge.trustedProxies },
    circuitBreaker?.maxParallelRequests === undefined ? undefined : { kind: 'parallel-limit', amount: circuitBreaker.maxParallelRequests },
    auth?.kind === 'forward'
      ? { kind: 'login', address: addressOfLogin(platform, auth.service, auth.path), headers: auth.headers }
      : undefined,
    circuitBreaker?.errorPercent === undefined ? undefined : { kind: 'circuit-breaker', errorPercent: circuitBreaker.errorPercent },
    maxBodyBytes === undefined ? undefined : { kind: 'body-limit', bytes: maxBodyBytes },
    // It counts every time that the request is sent, the first one, too.
    retries === undefined || retries === 0 ? undefined : { kind: 'retry', attempts: retries + 1 },
    rewrite === undefined || paths.every((path) => path === '/') ? undefined : { kind: 'strip-path', prefixes: paths },
    rewrite === undefined || rewrite === '/' ? undefined : { kind: 'add-path', prefix: rewrite },
  ];
  return tasks.flatMap((does): Middleware[] => {
    if (does === undefined) return [];
    const feature = featureOf[does.kind];
    const isOfAll = feature === undefined ? !pathTasks.has(does.kind) : declared[feature] === edge.features[feature];
    if (isOfAll) return [{ name: `${product}-${does.kind}`, file: 'routes', does }];
    // The object of the catch-all is called like the product, and so are the Middlewares of all routes.
    const own = name === product && feature !== undefined ? `${name}-own` : name;
    return [{ name: `${own}-${does.kind}`, file, does }];
  });
}

/** What is done to the path, which is of the routes alone. */
const pathTasks: ReadonlySet<MiddlewareTask['kind']> = new Set(['strip-path', 'add-path'] as const);

/** The Kubernetes Service of the service that checks logins, as the controller reaches it from its own namespace. */
export function addressOfLogin({ services, namespace }: Pick<Platform, 'services' | 'namespace'>, key: string, path: string): string {
  const service = services.find((one) => one.key === key);
  return `http://${service?.name ?? key}.${namespace}.svc.cluster.local:${String(service?.port ?? 80)}${path}`;
}

function crossOrigin({ origins, ...policy }: CorsPolicy): MiddlewareTask {
  return {
    kind: 'cross-origin',
    origins: origins.filter((origin) => !origin.includes('://*.')),
    originPatterns: origins.filter((origin) => origin.includes('://*.')).map(patternOf),
    ...policy,
  };
}

/** All names under one, as a regular expression of Go. */
function patternOf(origin: string): string {
  const [scheme = '', rest = ''] = origin.split('://*');
  return `^${scheme}://[a-z0-9-]+(\\.[a-z0-9-]+)*${rest.replaceAll('.', '\\.')}$`;
}

/**
 * The annotations of an Ingress that lead its requests through Middlewares.
 * @see https://doc.traefik.io/traefik/reference/routing-configuration/kubernetes/ingress/#on-ingress
 */
export function traefikAnnotations(
  { features }: Pick<Exposure, 'features'>,
  middlewares: readonly Middleware[],
  namespace: string,
): Record<string, string> {
  const { accessLog } = features;
  return {
    ...(middlewares.length > 0 && {
      [middlewaresAnnotation]: middlewares.map(({ name }) => `${namespace}-${name}@kubernetescrd`).join(','),
    }),
    ...(accessLog !== undefined && { 'traefik.ingress.kubernetes.io/router.observability.accesslogs': String(accessLog) }),
  };
}

/** What Traefik has for a service alone, and not for one of its routes: the features of its first route, to which a rule holds the others. */
export function traefikServiceSettings(routes: Service['routes']): { readonly answerSeconds?: number; readonly sticky?: true } {
  const { timeoutSeconds, sticky } = routes[0]?.features ?? {};
  return {
    ...(timeoutSeconds !== undefined && { answerSeconds: timeoutSeconds.value }),
    ...(sticky !== undefined && { sticky: true }),
  };
}
