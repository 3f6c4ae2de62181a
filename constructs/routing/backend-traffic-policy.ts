import type { Construct } from 'constructs';
import type {
  BackendTrafficPolicySpec,
  BackendTrafficPolicySpecCircuitBreaker,
  BackendTrafficPolicySpecRateLimitLocalRules,
} from '../../imports/gateway.envoyproxy.io';
import type { Exposure } from '../../model/blueprint';
import type { FeatureValues } from '../../model/platform';
import { prunedLast } from '../delivery/kept';
import { metadataOf } from '../delivery/metadata';
import { Manifest, type CustomPlain } from '../manifest';
import { targetRef } from './references';
import type { ExposurePolicyProps } from './security-policy';

/**
 * What Envoy Gateway does with requests of an exposure before it sends them on.
 * @see https://gateway.envoyproxy.io/docs/api/extension_types/#backendtrafficpolicy
 */
export class ExposureBackendTrafficPolicy extends Manifest {
  constructor(scope: Construct, id: string, { setting, subject, exposure }: ExposurePolicyProps) {
    const { name, file, httpRoutes, features, tls } = exposure;
    super(scope, id, {
      apiVersion: 'gateway.envoyproxy.io/v1alpha1',
      kind: 'BackendTrafficPolicy',
      metadata: metadataOf(setting, subject, { name, stage: 'routes', annotations: prunedLast(setting) }),
      spec: {
        targetRefs: httpRoutes.map((route) => targetRef('HTTPRoute', route.name)),
        ...specOf(file, features, tls !== undefined),
      } satisfies CustomPlain<BackendTrafficPolicySpec>,
    });
  }
}

function specOf(
  service: string,
  { rateLimit, retries, circuitBreaker, sticky, maxBodyBytes }: Exposure['features'],
  isSecure: boolean,
): CustomPlain<BackendTrafficPolicySpec> {
  const { errorPercent, maxParallelRequests } = circuitBreaker ?? {};
  return {
    ...(rateLimit !== undefined && { rateLimit: { local: { rules: limitsOf(rateLimit) } } }),
    // Nothing else is sent again: after one of these no pod has seen the request.
    ...(retries !== undefined && { retry: { numRetries: retries, retryOn: { triggers: ['connect-failure', 'refused-stream'] } } }),
    ...(maxParallelRequests !== undefined && { circuitBreaker: breakerOf(maxParallelRequests) }),
    ...(errorPercent !== undefined && { admissionControl: { minSuccessRate: 100 - errorPercent } }),
    ...(sticky !== undefined && {
      // A cookie that ends with the session of the browser. Without a path it would be for the directory of the first request alone. Envoy writes an attribute without a value as its name alone, and `HttpOnly` always:
      // https://github.com/envoyproxy/envoy/blob/v1.36.0/source/common/http/utility.cc `makeSetCookieValue`
      loadBalancer: {
        type: 'ConsistentHash',
        consistentHash: {
          type: 'Cookie',
          cookie: { name: `${service}-pod`, ttl: '0s', attributes: { Path: '/', SameSite: 'Lax', ...(isSecure && { Secure: '' }) } },
        },
      },
    }),
    ...(maxBodyBytes !== undefined && { requestBuffer: { limit: quantityOf(maxBodyBytes) } }),
  };
}

const units = { second: 'Second', minute: 'Minute', hour: 'Hour' } as const;

/** A count for each client: one rule for each family of addresses, since no block has both. */
function limitsOf({ requests, per }: FeatureValues['rateLimit']): CustomPlain<BackendTrafficPolicySpecRateLimitLocalRules>[] {
  return ['0.0.0.0/0', '::/0'].map((value) => ({
    clientSelectors: [{ sourceCIDR: { type: 'Distinct', value, invert: false } }],
    limit: { requests, unit: units[per] },
  }));
}

/** The number of connections that a proxy opens by itself, and of requests that wait for one. */
const usualConnections = 1024;

/** A request of HTTP/1.1 takes a connection of its own, so that more requests need more of them. */
function breakerOf(maxParallelRequests: number): BackendTrafficPolicySpecCircuitBreaker {
  return { maxParallelRequests, ...(maxParallelRequests > usualConnections && { maxConnections: maxParallelRequests }) };
}

/** A size in the largest unit that divides it. */
function quantityOf(bytes: number): string {
  const unit = (['Gi', 'Mi', 'Ki'] as const).find((_, index) => bytes % 1024 ** (3 - index) === 0);
  return unit === undefined ? String(bytes) : `${bytes / { Gi: 1024 ** 3, Mi: 1024 ** 2, Ki: 1024 }[unit]}${unit}`;
}
