import { routeReport, routesMermaid, routesRecord, routesText } from '../../reports';
import { compiledOf, developmentOverlay, plainService } from '../support/platform';

const compiled = compiledOf({
  services: {
    owners: {
      ...plainService,
      ports: { admin: { port: 4190 } },
      routes: [
        '/api/v1/owners',
        { path: '/api/v1/owners/export', timeoutSeconds: 600, methods: ['GET'], maxBodyBytes: 1000 },
        { path: '/admin', port: 'admin', match: 'exact' },
      ],
    },
    web: { ...plainService, hostname: 'web', port: 3000, label: 'Web', routes: ['/'] },
  },
  overlay: { ...developmentOverlay, tools: [{ tool: 'pgadmin', host: 'db.localhost' }] },
});
const report = routeReport(compiled);

test('a table has the routes of each host in match order, with what the edge does', () => {
  expect(routesText(report)).toMatchInlineSnapshot(`
   "acme dev: 5 routes, in match order as Traefik reads them
   acme.localhost
     GET /api/v1/owners/export  owners  http 4100
         timeoutSeconds 600 s; maxBodyBytes 1000 bytes
     /api/v1/owners             owners  http 4100
     /                          web     http 3000
     = /admin                   owners  admin 4190
   db.localhost
     /  pgadmin  http 5050
   "
  `);
});

test('a flowchart leads from hosts to services', () => {
  expect(routesMermaid(report)).toMatchInlineSnapshot(`
   "%% acme dev
   flowchart LR
     host0(["acme.localhost"])
     host1(["db.localhost"])
     service0["owners, http 4100"]
     service1["web, http 3000"]
     service2["owners, admin 4190"]
     service3["pgadmin, http 5050"]
     host0 -->|"GET /api/v1/owners/export"| service0
     host0 -->|"/api/v1/owners"| service0
     host0 -->|"/"| service1
     host0 -->|"= /admin"| service2
     host1 -->|"/"| service3
   "
  `);
});

test('the record names each route with its place', () => {
  const record = routesRecord(report, () => ({ line: 7, column: 1 })) as { routes: readonly object[] };
  expect(record.routes).toHaveLength(5);
  expect(record.routes[0]).toEqual({
    host: 'acme.localhost',
    path: '/api/v1/owners/export',
    match: 'prefix',
    methods: ['GET'],
    service: 'owners',
    port: 'http',
    portNumber: 4100,
    object: { kind: 'Ingress', name: 'owners-api-v1-owners-export', file: 'owners.k8s.yaml' },
    declared: { file: 'registry/acme/service-registry.ts', line: 7, column: 1, path: 'owners.routes[1].path' },
    features: { timeoutSeconds: 600, maxBodyBytes: 1000 },
  });
});
