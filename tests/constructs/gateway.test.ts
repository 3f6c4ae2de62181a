import type { ManifestObject } from '../../output';
import { goldenPlatforms } from '../fixtures/golden/platforms';
import { developmentOverlay, objectsOf, plainService, platformOf, productionOverlay } from '../support/platform';

type Spec = Readonly<Record<string, never>>;
const { ingress: _, ...production } = productionOverlay;
const others = { name: 'public', namespace: 'gateways' };

/** The objects of one service with one route on a Gateway. */
function objectsWith(
  route: object,
  { routing = {}, gateway = {} }: { readonly routing?: object; readonly gateway?: object } = {},
): ManifestObject[] {
  const way = { target: 'gateway', gateway: { ...others, redirectListener: false }, hosts: ['acme.example.com'], tls: {}, ...routing };
  const services = { owners: { ...plainService, routes: [{ path: '/a', ...route }] } };
  return objectsOf(platformOf({ services, manifest: { gateway }, overlay: { ...production, routing: way }, environment: 'prod' }));
}

const specOf = (objects: readonly ManifestObject[], kind: string, name?: string): Spec =>
  objects.find((object) => object.kind === kind && (name === undefined || object.metadata.name === name))?.['spec'] as unknown as Spec;
const envoy = { routing: { controller: 'envoy-gateway' } };
const golden = (name: string): ManifestObject[] => objectsOf(platformOf(goldenPlatforms[name]!));

describe('an HTTPRoute', () => {
  test.each<[string, object, object]>([
    ['a path', {}, { matches: [{ path: { type: 'PathPrefix', value: '/a' } }] }],
    ['an exact path', { match: 'exact' }, { matches: [{ path: { type: 'Exact', value: '/a' } }] }],
    ['methods', { methods: ['PUT'] }, { matches: [{ path: { type: 'PathPrefix', value: '/a' }, method: 'PUT' }] }],
    ['a time limit', { timeoutSeconds: 600 }, { timeouts: { request: '600s' } }],
    ['a long time limit', { timeoutSeconds: 100_000 }, { timeouts: { request: '28h' } }],
    ['WebSockets', { websocket: true }, { timeouts: { request: '0s' } }],
    [
      'a path that is taken away',
      { strip: true },
      { filters: [{ type: 'URLRewrite', urlRewrite: { path: { type: 'ReplacePrefixMatch', replacePrefixMatch: '/' } } }] },
    ],
    [
      'an exact path that is replaced',
      { match: 'exact', rewrite: '/b' },
      { filters: [{ type: 'URLRewrite', urlRewrite: { path: { type: 'ReplaceFullPath', replaceFullPath: '/b' } } }] },
    ],
    [
      'cross-origin requests',
      { cors: { origins: ['https://app.example.com'], headers: [], maxAgeSeconds: 0 } },
      {
        filters: [
          {
            type: 'CORS',
            cors: {
              allowOrigins: ['https://app.example.com'],
              allowMethods: ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE'],
              maxAge: 0,
            },
          },
        ],
      },
    ],
  ])('says %s', (_title, route, expected) => {
    const { rules } = specOf(objectsWith(route), 'HTTPRoute') as unknown as { rules: object[] };
    expect(rules).toEqual([expect.objectContaining(expected)]);
  });

  test('says which listener, and all that the API server would fill in', () => {
    const { parentRefs, rules } = specOf(golden('envoy-gateway-prod'), 'HTTPRoute', 'owners') as unknown as {
      parentRefs: object[];
      rules: { backendRefs: object[] }[];
    };
    const group = 'gateway.networking.k8s.io';
    expect(parentRefs).toEqual([{ group, kind: 'Gateway', namespace: 'gateways', name: 'public', sectionName: 'https' }]);
    expect(rules[0]!.backendRefs).toEqual([{ group: '', kind: 'Service', name: 'owners', port: 4100, weight: 1 }]);
  });

  test('of Envoy Gateway leaves cross-origin requests to the policy', () => {
    const objects = objectsWith({ cors: { origins: ['*'] } }, envoy);
    expect(JSON.stringify(objects.filter(({ kind }) => kind === 'HTTPRoute'))).not.toContain('CORS');
    expect(specOf(objects, 'SecurityPolicy')).toMatchObject({ cors: { allowOrigins: ['*'], maxAge: '600s' } });
  });
});

test('an HTTPRoute of Traefik goes through Middlewares, and replaces the path itself', () => {
  const objects = golden('traefik-gateway-prod');
  const { rules } = specOf(objects, 'HTTPRoute', 'owners-legacy') as unknown as {
    rules: { filters: { type: string; extensionRef?: { name: string } }[] }[];
  };
  const filters = rules[0]!.filters.map(({ type, extensionRef }) => extensionRef?.name ?? type);
  expect(filters).toEqual(['acme-cross-origin', 'acme-login', 'URLRewrite']);
  const middlewares = objects.flatMap(({ kind, metadata }) => (kind === 'Middleware' ? metadata.name : []));
  expect(middlewares.filter((name) => name.includes('path'))).toEqual([]);
  expect(middlewares).toContain('owners-rate-limit');
  expect(objects.filter(({ kind }) => kind.endsWith('Policy') && kind !== 'NetworkPolicy')).toEqual([]);
});

describe('a policy of Envoy Gateway', () => {
  test.each<[string, object, object]>([
    [
      'a limit for each client, of either family of addresses',
      { rateLimit: { requests: 5, per: 'hour' } },
      {
        rateLimit: {
          local: {
            rules: ['0.0.0.0/0', '::/0'].map((value) => ({
              clientSelectors: [{ sourceCIDR: { type: 'Distinct', value, invert: false } }],
              limit: { requests: 5, unit: 'Hour' },
            })),
          },
        },
      },
    ],
    ['retries', { retries: 3 }, { retry: { numRetries: 3, retryOn: { triggers: ['connect-failure', 'refused-stream'] } } }],
    ['requests at once', { circuitBreaker: { maxParallelRequests: 9 } }, { circuitBreaker: { maxParallelRequests: 9 } }],
    [
      'more requests at once than there are connections',
      { circuitBreaker: { maxParallelRequests: 2000 } },
      { circuitBreaker: { maxParallelRequests: 2000, maxConnections: 2000 } },
    ],
    ['a share of errors', { circuitBreaker: { errorPercent: 30 } }, { admissionControl: { minSuccessRate: 70 } }],
    [
      'one pod a client',
      { sticky: true },
      {
        loadBalancer: {
          type: 'ConsistentHash',
          consistentHash: {
            type: 'Cookie',
            cookie: { name: 'owners-pod', ttl: '0s', attributes: { Path: '/', SameSite: 'Lax', Secure: '' } },
          },
        },
      },
    ],
    ['a body', { maxBodyBytes: '100Mi' }, { requestBuffer: { limit: '100Mi' } }],
    ['a body of 2048 bytes', { maxBodyBytes: 2048 }, { requestBuffer: { limit: '2Ki' } }],
    ['a body of odd bytes', { maxBodyBytes: 1001 }, { requestBuffer: { limit: '1001' } }],
  ])('says %s', (_title, route, expected) => {
    const { targetRefs, ...spec } = specOf(objectsWith(route, envoy), 'BackendTrafficPolicy') as unknown as { targetRefs: unknown };
    expect(targetRefs).toEqual([{ group: 'gateway.networking.k8s.io', kind: 'HTTPRoute', name: 'owners' }]);
    expect(spec).toEqual(expected);
  });

  test('fails closed where the login cannot be checked, at a path of its own', () => {
    const { extAuth } = specOf(golden('envoy-gateway-prod'), 'SecurityPolicy', 'owners') as unknown as { extAuth: object };
    expect(extAuth).toEqual({
      failOpen: false,
      headersToExtAuth: ['Cookie'],
      http: {
        backendRefs: [{ group: '', kind: 'Service', name: 'auth-gateway', port: 4100, weight: 1 }],
        pathOverride: '/api/v1/auth/verify',
        headersToBackend: ['X-User-Id', 'X-User-Roles'],
      },
    });
  });

  test('takes tokens from the header alone', () => {
    const { jwt } = specOf(golden('envoy-gateway-own-prod'), 'SecurityPolicy') as unknown as { jwt: { providers: object[] } };
    expect(jwt.providers).toEqual([
      {
        name: 'issuer',
        issuer: 'https://login.example.com',
        audiences: ['acme'],
        remoteJWKS: { uri: 'https://login.example.com/keys', cacheDuration: '300s' },
        extractFrom: { headers: [{ name: 'Authorization', valuePrefix: 'Bearer ' }] },
        claimToHeaders: [{ header: 'X-User-Id', claim: 'sub' }],
      },
    ]);
  });

  test('stands on every route that is not open', () => {
    const objects = golden('envoy-gateway-prod');
    const guarded = objects
      .filter(({ kind, ['spec']: spec }) => kind === 'SecurityPolicy' && (spec as { extAuth?: object }).extAuth !== undefined)
      .flatMap(({ ['spec']: spec }) => (spec as { targetRefs: { name: string }[] }).targetRefs.map(({ name }) => name));
    const open = ['acme-redirect', 'auth-gateway', 'auth-gateway-api-v1-auth-sessions', 'owners-api-v1-status', 'web'];
    const all = objects.filter(({ kind }) => kind === 'HTTPRoute').map(({ metadata }) => metadata.name);
    expect([...guarded, ...open].sort()).toEqual([...all].sort());
  });

  test('takes the headers of a login away from open routes, or from all at a Gateway of our own', () => {
    const remove = ['X-User-Id', 'X-User-Roles'];
    const { rules } = specOf(golden('envoy-gateway-prod'), 'HTTPRoute', 'web') as unknown as { rules: { filters: object[] }[] };
    expect(rules[0]!.filters).toEqual([{ type: 'RequestHeaderModifier', requestHeaderModifier: { remove } }]);
    const own = golden('envoy-gateway-own-prod');
    expect(specOf(own, 'ClientTrafficPolicy')).toMatchObject({
      targetRefs: [{ group: 'gateway.networking.k8s.io', kind: 'Gateway', name: 'acme' }],
      clientIPDetection: { xForwardedFor: { trustedCIDRs: ['173.245.48.0/20'] } },
      headers: { earlyRequestHeaders: { remove: ['X-User-Id'] } },
    });
    expect(JSON.stringify(specOf(own, 'HTTPRoute', 'status'))).not.toContain('RequestHeaderModifier');
  });
});

describe('what the routes have in common', () => {
  const kindsOf = (name: string): string[] =>
    golden(name).flatMap(({ kind, metadata }) =>
      ['Gateway', 'Certificate', 'HTTPRoute'].includes(kind) ? [`${kind}/${metadata.name}`] : [],
    );

  test('of a Gateway of others is the redirect', () => {
    expect(kindsOf('envoy-gateway-prod').filter((name) => !name.startsWith('HTTPRoute'))).toEqual([]);
    expect(specOf(golden('envoy-gateway-prod'), 'HTTPRoute', 'acme-redirect')).toEqual({
      parentRefs: [{ group: 'gateway.networking.k8s.io', kind: 'Gateway', namespace: 'gateways', name: 'public', sectionName: 'http' }],
      hostnames: ['acme.example.com', 'admin.example.com'],
      rules: [
        {
          matches: [{ path: { type: 'PathPrefix', value: '/' } }],
          filters: [{ type: 'RequestRedirect', requestRedirect: { scheme: 'https', statusCode: 308 } }],
        },
      ],
    });
  });

  test.each([
    ['no redirect without a listener for it', {}],
    ['no redirect without TLS', { gateway: others, tls: undefined }],
  ])('%s', (_title, routing) => {
    const names = objectsWith({}, { routing }).flatMap(({ kind, metadata }) => (kind === 'HTTPRoute' ? metadata.name : []));
    expect(names).toEqual(['owners']);
  });

  test('of our own Gateway are the Gateway and its certificate', () => {
    expect(kindsOf('envoy-gateway-own-prod')).toEqual(
      expect.arrayContaining(['Gateway/acme', 'Certificate/acme-tls', 'HTTPRoute/acme-redirect']),
    );
    const { listeners } = specOf(golden('envoy-gateway-own-prod'), 'Gateway') as unknown as { listeners: { name: string; port: number }[] };
    expect(listeners.map(({ name, port }) => [name, port])).toEqual([
      ['http', 80],
      ['https', 443],
    ]);
  });

  test('of Ingresses is one Certificate, with all hosts, and no annotation of the issuer', () => {
    const objects = golden('certificate-prod');
    expect(specOf(objects, 'Certificate', 'acme-tls')).toEqual({
      secretName: 'acme-tls',
      dnsNames: ['acme.example.com', 'owners.example.com'],
      issuerRef: { kind: 'ClusterIssuer', name: 'letsencrypt' },
    });
    expect(JSON.stringify(objects)).not.toContain('cert-manager.io/cluster-issuer');
  });

  test('with `ingress` stays an annotation', () => {
    const overlay = { ...developmentOverlay, ingress: { className: 'traefik', host: 'acme.localhost', tls: { issuer: { name: 'ca' } } } };
    const objects = objectsOf(platformOf({ services: { owners: plainService }, overlay }));
    expect(objects.filter(({ kind }) => kind === 'Certificate')).toEqual([]);
    expect(JSON.stringify(objects)).toContain('cert-manager.io/issuer');
  });
});

test('a cookie of plain HTTP is not for HTTPS alone', () => {
  const policy = specOf(
    objectsWith({ sticky: true }, { routing: { controller: 'envoy-gateway', tls: undefined } }),
    'BackendTrafficPolicy',
  );
  expect(policy).toMatchObject({ loadBalancer: { consistentHash: { cookie: { attributes: { Path: '/', SameSite: 'Lax' } } } } });
  expect(JSON.stringify(policy)).not.toContain('Secure');
});

test('a controller that is not known to have 308 redirects by 301', () => {
  const redirect = specOf(objectsWith({}, { routing: { gateway: others } }), 'HTTPRoute', 'acme-redirect');
  expect(JSON.stringify(redirect)).toContain('"statusCode":301');
});
