import type { Exposure } from '../../model/blueprint';
import { designPlatform } from '../../model/design';
import { developmentOverlay, errorsOf, plainService, platformOf } from '../support/platform';

const { ingress: _, postgres: _p, redis: _r, rabbitmq: _q, ...withoutIngress } = developmentOverlay;
const nginx = { className: 'nginx', controller: 'nginx', hosts: ['acme.localhost'] } as const;
const traefik = { className: 'traefik', hosts: ['acme.localhost'] } as const;

/** A port of HTTP and one of gRPC, each with a route. */
const mixed = {
  ...plainService,
  hostname: 'mixed',
  ports: { rpc: { port: 9000, protocol: 'grpc' } },
  routes: ['/mixed', { path: '/acme.Mixed', port: 'rpc' }],
};
const quotes = { ...plainService, hostname: 'quotes', protocol: 'grpc', routes: ['/acme.Quotes'] };

const inputWith = (routing: object, services: Readonly<Record<string, object>>) => ({
  services,
  overlay: { ...withoutIngress, routing },
});

const designed = (routing: object, services: Readonly<Record<string, object>>) => designPlatform(platformOf(inputWith(routing, services)));

const annotation = 'nginx.ingress.kubernetes.io/backend-protocol';
const spoken = ({ name, annotations }: Exposure): [string, unknown] => [name, annotations[annotation]];

// Without it nginx speaks HTTP/1.1 to the port, and every call fails.
test('ingress-nginx is told of gRPC, on an Ingress of its own', () => {
  expect(designed(nginx, { mixed, quotes }).exposures.map(spoken)).toEqual([
    ['mixed', undefined],
    ['mixed-acme-mixed', 'GRPC'],
    ['quotes', 'GRPC'],
  ]);
});

test.each([
  ['the port of the routes, not the first one', [{ path: '/acme.Mixed', port: 'rpc' }], 'h2c'],
  ['a first port of HTTP', ['/mixed'], undefined],
])('Traefik is told what is spoken by %s', (_title, routes, speaks) => {
  const { workloads } = designed(traefik, { mixed: { ...mixed, routes } });
  expect(workloads.find(({ name }) => name === 'mixed')?.proxy?.speaks).toBe(speaks);
});

test('HTTP routes of a service whose own port is of gRPC are not sent by HTTP/2', () => {
  const service = { ...quotes, ports: { web: { port: 4190 } }, routes: [{ path: '/quotes', port: 'web' }] };
  expect(designed(traefik, { quotes: service }).workloads.find(({ name }) => name === 'quotes')?.proxy).toBeUndefined();
});

test('routes of both kinds are an error on Traefik alone', () => {
  const codes = (routing: object) => errorsOf(inputWith(routing, { mixed })).map(({ code }) => code);
  expect(codes(traefik)).toEqual(['route-feature-differs']);
  expect(codes(nginx)).toEqual([]);
});
