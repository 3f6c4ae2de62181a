import { designPlatform } from '../../model/design';
import { developmentOverlay, plainService, platformOf } from '../support/platform';

const { ingress: _, ...withoutIngress } = developmentOverlay;
const prefix = 'nginx.ingress.kubernetes.io/session-cookie-';

/** What the Ingresses of services on ingress-nginx say of their cookies, by name of the object. */
function cookiesOf(services: Readonly<Record<string, object>>, gateway?: object) {
  const routing = { className: 'nginx', controller: 'nginx', hosts: ['acme.localhost'] };
  const { exposures } = designPlatform(platformOf({ services, overlay: { ...withoutIngress, routing, gateway } }));
  return exposures.map(({ name, annotations }) => [
    name,
    Object.fromEntries(
      Object.entries(annotations).flatMap(([key, value]) => (key.startsWith(prefix) ? [[key.slice(prefix.length), value]] : [])),
    ),
  ]);
}

// With one name for all, and the path of each route, a browser sends several to the longer path, and ingress-nginx reads the wrong one.
test('each service has a cookie of its own, at all paths', () => {
  const services = {
    chat: { ...plainService, hostname: 'chat', routes: ['/socket.io'] },
    web: { ...plainService, hostname: 'web', routes: ['/', { path: '/uploads', maxBodyBytes: '10Mi' }] },
  };
  expect(cookiesOf(services, { sticky: true })).toEqual([
    ['chat', { name: 'chat-pod', path: '/', samesite: 'Lax' }],
    ['acme', { name: 'web-pod', path: '/', samesite: 'Lax' }],
    ['web-uploads', { name: 'web-pod', path: '/', samesite: 'Lax' }],
  ]);
});

test('another port has another cookie: its pods are a list of their own', () => {
  const services = {
    chat: {
      ...plainService,
      hostname: 'chat',
      ports: { live: { port: 4190 } },
      routes: [
        { path: '/chat', sticky: true },
        { path: '/live', port: 'live', sticky: true },
      ],
    },
  };
  expect(cookiesOf(services).map(([name, said]) => [name, (said as { name: string }).name])).toEqual([
    ['chat', 'chat-pod'],
    ['chat-live', 'chat-live-pod'],
  ]);
});

test('without `sticky` there is none', () => {
  expect(cookiesOf({ web: { ...plainService, hostname: 'web', routes: ['/'] } })).toEqual([['acme', {}]]);
});
