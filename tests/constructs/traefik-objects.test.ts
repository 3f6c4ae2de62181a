import type { ManifestObject } from '../../output';
import { objectsOf, plainService, platformOf, productionOverlay } from '../support/platform';

const { ingress: _, postgres: _p, redis: _r, rabbitmq: _q, ...production } = productionOverlay;

const objectsBy = (delivery: string) =>
  objectsOf(
    platformOf({
      services: {
        accounts: {
          ...plainService,
          hostname: 'accounts',
          routes: [{ path: '/login', public: true, rateLimit: { requests: 5, per: 'second' } }],
        },
        owners: { ...plainService, routes: [{ path: '/api/v1/owners', timeoutSeconds: 30 }] },
      },
      manifest: { gateway: { auth: { forward: { service: 'accounts', path: '/verify', headers: ['X-User-Id'] } } } },
      overlay: { ...production, delivery, routing: { className: 'traefik', hosts: ['acme.example.com'], tls: { secretName: 'acme-tls' } } },
      environment: 'prod',
    }),
  );

const annotationsOf = ({ metadata }: ManifestObject) => (metadata.annotations ?? {}) as Readonly<Record<string, string>>;

const read = (delivery: string) => objectsBy(delivery).filter(({ kind }) => kind === 'Middleware' || kind === 'ServersTransport');

// Argo CD prunes before it applies: all routes that still name the object would be answered with 404.
test('what Ingresses and Kubernetes Services of Traefik name goes after them', () => {
  const options = read('argocd').map((object) => annotationsOf(object)['argocd.argoproj.io/sync-options']);
  expect(options.length).toBeGreaterThanOrEqual(4);
  expect(new Set(options)).toEqual(new Set(['PruneLast=true']));
  expect(read('kubectl').flatMap((object) => Object.keys(annotationsOf(object)))).toEqual([]);
});

test('a ServersTransport keeps as many idle connections as Traefik does without one', () => {
  const [transport] = objectsBy('kubectl').filter(({ kind }) => kind === 'ServersTransport');
  expect(transport?.['spec']).toEqual({ maxIdleConnsPerHost: 200, forwardingTimeouts: { responseHeaderTimeout: '30s' } });
});

test('who checks logins sees no forwarding header of the client', () => {
  const login = objectsBy('kubectl').find(({ metadata: { name } }) => name === 'acme-login');
  expect(login?.['spec']).toMatchObject({ forwardAuth: { trustForwardHeader: false } });
});
