import * as z from 'zod';
import { isHeaderName, parseQuantity } from '../../formats';
import { inspected, legal } from './legal';
import { secondsSchema } from './values';

/** The methods of HTTP that a route can be bound to. */
export const methodSchema = z.enum(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']);

/** A method of HTTP. */
export type Method = z.output<typeof methodSchema>;

/**
 * A whole number within bounds.
 * @param setting the name of the field, from that of the feature on
 */
function wholeNumber(setting: string, least: number, most: number): z.ZodNumber {
  return legal(
    z.number(),
    'route-feature-invalid',
    (value) => Number.isInteger(value) && value >= least && value <= most,
    (value) => ({ setting, value: String(value), expected: `a whole number from ${least} to ${most}` }),
  );
}

/** The largest body that the controllers can be told of, in bytes. */
const mostBodyBytes = 2 ** 40;

/**
 * Holds a list to what the API server takes: so many values, and each once.
 * @param setting the name of the field, from that of the feature on
 */
export function eachOnce<L extends z.ZodArray<z.ZodType<string>>>(setting: string, list: L, most: number): L {
  return inspected(list, (values, report) => {
    const seen = new Set<string>();
    for (const [index, value] of (values as string[]).entries()) {
      const form = value.toLowerCase();
      if (seen.has(form)) report('route-feature-invalid', { setting, value, expected: 'each of them once' }, { path: [index] });
      else if (index === most) report('route-feature-invalid', { setting, value, expected: `at most ${most} of them` }, { path: [index] });
      seen.add(form);
    }
  });
}

/** The longest name of a header that the API server takes. */
export const mostHeaderCharacters = 256;

/** The most headers, and the most origins, that the Gateway API takes for cross-origin requests. */
const mostOfCors = 64;

const headerNamesSchema = (setting: string) =>
  eachOnce(
    setting,
    z.array(
      legal(
        z.string(),
        'route-feature-invalid',
        (value) => isHeaderName(value) && value.length <= mostHeaderCharacters,
        (value) => ({ setting, value, expected: 'the name of a header' }),
      ),
    ),
    mostOfCors,
  );

/** Methods, each once. */
export function methodsSchema(setting: string): z.ZodArray<typeof methodSchema> {
  return eachOnce(setting, z.array(methodSchema).min(1), methodSchema.options.length);
}

/**
 * An origin as browsers send it: scheme, host and port, and nothing behind them.
 * @see https://www.rfc-editor.org/rfc/rfc6454#section-6.2
 */
function isOrigin(text: string): boolean {
  const wild = text.replace('://*.', '://any.');
  // The Gateway API knows no addresses of IPv6 here.
  if (!/^https?:\/\/[a-z0-9]([a-z0-9.-]*[a-z0-9])?(:[0-9]{1,5})?$/.test(wild) || text.length > 253 || !URL.canParse(wild)) return false;
  return new URL(wild).origin === wild;
}

/** Cross-origin requests: who may send them, and what they may hold. */
const corsSchema = inspected(
  z.strictObject({
    /** The origins that may send requests from browsers: `https://app.example.com`, `https://*.example.com` for all names under it, or `*` for all. */
    origins: eachOnce(
      'cors.origins',
      z
        .array(
          legal(
            z.string(),
            'route-feature-invalid',
            (origin) => origin === '*' || isOrigin(origin),
            (value) => ({ setting: 'cors.origins', value, expected: 'an origin such as `https://app.example.com`, or `*`' }),
          ),
        )
        .min(1),
      mostOfCors,
    ),
    /**
     * The methods that such a request may have.
     * @default those of the route, else GET, HEAD, POST, PUT, PATCH and DELETE
     */
    methods: methodsSchema('cors.methods').optional(),
    /**
     * The headers that such a request may have, beside those that browsers always allow.
     * @default ['Authorization', 'Content-Type']
     */
    headers: headerNamesSchema('cors.headers').optional(),
    /**
     * The headers of answers that scripts may read, beside those that browsers always allow.
     * @default []
     */
    exposeHeaders: headerNamesSchema('cors.exposeHeaders').optional(),
    /**
     * Whether such a request may carry cookies and client certificates. No origin may then be `*`.
     * @default false
     */
    credentials: z.boolean().optional(),
    /**
     * The time that a browser keeps the answer to its preflight request, in seconds.
     * @default 600
     */
    maxAgeSeconds: wholeNumber('cors.maxAgeSeconds', 1, 86_400).optional(),
  }),
  ({ origins, credentials }, report) => {
    const any = origins.indexOf('*');
    if (any !== -1 && origins.length > 1 && credentials !== true)
      report(
        'route-feature-invalid',
        { setting: 'cors.origins', value: '*', expected: '`*` alone, which stands for all origins, or the others alone' },
        { path: ['origins', any] },
      );
    if (credentials === true && origins.includes('*'))
      report(
        'route-feature-invalid',
        { setting: 'cors.origins', value: '*', expected: 'a list of origins, since `credentials` are allowed' },
        { path: ['origins', origins.indexOf('*')] },
      );
  },
);

/** What the edge does for requests, of one route or of all. `false` switches off what a layer before says. */
export const routeFeatureFields = {
  /**
   * The time after which the edge gives an answer up, in seconds.
   * @default the controller's: 60 with ingress-nginx, none with Traefik, 15 with Envoy Gateway
   */
  timeoutSeconds: secondsSchema('timeoutSeconds').optional(),
  /**
   * The largest body of a request: a number of bytes, or a quantity such as `100Mi`. A larger one is answered with 413.
   * @default the controller's: 1 MiB with ingress-nginx, none with Traefik and Envoy Gateway
   */
  maxBodyBytes: legal(
    z.union([z.number(), z.string()]),
    'route-feature-invalid',
    (size) => bytesOf(size) !== undefined,
    (size) => ({ setting: 'maxBodyBytes', value: String(size), expected: 'a number of bytes, or a quantity such as `100Mi`' }),
  ).optional(),
  /**
   * The number of requests that one client may send. More are answered with 429. Each replica of the proxy counts for itself, and with Traefik and Envoy Gateway each path.
   * @default none
   */
  rateLimit: z
    .union([
      z.strictObject({
        /** The number of requests. */
        requests: wholeNumber('rateLimit.requests', 1, 1_000_000),
        /** The time for which they are. */
        per: z.enum(['second', 'minute', 'hour']),
        /**
         * The number of requests that may come at once.
         * @default `requests`
         */
        burst: wholeNumber('rateLimit.burst', 1, 1_000_000).optional(),
      }),
      z.literal(false),
    ])
    .optional(),
  /**
   * Cross-origin requests: who may send them, and what they may hold. The edge answers preflight requests.
   * @default none: the service answers them itself
   */
  cors: z.union([corsSchema, z.literal(false)]).optional(),
  /**
   * The number of times that the edge sends a request again which no pod has taken. It never does with one that a pod may have begun to answer.
   * @default the controller's
   */
  retries: wholeNumber('retries', 0, 10).optional(),
  /**
   * Whether requests of one client go to the same pod, by a cookie: for socket.io and for sessions in memory.
   * @default false
   */
  sticky: z.boolean().optional(),
  /**
   * When the edge stops sending requests, and answers them with 503 itself.
   * @default none
   */
  circuitBreaker: z
    .union([
      z.strictObject({
        /**
         * The share of answers that are errors (500 to 599, and connections that fail) above which no more requests are sent for a while, in percent.
         * @default none
         */
        errorPercent: wholeNumber('circuitBreaker.errorPercent', 1, 99).optional(),
        /**
         * The number of requests that may be under way at once.
         * @default none
         */
        maxParallelRequests: wholeNumber('circuitBreaker.maxParallelRequests', 1, 1_000_000).optional(),
      }),
      z.literal(false),
    ])
    .optional(),
  /**
   * Whether the edge writes requests to its access log. Whether it has one is set in the controller.
   * @default the controller's
   */
  accessLog: z.boolean().optional(),
};

/**
 * The bytes of a size.
 * @returns undefined if it is none
 */
export function bytesOf(size: number | string): number | undefined {
  const bytes = typeof size === 'number' ? size : parseQuantity(size);
  return bytes !== undefined && Number.isInteger(bytes) && bytes >= 1 && bytes <= mostBodyBytes ? bytes : undefined;
}
