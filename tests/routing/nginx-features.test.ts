import { nginxConfig } from '../../reports';
import { freePorts } from '../cluster/support/free-ports';
import { compiledOf, developmentOverlay, plainService } from '../support/platform';
import { describeWithNginx } from './support/describe-with-nginx';
import { startBackends, type Backends } from './support/echo';
import { checkNginx, startNginx, type Nginx } from './support/nginx';
import { echoOf, type Answered, type Probe } from './support/probe';

const host = 'acme.localhost';
const names = ['owners', 'files', 'login', 'chat', 'web'] as const;
const service = (index: number, routes: readonly unknown[]): object => ({
  ...plainService,
  hostname: names[index],
  port: 4100 + index,
  label: names[index],
  routes,
});

const cors = { origins: ['https://app.example.com', 'https://*.example.org'], credentials: true, exposeHeaders: ['X-Total'] };
const services = {
  owners: service(0, [
    '/api/owners',
    { path: '/api/strip', strip: true },
    { path: '/api/old', rewrite: '/api/new' },
    { path: '/api/only', methods: ['GET'], cors },
    { path: '/api/only', methods: ['POST'], maxBodyBytes: 2000 },
    { path: '/api/exact', match: 'exact', public: true },
  ]),
  files: service(1, [{ path: '/files', maxBodyBytes: 1000, timeoutSeconds: 1, cors }]),
  login: service(2, [{ path: '/api/login', public: true }]),
  chat: service(3, [{ path: '/chat', websocket: true, public: true, rateLimit: { requests: 1, per: 'minute', burst: 2 } }]),
  web: service(4, [{ path: '/session', public: true }]),
};
/** The parts in which a library for logins keeps a session: together 12,000 characters. */
const session = [0, 1, 2, 3].map((part) => `session.${part}=${'x'.repeat(3000)}`);
const manifest = {
  gateway: { auth: { forward: { service: 'login', path: '/api/login/verify', headers: ['X-User-Id'] } }, trustedProxies: ['127.0.0.1/32'] },
};

describeWithNginx('the config of a product before echo backends', () => {
  let backends: Backends;
  let nginx: Nginx;

  beforeAll(async () => {
    backends = await startBackends([...names], '127.0.0.1', {
      // Says who it is to those who have a login.
      login: (request, response) => {
        const isIn = request.headers['authorization'] === 'Bearer good';
        response.writeHead(isIn ? 200 : 401, isIn ? { 'X-User-Id': 'u7', 'x-echo-backend': 'login' } : { 'x-echo-backend': 'login' });
        response.end();
      },
      web: (request, response) => {
        response.writeHead(200, { 'x-echo-backend': 'web', 'set-cookie': session.map((cookie) => `${cookie}; Path=/; HttpOnly`) });
        response.end(String(request.headers.cookie?.length));
      },
    });
    const [port] = (await freePorts(1)) as [number];
    const { platform, blueprint } = compiledOf({ services, manifest, overlay: developmentOverlay });
    const { text, lacks } = nginxConfig(blueprint, {
      listen: `127.0.0.1:${port}`,
      trustedProxies: platform.edge.trustedProxies,
      addressOf: ({ name }) => `127.0.0.1:${backends.ports.get(name)}`,
    });
    expect(lacks).toEqual([]);
    nginx = await startNginx(text, port);
  });
  afterAll(async () => {
    await nginx.stop();
    await backends.stop();
  });

  const ask = (path: string, { method = 'GET', headers = {}, body, at = host }: Partial<Probe> & { at?: string } = {}): Promise<Answered> =>
    nginx.probe({ method, host: at, path, headers: { authorization: 'Bearer good', ...headers }, ...(body !== undefined && { body }) });

  test.each([
    ['GET', '/api/owners/7?a=%2F', 200, '/api/owners/7?a=%2F'],
    ['GET', '/api/strip', 200, '/'],
    ['GET', '/api/strip/7?a=b', 200, '/7?a=b'],
    ['GET', '/api/old', 200, '/api/new'],
    ['GET', '/api/old/7', 200, '/api/new/7'],
    ['GET', '/api/exact', 200, '/api/exact'],
    ['GET', '/api/only/%41//7?x', 200, '/api/only/%41//7?x'],
    // What a service may read as another path than nginx does would pass by a login.
    ['GET', '/api/owners/7/..%2f..%2fexact', 400, undefined],
    ['GET', '/api/owners/../exact', 400, undefined],
    ['GET', '/api/exact/..;/owners', 400, undefined],
    ['GET', '/api/exact/%2E%2e/owners', 400, undefined],
    ['GET', '/api/owners/.', 400, undefined],
    ['GET', '/api/owners/..?a', 400, undefined],
    ['GET', '/api/owners/a%5cb', 400, undefined],
    ['GET', '/api/owners/a\\b', 400, undefined],
    ['GET', '//api/exact', 400, undefined],
    ['GET', '/api/owners/.well-known/a..b/...?/../%2f', 200, '/api/owners/.well-known/a..b/...?/../%2f'],
    ['POST', '/api/only/7', 200, '/api/only/7'],
    ['PUT', '/api/only/7', 404, undefined],
    ['GET', '/api/only/%0a', 200, '/api/only/%0a'],
    ['POST', '/api/only/a%3Fb?c', 200, '/api/only/a%3Fb?c'],
    ['GET', '/api/exact/7', 404, undefined],
    ['GET', '/api/ownership', 404, undefined],
    ['GET', '/!/0/1/api/only', 404, undefined],
    ['GET', '/!login', 404, undefined],
  ])('%s %s is answered with %i, as %s', async (method, path, status, url) => {
    const answer = await ask(path, { method });
    expect({ status: answer.status, url: status === 200 ? echoOf(answer).url : undefined }).toEqual({ status, url });
  });

  test('the cookies of a session pass, in answers and in requests', async () => {
    const cookie = session.join('; ');
    expect(await ask('/session', { headers: { cookie } })).toMatchObject({ status: 200, body: String(cookie.length) });
  });

  test('a host that no route has is answered with 404', async () => {
    expect(await ask('/api/owners', { at: 'elsewhere.localhost' })).toMatchObject({ status: 404, backend: undefined });
  });

  test('headers say where a request came from, and nobody can make up who is logged in', async () => {
    const { headers } = echoOf(
      await ask('/api/strip/7', {
        headers: {
          'x-user-id': 'root',
          'x-forwarded-for': '9.9.9.9',
          'x-forwarded-proto': 'https',
          forwarded: 'for=1.1.1.1',
          'x-real-ip': '1.1.1.1',
        },
      }),
    );
    expect(headers).toMatchObject({
      host,
      'x-user-id': 'u7',
      'x-forwarded-for': '9.9.9.9',
      'x-real-ip': '9.9.9.9',
      'x-forwarded-proto': 'https',
      'x-forwarded-port': '443',
      'x-forwarded-prefix': '/api/strip',
    });
    expect(headers['forwarded']).toBeUndefined();
    const open = echoOf(await ask('/api/exact', { headers: { 'x-user-id': 'root', authorization: '' } }));
    expect(open.headers['x-user-id']).toBeUndefined();
  });

  test('a route that needs a login is closed without one, also one that a method leaves', async () => {
    for (const path of ['/api/owners', '/api/only', '/files'])
      expect(await ask(path, { headers: { authorization: 'Bearer bad' } })).toMatchObject({ status: 401, backend: undefined });
  });

  test.each([
    ['/files', 1000, 200],
    ['/files', 1001, 413],
    ['/api/only', 2000, 200],
    ['/api/only', 2001, 413],
    ['/api/owners', 1_000_000, 200],
    ['/api/owners', 1_100_000, 413],
  ])('%s gets a body of %i bytes with %i', async (path, bytes, status) => {
    const answer = await ask(path, { method: 'POST', body: Buffer.alloc(bytes) });
    expect(answer.status).toBe(status);
    if (status === 200) expect(echoOf(answer).bodyBytes).toBe(bytes);
  });

  test('an answer that takes longer than the time limit is given up', async () => {
    expect(await ask('/files?sleep=300000')).toMatchObject({ status: 504, backend: undefined });
  });

  const preflight = { 'access-control-request-method': 'GET', authorization: '' };
  test.each([
    ['/files', 'https://app.example.com', true],
    ['/files', 'https://a.b.example.org', true],
    ['/files', 'https://example.org', false],
    ['/files', 'https://app.example.com.evil.test', false],
    ['/api/only/7', 'https://app.example.com', true],
  ])('a preflight request for %s from %s needs no login: allowed %s', async (path, origin, isAllowed) => {
    const { status, backend, headers } = await ask(path, { method: 'OPTIONS', headers: { ...preflight, origin } });
    expect({ status, backend, origin: headers['access-control-allow-origin'] }).toEqual({
      status: 204,
      backend: undefined,
      origin: isAllowed ? origin : undefined,
    });
    expect(headers['access-control-allow-credentials']).toBe(isAllowed ? 'true' : undefined);
    expect(headers['access-control-allow-headers']).toBe('Authorization, Content-Type');
  });

  test('an answer tells the browser once who may read it', async () => {
    const { headers } = await ask('/files', { headers: { origin: 'https://app.example.com' } });
    expect(headers).toMatchObject({
      'access-control-allow-origin': 'https://app.example.com',
      'access-control-expose-headers': 'X-Total',
      vary: 'Origin',
    });
  });

  test('a WebSocket is upgraded, and a client that asks too often is told so', async () => {
    expect(await nginx.webSocket({ method: 'GET', host, path: '/chat/1' }, 'hello')).toEqual({ status: 101, frames: ['chat', 'hello'] });
    const statuses = [];
    for (let count = 0; count < 3; count++) statuses.push((await ask('/chat')).status);
    expect(statuses).toEqual([200, 429, 429]);
    // Each client has a count of its own: the address is the one that the trusted proxy says.
    expect((await ask('/chat', { headers: { 'x-forwarded-for': '9.9.9.8' } })).status).toBe(200);
  });

  test('no other protocol is upgraded: a tunnel would lead past routes and logins', async () => {
    const headers = { connection: 'Upgrade, HTTP2-Settings', upgrade: 'h2c', 'http2-settings': 'AAMAAABkAAQAAP__' };
    const { status, ...answer } = await ask('/api/exact', { headers });
    expect(status).toBe(200);
    expect(echoOf({ status, ...answer }).headers['upgrade']).toBeUndefined();
  });

  test('connections to services stay open', async () => {
    const before = backends.connections.get('owners') ?? 0;
    for (let count = 0; count < 50; count++) await ask('/api/owners');
    expect((backends.connections.get('owners') ?? 0) - before).toBeLessThan(20);
  });
});

describeWithNginx('the config of names and numbers at their limits', () => {
  const name = 'n'.repeat(63);
  const long = `${'a'.repeat(63)}.${'b'.repeat(63)}.${'c'.repeat(63)}.${'d'.repeat(57)}.com`;
  const limits = [
    { path: '/', cors: { origins: [`https://${long.slice(0, 240)}`], credentials: true }, rateLimit: { requests: 1, per: 'second' } },
    { path: `/${'p'.repeat(1000)}`, rateLimit: { requests: 1_000_000, per: 'second' }, maxBodyBytes: 2 ** 40, timeoutSeconds: 86_400 },
  ];
  const many = Array.from({ length: 200 }, (_, index) => ({ path: `/${index}`, methods: ['GET'] }));

  test.each([
    ['long', limits, 1],
    ['many hosts', ['/'], 300],
    ['many routes', many, 1],
  ])('is valid: %s', async (_, routes, hosts) => {
    const { blueprint } = compiledOf({
      services: { owners: { ...plainService, hostname: name, routes }, login: service(2, [{ path: '/login', public: true }]) },
      manifest: {
        gateway: {
          auth: {
            forward: {
              service: 'login',
              path: "/v;deny/$uri/'?a=$b",
              headers: [`X-${'h'.repeat(200)}`, ...Array.from({ length: 30 }, (_header, index) => `X-Header-${index}`)],
            },
          },
        },
      },
      overlay: {
        ...developmentOverlay,
        ingress: undefined,
        routing: { className: 'traefik', hosts: [long, ...Array.from({ length: hosts }, (_host, index) => `h${index}.example.com`)] },
      },
    });
    const { text } = nginxConfig(blueprint, {
      listen: '127.0.0.1:18080',
      trustedProxies: [],
      addressOf: (_workload, port) => `127.0.0.1:${port}`,
    });
    expect(await checkNginx(text)).toBe('');
  });
});

describeWithNginx('the config of the default address', () => {
  test('is valid where the names of the services are', async () => {
    const { blueprint } = compiledOf({ services: { owners: { ...plainService, hostname: 'localhost' } } });
    expect(await checkNginx(nginxConfig(blueprint, { listen: '127.0.0.1:18080', trustedProxies: [] }).text)).toBe('');
  });
});
