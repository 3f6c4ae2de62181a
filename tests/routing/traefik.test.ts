import { type TableRoute } from '../../model/route-table';
import { startRoutingApi, type RoutingApi, type RoutingObject } from './support/api';
import { backendAddress } from './support/network';
import { startBackends, type Backends } from './support/echo';
import { echoOf, type Probe } from './support/probe';
import { serveObjects, serveRoutes } from './support/serve';
import { endpointObjects } from './support/endpoint-objects';
import { ingressObjects } from './support/ingress-objects';
import { classObjects, serviceObjects } from './support/table-objects';
import { describeWithTraefik } from './support/describe-with-traefik';
import { portsForTraefik, startTraefik, type Traefik, type TraefikOptions, type TraefikPorts } from './support/traefik';

const host = 'tax.test';
const get = (path: string, headers: Readonly<Record<string, string>> = {}): Probe => ({ method: 'GET', host, path, headers });
const prefix = (path: string, backend: string, more: Partial<TableRoute> = {}): TableRoute => ({
  id: path,
  backend,
  host,
  path,
  match: 'prefix',
  methods: undefined,
  ...more,
});
const table = [prefix('/', 'web'), prefix('/api/auth', 'auth'), prefix('/api/ledger', 'ledger')];

describeWithTraefik('Traefik before echo backends', (tools) => {
  let api: RoutingApi;
  let backends: Backends;
  let ports: TraefikPorts;

  beforeAll(async () => {
    backends = await startBackends(['web', 'auth', 'ledger', 'verify'], backendAddress!, {
      verify: (request, response) => {
        const allowed = request.headers['authorization'] === 'Bearer good';
        response.writeHead(allowed ? 200 : 401, allowed ? { 'x-user-id': 'u-1' } : {}).end();
      },
    });
    ports = await portsForTraefik();
    api = await startRoutingApi(tools);
    await api.apply(classObjects({ port: ports.web, ingress: 'traefik.io/ingress-controller', gateway: 'traefik.io/gateway-controller' }));
  });
  afterAll(async () => {
    await api.stop();
    await backends.stop();
  });

  /** Starts Traefik for one test and ends it. */
  const withTraefik = async (options: TraefikOptions, use: (traefik: Traefik) => Promise<void>): Promise<void> => {
    const traefik = await startTraefik(tools, api, ports, options);
    try {
      await use(traefik);
    } finally {
      await traefik.stop();
    }
  };

  test.each([
    [false, 'auth'],
    [true, 'web'],
  ])('it reads Ingresses, with strict prefixes: %s', (strictPrefixMatching, sibling) =>
    withTraefik({ providers: ['kubernetesIngress'], strictPrefixMatching }, async (traefik) => {
      const remove = await serveRoutes({ api, traefik, backends }, 'Ingress', table);
      expect(await traefik.probe(get('/api/auth/login'))).toMatchObject({ status: 200, backend: 'auth' });
      expect(await traefik.probe(get('/api/authors'))).toMatchObject({ status: 200, backend: sibling });
      expect(await traefik.probe({ ...get('/'), host: 'other.test' })).toMatchObject({ status: 404, backend: undefined });
      await remove();
      expect(await traefik.probe(get('/'))).toMatchObject({ status: 404 });
    }),
  );

  test('it reads HTTPRoutes with methods', () =>
    withTraefik({ providers: ['kubernetesGateway'] }, async (traefik) => {
      const remove = await serveRoutes({ api, traefik, backends }, 'HTTPRoute', [
        ...table,
        prefix('/api/ledger', 'auth', { methods: ['PUT', 'POST'] }),
      ]);
      expect(await traefik.probe(get('/api/ledger/7'))).toMatchObject({ backend: 'ledger' });
      expect(await traefik.probe({ ...get('/api/ledger/7'), method: 'PUT' })).toMatchObject({ backend: 'auth' });
      expect(await traefik.probe(get('/api/ledgers'))).toMatchObject({ backend: 'web' });
      expect(await traefik.webSocket(get('/api/ledger/socket'), 'hello')).toEqual({ status: 101, frames: ['ledger', 'hello'] });
      await remove();
    }));

  test('its middlewares ask, limit and redirect', () =>
    withTraefik({ providers: ['kubernetesIngress', 'kubernetesCRD'] }, async (traefik) => {
      const namespace = 'middlewares';
      const middleware = (name: string, spec: object): RoutingObject => ({
        apiVersion: 'traefik.io/v1alpha1',
        kind: 'Middleware',
        metadata: { name, namespace },
        spec,
      });
      const routes = [prefix('/asked', 'web'), prefix('/limited', 'auth'), prefix('/moved', 'ledger')];
      const used: Readonly<Record<string, string>> = { web: 'ask', auth: 'limit', ledger: 'move' };
      const ingresses = ingressObjects(namespace, routes).map((object) => ({
        ...object,
        metadata: {
          ...object.metadata,
          annotations: { 'traefik.ingress.kubernetes.io/router.middlewares': `${namespace}-${used[object.metadata.name]}@kubernetescrd` },
        },
      }));
      const verify = `http://${backends.host}:${backends.ports.get('verify')}/verify`;
      const remove = await serveObjects({ api, traefik, backends }, [
        ...serviceObjects(namespace, routes),
        middleware('ask', { forwardAuth: { address: verify, authResponseHeaders: ['X-User-Id'] } }),
        middleware('limit', { rateLimit: { average: 1, period: '1h', burst: 2 } }),
        middleware('move', { redirectScheme: { scheme: 'https', permanent: true } }),
        ...ingresses,
      ]);

      expect(await traefik.probe(get('/asked'))).toMatchObject({ status: 401, backend: undefined });
      const known = await traefik.probe(get('/asked', { authorization: 'Bearer good', 'x-user-id': 'forged' }));
      expect(known).toMatchObject({ status: 200, backend: 'web' });
      expect(echoOf(known).headers['x-user-id']).toBe('u-1');

      const statuses: number[] = [];
      for (let asked = 0; asked < 3; asked++) statuses.push((await traefik.probe(get('/limited'))).status);
      expect(statuses).toEqual([200, 200, 429]);

      expect(await traefik.probe(get('/moved/x?y'))).toMatchObject({ status: 301, headers: { location: `https://${host}/moved/x?y` } });
      await remove();
    }));

  test.each([
    [false, 200, 'web'],
    [true, 503, undefined],
  ])('a backend without endpoints, with allowEmptyServices: %s', (allowEmptyServices, status, backend) =>
    withTraefik({ providers: ['kubernetesIngress'], allowEmptyServices }, async (traefik) => {
      const namespace = `empty-${allowEmptyServices}`;
      const routes = [prefix('/', 'web'), prefix('/api/lost', 'lost')];
      const services = serviceObjects(namespace, routes);
      const ingresses = ingressObjects(namespace, routes);
      await api.apply([...services, ...endpointObjects(services, backends), ...ingresses]);
      await traefik.untilState('the catch-all', (state) => state.routers.length === (allowEmptyServices ? 2 : 1));
      expect(await traefik.probe(get('/api/lost'))).toMatchObject({ status, backend });
      await api.remove(ingresses);
    }),
  );
});
