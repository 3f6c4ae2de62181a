import type { Construct } from 'constructs';
import type {
  SecurityPolicySpec,
  SecurityPolicySpecCors,
  SecurityPolicySpecExtAuth,
  SecurityPolicySpecJwtProviders,
} from '../../imports/gateway.envoyproxy.io';
import type { Exposure } from '../../model/blueprint';
import type { CorsPolicy, JwtAuth } from '../../model/platform';
import { prunedLast } from '../delivery/kept';
import { metadataOf, type Setting, type Subject } from '../delivery/metadata';
import { Manifest, type CustomPlain } from '../manifest';
import { backendRef, targetRef } from './references';

/** The HTTPRoutes that a policy is for. */
export interface ExposurePolicyProps {
  readonly setting: Setting;
  readonly subject: Subject;
  readonly exposure: Exposure;
}

/**
 * Who may send requests to an exposure, as Envoy Gateway is told. Preflight requests are answered before anybody is asked for a login.
 * @see https://gateway.envoyproxy.io/docs/api/extension_types/#securitypolicy
 */
export class ExposureSecurityPolicy extends Manifest {
  constructor(scope: Construct, id: string, { setting, subject, exposure }: ExposurePolicyProps) {
    const { name, auth, httpRoutes, features } = exposure;
    const extAuth = extAuthOf(exposure);
    super(scope, id, {
      apiVersion: 'gateway.envoyproxy.io/v1alpha1',
      kind: 'SecurityPolicy',
      metadata: metadataOf(setting, subject, { name, stage: 'routes', annotations: prunedLast(setting) }),
      spec: {
        targetRefs: httpRoutes.map((route) => targetRef('HTTPRoute', route.name)),
        ...(features.cors !== undefined && { cors: corsOf(features.cors) }),
        ...(extAuth !== undefined && { extAuth }),
        ...(auth?.kind === 'jwt' && { jwt: { providers: [providerOf(auth)] } }),
      } satisfies CustomPlain<SecurityPolicySpec>,
    });
  }
}

function corsOf({ origins, methods, headers, exposeHeaders, credentials, maxAgeSeconds }: CorsPolicy): SecurityPolicySpecCors {
  return {
    allowOrigins: [...origins],
    allowMethods: [...methods],
    ...(headers.length > 0 && { allowHeaders: [...headers] }),
    ...(exposeHeaders.length > 0 && { exposeHeaders: [...exposeHeaders] }),
    ...(credentials && { allowCredentials: true }),
    maxAge: `${maxAgeSeconds}s`,
  };
}

/** Without `pathOverride` the path of the request would be put behind that of the service. Of the headers, Envoy shows `Authorization` by itself. */
function extAuthOf({ auth, authBackend }: Exposure): SecurityPolicySpecExtAuth | undefined {
  if (auth?.kind !== 'forward' || authBackend === undefined) return undefined;
  return {
    failOpen: false,
    headersToExtAuth: ['Cookie'],
    http: {
      backendRefs: [backendRef({ ...authBackend, weight: 1 })],
      pathOverride: auth.path,
      ...(auth.headers.length > 0 && { headersToBackend: [...auth.headers] }),
    },
  };
}

/** Without `extractFrom` a token in the query would do as well, where logs and histories keep it. */
function providerOf({ issuer, jwks, audiences, headers }: JwtAuth): CustomPlain<SecurityPolicySpecJwtProviders> {
  return {
    name: 'issuer',
    issuer,
    ...(audiences.length > 0 && { audiences: [...audiences] }),
    remoteJWKS: { uri: jwks, cacheDuration: '300s' },
    extractFrom: { headers: [{ name: 'Authorization', valuePrefix: 'Bearer ' }] },
    ...(headers.length > 0 && { claimToHeaders: headers.map(({ header, claim }) => ({ header, claim })) }),
  };
}
