import type { Construct } from 'constructs';
import type { MiddlewareSpec } from '../../imports/traefik.io';
import type { Middleware, MiddlewareTask } from '../../model/blueprint';
import { prunedLast } from '../delivery/kept';
import { metadataOf, type Setting, type Subject } from '../delivery/metadata';
import { Manifest, type Plain } from '../manifest';

/** Something that Traefik does for requests. */
export interface TraefikMiddlewareProps {
  readonly setting: Setting;
  readonly subject: Subject;
  readonly middleware: Middleware;
}

/**
 * One Middleware of Traefik. It is there before the Ingress that leads requests through it, and goes after it: without it the Ingress is not served.
 * @see https://doc.traefik.io/traefik/reference/routing-configuration/kubernetes/crd/http/middleware/
 */
export class TraefikMiddleware extends Manifest {
  constructor(scope: Construct, id: string, { setting, subject, middleware: { name, does } }: TraefikMiddlewareProps) {
    super(scope, id, {
      apiVersion: 'traefik.io/v1alpha1',
      kind: 'Middleware',
      metadata: metadataOf(setting, subject, { name, stage: 'configuration', annotations: prunedLast(setting) }),
      spec: specOf(does) satisfies Plain<MiddlewareSpec>,
    });
  }
}

const periods = { second: '1s', minute: '1m', hour: '1h' } as const;

function specOf(does: MiddlewareTask): Plain<MiddlewareSpec> {
  switch (does.kind) {
    case 'cross-origin':
      return {
        headers: {
          ...(does.origins.length > 0 && { accessControlAllowOriginList: [...does.origins] }),
          ...(does.originPatterns.length > 0 && { accessControlAllowOriginListRegex: [...does.originPatterns] }),
          accessControlAllowMethods: [...does.methods],
          accessControlAllowHeaders: [...does.headers],
          ...(does.exposeHeaders.length > 0 && { accessControlExposeHeaders: [...does.exposeHeaders] }),
          ...(does.credentials && { accessControlAllowCredentials: true }),
          accessControlMaxAge: does.maxAgeSeconds,
          // A cache must not give the answer for one origin to another.
          addVaryHeader: true,
        },
      };
    case 'drop-headers':
      return { headers: { customRequestHeaders: Object.fromEntries(does.headers.map((header) => [header, ''])) } };
    case 'rate-limit':
      return {
        rateLimit: {
          average: does.requests,
          period: periods[does.per],
          burst: does.burst,
          ...(does.proxies.length > 0 && { sourceCriterion: { ipStrategy: { excludedIPs: [...does.proxies] } } }),
        },
      };
    case 'parallel-limit':
      return { inFlightReq: { amount: does.amount } };
    case 'login':
      return {
        forwardAuth: {
          address: does.address,
          // What is not said leaves some of the headers that Traefik sets itself to the client, such as `X-Forwarded-Prefix`.
          trustForwardHeader: false,
          // Not `maxResponseBodySize`: the definitions before Traefik 3.6.9 do not have it, and kubectl would refuse the whole object. The answers are those of a service of the product.
          ...(does.headers.length > 0 && { authResponseHeaders: [...does.headers] }),
        },
      };
    case 'circuit-breaker': {
      const ratio = (does.errorPercent / 100).toFixed(2);
      return { circuitBreaker: { expression: `NetworkErrorRatio() > ${ratio} || ResponseCodeRatio(500, 600, 0, 600) > ${ratio}` } };
    }
    case 'body-limit':
      return { buffering: { maxRequestBodyBytes: does.bytes } };
    case 'retry':
      return { retry: { attempts: does.attempts } };
    case 'strip-path':
      return { stripPrefix: { prefixes: [...does.prefixes] } };
    case 'add-path':
      return { addPrefix: { prefix: does.prefix } };
    case 'redirect-https':
      return { redirectScheme: { scheme: 'https', permanent: true } };
  }
}
