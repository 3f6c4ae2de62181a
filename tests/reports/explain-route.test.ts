import type { Locate } from '../../diagnostics';
import { explainRoute, explanationRecord, explanationText, type RouteExplanation } from '../../reports';
import { compiledOf, developmentOverlay, plainService, productionOverlay, type PlatformInput } from '../support/platform';

const locate: Locate = ({ path }) => ({ line: path.length, column: 1 });

const services = {
  auth: { ...plainService, hostname: 'auth', port: 4000, routes: [{ path: '/api/v1/auth', public: true }] },
  authors: { ...plainService, hostname: 'authors', port: 4001, routes: ['/api/v1/books'] },
  files: {
    ...plainService,
    hostname: 'files',
    port: 4002,
    routes: [
      { path: '/files', strip: true, maxBodyBytes: '100Mi', hosts: ['admin'] },
      { path: '/files/health', match: 'exact' },
      { path: '/old', rewrite: '/v1', hosts: ['admin'] },
    ],
  },
  web: { ...plainService, hostname: 'web', port: 3000, routes: ['/'] },
};
const { ingress: _, ...withoutIngress } = productionOverlay;
const input: PlatformInput = {
  services,
  environment: 'prod',
  manifest: {
    gateway: { auth: { forward: { service: 'auth', path: '/api/v1/auth/verify' } }, rateLimit: { requests: 20, per: 'second', burst: 40 } },
  },
  overlay: {
    ...withoutIngress,
    gateway: { rateLimit: { requests: 50, per: 'minute' } },
    routing: {
      controller: 'traefik',
      className: 'traefik',
      hosts: ['acme.example.com', { host: 'admin.example.com', name: 'admin' }],
      tls: {},
    },
  },
};
const compiled = compiledOf(input);

function explain(path: string, { method = 'GET', host = 'acme.example.com' } = {}): RouteExplanation {
  return explainRoute(compiled, { method, host, path });
}

function text(explanation: RouteExplanation): string {
  return explanationText(explanation, locate);
}

test('says who answers, every candidate with its reason, and who else would answer', () => {
  expect(text(explain('/api/v1/authors/7'))).toMatchInlineSnapshot(`
   "GET acme.example.com/api/v1/authors/7
   acme prod, as Traefik reads it

   auth answers, at port http (4000).
     route   /api/v1/auth
     set at  registry/acme/service-registry.ts:4:1
     object  Ingress auth in auth.k8s.yaml

   Candidates, in match order
     1  /api/v1/auth of auth
        answers: its rule is longer, host and path together
     2  / of web
        loses to 1: its rule is shorter, host and path together

   What the edge does for it
     rateLimit: 50 a minute for each client, 50 at once
        set at registry/acme/environments/prod.yaml:2:1 (overlay)
        by Middleware \`rateLimit\`; each path of each host counts for itself, and
        begins anew when Traefik reads a change, such as of pods

   Others answer otherwise
     web, by /
        in the Ingress specification; the Gateway API; the nginx.conf of \`cadastre
        routes\`; ingress-nginx; Traefik with \`strictPrefixMatching\`; Traefik, by
        HTTPRoutes; Envoy Gateway
   "
  `);
});

test('says what the edge does, and where each of it was set', () => {
  expect(text(explain('/files/7', { host: 'admin.example.com' }))).toMatchInlineSnapshot(`
   "GET admin.example.com/files/7
   acme prod, as Traefik reads it

   files answers, at port http (4002).
     route   /files
     set at  registry/acme/service-registry.ts:4:1
     object  Ingress files in files.k8s.yaml
     path    /7, as the service gets it
     login   needed

   Candidates, in match order
     1  /files of files
        answers: no other route matches
     -  / at acme.example.com of web
        does not match: it is at another host

   What the edge does for it
     strip: the service gets the path without it
        set at registry/acme/service-registry.ts:4:1 (registry entry)
        by Middleware \`stripPrefix\`
     rateLimit: 50 a minute for each client, 50 at once
        set at registry/acme/environments/prod.yaml:2:1 (overlay)
        by Middleware \`rateLimit\`; each path of each host counts for itself, and
        begins anew when Traefik reads a change, such as of pods
     maxBodyBytes: 100 MiB
        set at registry/acme/service-registry.ts:4:1 (registry entry)
        by Middleware \`buffering\`; the body is read whole before the service gets
        it, and the answer before the client does, so routes with \`websocket\`, and
        those of gRPC, have no limit
     forwardAuth: auth is asked at /api/v1/auth/verify
        set at registry/acme/manifest.yaml:2:1 (product manifest)
        by Middleware \`forwardAuth\`

   All other controllers answer alike.
   "
  `);
});

test('says which routes are near where no route but the catch-all answers, and where none does', () => {
  expect(explain('/api/v1/boks/7').nearest.map(({ path }) => path)).toEqual(['/api/v1/books', '/api/v1/auth']);
  expect(text(explain('/files/halth', { host: 'admin.example.com' }))).toContain('/files');
  const elsewhere = explain('/api/v1/books', { host: 'admin.example.com' });
  expect(elsewhere).toMatchObject({ outcome: 'nobody', route: undefined });
  expect(text(elsewhere)).toMatchInlineSnapshot(`
   "GET admin.example.com/api/v1/books
   acme prod, as Traefik reads it

   No route answers: the proxy answers 404.

   Candidates, in match order
     -  /api/v1/books at acme.example.com of authors
        does not match: it is at another host
     -  / at acme.example.com of web
        does not match: it is at another host

   All other controllers answer alike.

   Nearest routes
     /api/v1/books at acme.example.com  authors
   "
  `);
});

test('a path that the proxy cannot read is refused', () => {
  const refused = explain('/a%2');
  expect(refused).toMatchObject({ outcome: 'refused', candidates: [] });
  expect(text(refused)).toContain('answers 400');
});

test.each([
  ['/api/v1/auth', ['rateLimit']],
  ['/api/v1/books', ['rateLimit', 'forwardAuth']],
  ['/files/health', ['exact', 'rateLimit', 'forwardAuth']],
])('of %s the features are %j', (path, names) => {
  expect(explain(path).features.map(({ name }) => name)).toEqual(names);
});

test.each([
  ['/files', '/'],
  ['/files/7', '/7'],
  // The Middleware `stripPrefix` puts a slash in front of what is left.
  ['/files7', '/7'],
  ['/old', '/v1'],
  ['/old/7', '/v1/7'],
  ['/older', '/v1/er'],
])('%s is %s for the service', (path, servicePath) => {
  expect(explain(path, { host: 'admin.example.com' }).servicePath).toBe(servicePath);
});

test('lines are no longer than a terminal of 80 columns but where a word is', () => {
  for (const path of ['/api/v1/authors', '/files', '/x', '/api/v1/books'])
    for (const host of ['acme.example.com', 'admin.example.com'])
      for (const line of text(explain(path, { host })).split('\n')) expect(line.length).toBeLessThanOrEqual(80);
});

test('the record holds the same as plain data', () => {
  const explanation = explain('/api/v1/books/7', { method: 'POST' });
  const record = JSON.parse(JSON.stringify(explanationRecord(explanation, locate))) as object;
  expect(record).toMatchObject({
    product: 'acme',
    environment: 'prod',
    request: { method: 'POST', host: 'acme.example.com', path: '/api/v1/books/7' },
    dialect: 'traefik',
    outcome: 'route',
    route: {
      service: 'authors',
      port: 'http',
      portNumber: 4001,
      methods: null,
      declared: { file: 'registry/acme/service-registry.ts', line: 3 },
    },
    candidates: [
      { verdict: 'answers', reason: 'longer-rule' },
      { verdict: 'loses', reason: 'longer-rule' },
    ],
    features: [{ name: 'rateLimit', value: { requests: 50, per: 'minute', burst: 50 }, layer: 'overlay' }, { name: 'forwardAuth' }],
    others: [],
    nearest: [],
  });
});

test('an environment without a way in has no routes', () => {
  const { ingress: none, ...overlay } = developmentOverlay;
  void none;
  const { outcome } = explainRoute(compiledOf({ services: { owners: plainService }, overlay }), {
    method: 'GET',
    host: '',
    path: '/api/v1/owners',
  });
  expect(outcome).toBe('nobody');
});

describe('an escaped slash in a path', () => {
  test('is said to make a slash in Envoy Gateway, whoever reads the table', () => {
    const explanation = explain('/api/v1/books/a%2Fb');
    expect(explanation.envoyRedirect).toBe('/api/v1/books/a/b');
    expect(explanationRecord(explanation, locate)).toMatchObject({ envoyRedirect: '/api/v1/books/a/b' });
    expect(text(explanation)).toContain(
      '\nEnvoy Gateway sends the client to /api/v1/books/a/b first (307): by default it\nmakes slashes of `%2F` and `%5C`.\n',
    );
  });

  test('is said before the answer where Envoy Gateway is the controller', () => {
    const routing = {
      target: 'gateway',
      controller: 'envoy-gateway',
      gateway: { name: 'public', namespace: 'gateways' },
      hosts: ['acme.example.com'],
      tls: {},
    };
    const onEnvoy = compiledOf({ ...input, overlay: { ...input.overlay, routing }, services: { authors: services.authors } });
    const said = text(explainRoute(onEnvoy, { method: 'GET', host: 'acme.example.com', path: '/api%2fv1/books' }));
    expect(said.split('\n').slice(2, 6)).toEqual([
      '',
      'The client is sent to /api/v1/books first (307): by default it makes slashes of',
      '`%2F` and `%5C`.',
      '',
    ]);
    expect(said).not.toContain('Envoy Gateway sends');
  });

  test('is no matter of other paths', () => {
    expect(explain('/api/v1/books/a%20b').envoyRedirect).toBeUndefined();
  });
});
