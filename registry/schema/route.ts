import * as z from 'zod';
import { isDns1035Label, isIngressHost, isPortName, isRoutePath, mostPathCharacters } from '../../formats';
import { inspected, legal } from './legal';
import { methodsSchema, routeFeatureFields } from './route-features';

/** A path prefix that a service answers. */
const routePathSchema = legal(z.string(), 'route-malformed', isRoutePath, (route) => ({
  route,
  reason: flawOf(route),
  suggestion: repaired(route),
}));

/** A route: its path, or its path with what makes it differ from the others. */
export const routeSchema = z.union([
  routePathSchema,
  inspected(
    z.strictObject({
      /** The path, without a trailing slash. */
      path: routePathSchema,
      /**
       * Whether the route is for every path under it, or for this one alone.
       * @default 'prefix'
       */
      match: z.enum(['prefix', 'exact']).optional(),
      /**
       * The hosts at which the route is served: names of `routing.hosts` of the environment, or DNS names that stand there.
       * @default every host that has neither a `name` nor `services`, or those whose `services` have this service
       */
      hosts: z
        .array(
          legal(
            z.string(),
            'ingress-host-invalid',
            (host) => isDns1035Label(host) || isIngressHost(host),
            (host) => ({ host }),
          ),
        )
        .min(1)
        .optional(),
      /**
       * Whether the service gets requests without the path of the route: `/reports/2026` of the route `/reports` as `/2026`.
       * @default false
       */
      strip: z.boolean().optional(),
      /**
       * The path that the service gets in place of that of the route: `/reports/2026` of the route `/reports` with `rewrite: '/v2'` as `/v2/2026`.
       * @default none: the path of the request
       */
      rewrite: routePathSchema.optional(),
      /**
       * The name of the port, among `ports`, to which the requests go.
       * @default the service's own port
       */
      port: legal(z.string(), 'port-name-invalid', isPortName, (name) => ({ name })).optional(),
      /**
       * The methods that the route is for. Without a route for the other ones they are answered with 404.
       * @default all
       */
      methods: methodsSchema('methods').optional(),
      /**
       * Whether requests need no login where `gateway.auth` asks for one.
       * @default false
       */
      public: z.boolean().optional(),
      /**
       * Whether the route is for WebSockets, or for other answers that do not end: the edge then cuts no connection that is idle for less than an hour.
       * @default false
       */
      websocket: z.boolean().optional(),
      ...routeFeatureFields,
    }),
    ({ strip, rewrite, websocket, timeoutSeconds }, report) => {
      if (strip === true && rewrite !== undefined)
        report('route-fields-exclude', { field: 'rewrite', other: 'strip' }, { path: ['rewrite'] });
      if (websocket === true && timeoutSeconds !== undefined)
        report('route-fields-exclude', { field: 'timeoutSeconds', other: 'websocket' }, { path: ['timeoutSeconds'] });
    },
  ),
]);

/** A route in the form in which its author writes it. */
export type DeclaredRoute = z.output<typeof routeSchema>;

/** The path of a route as it is declared. */
export function declaredPath(route: DeclaredRoute): string {
  return typeof route === 'string' ? route : route.path;
}

function flawOf(path: string): string {
  if (path === '') return 'is empty';
  if (path.includes('://')) return 'is a URL, not a path';
  if (!path.startsWith('/')) return 'does not start with `/`';
  if (/[*()[\]{}^$|+\\]/.test(path)) return 'is a pattern, and routes are plain prefixes';
  if (path.includes('//')) return 'has an empty segment (`//`)';
  if (path.endsWith('/')) return 'ends with `/`';
  if (/\/\.\.?(?:\/|$)/.test(path)) return 'has a segment `.` or `..`';
  if (path.length > mostPathCharacters) return `is longer than ${mostPathCharacters} characters`;
  return 'has characters other than letters, digits and `-._~/`';
}

/** The path with slashes put right and a pattern at its end left out, if that makes it legal. */
function repaired(path: string): string | undefined {
  if (path === '' || path.length > 1000 || path.includes('://')) return undefined;
  const plain = `/${path
    .replace(/(?:\/?\(?\.?\*\)?)+$/, '')
    .split('/')
    .filter((segment) => segment !== '')
    .join('/')}`;
  return isRoutePath(plain) && plain !== '/' ? plain : undefined;
}
