import { freePorts } from '../cluster/support/free-ports';
import { describeWithNginx } from './support/describe-with-nginx';
import { startBackends, type Backends } from './support/echo';
import { checkNginx, startNginx, type Nginx } from './support/nginx';
import { echoOf, type Probe } from './support/probe';
import { mutations, probesOf } from './support/probes';

const host = 'tax.test';
const get = (path: string): Probe => ({ method: 'GET', host, path });

/** A config of two services, as short as it can be. */
function standIn(port: number, { ports }: Backends): string {
  const upstream = (name: string): string => `upstream ${name} { server 127.0.0.1:${ports.get(name)}; keepalive 8; }`;
  return `
events {}
http {
  access_log off;
  ${upstream('owners')}
  ${upstream('web')}
  client_max_body_size 1k;
  proxy_read_timeout 1s;
  proxy_http_version 1.1;
  map $http_upgrade $connection_upgrade { default upgrade; '' ''; }
  proxy_set_header Upgrade $http_upgrade;
  proxy_set_header Connection $connection_upgrade;
  proxy_set_header Host $host;
  server {
    listen 127.0.0.1:${port};
    server_name ${host};
    location = /api/owners { proxy_pass http://owners; }
    location /api/owners/ { proxy_pass http://owners; }
    location /web/ { proxy_pass http://web; }
    location / { return 404; }
  }
}
`;
}

describeWithNginx('nginx before echo backends', () => {
  let backends: Backends;
  let nginx: Nginx;

  beforeAll(async () => {
    backends = await startBackends(['owners', 'web'], '127.0.0.1');
    const [port] = (await freePorts(1)) as [number];
    nginx = await startNginx(standIn(port, backends), port);
  });
  afterAll(async () => {
    await nginx.stop();
    await backends.stop();
  });

  const answers: readonly (readonly [path: string, status: number, backend: string | undefined])[] = [
    ['/api/owners', 200, 'owners'],
    ['/api/owners/7', 200, 'owners'],
    ['/api/owners?x=/web/', 200, 'owners'],
    ['/api/ownership', 404, undefined],
    ['/API/owners', 404, undefined],
    ['/api//owners', 200, 'owners'],
    ['/web/../api/owners/7', 200, 'owners'],
    ['/api%2Fowners', 200, 'owners'],
    ['/../api/owners', 400, undefined],
    ['/web', 301, undefined],
  ];
  test.each(answers)('a raw %s is answered with %i by %s', async (path, status, backend) => {
    expect(await nginx.probe(get(path))).toMatchObject({ status, backend });
  });

  test('a backend tells the request as it came', async () => {
    const answer = await nginx.probe({
      method: 'PUT',
      host,
      path: '/api//owners/./7?a=%2F',
      headers: { 'x-a': 'b' },
      body: Buffer.alloc(10),
    });
    const { backend, method, url, protocol, headers, bodyBytes } = echoOf(answer);
    expect({ backend, method, url, protocol, bodyBytes }).toEqual({
      backend: 'owners',
      method: 'PUT',
      url: '/api//owners/./7?a=%2F',
      protocol: '1.1',
      bodyBytes: 10,
    });
    expect(headers).toMatchObject({ host, 'x-a': 'b' });
  });

  test('a body over the limit is refused', async () => {
    expect(await nginx.probe({ ...get('/web/'), method: 'POST', body: Buffer.alloc(1025) })).toMatchObject({ status: 413 });
  });

  test('an answer that takes longer than the timeout is not waited for', async () => {
    expect(await nginx.probe(get('/web/?sleep=300000'))).toMatchObject({ status: 504, backend: undefined });
  });

  test('a WebSocket is upgraded', async () => {
    expect(await nginx.webSocket(get('/web/socket'), 'hello')).toEqual({ status: 101, frames: ['web', 'hello'] });
  });

  test('an upgrade that nobody answers is told as what it is', async () => {
    expect(await nginx.webSocket(get('/none'), 'hello')).toEqual({ status: 404, frames: [] });
  });

  test('thousands of probes keep connections open', async () => {
    const before = backends.connections.get('owners') ?? 0;
    const probes = probesOf([{ host, path: '/api/owners' }], { count: 2_000, seed: 1 });
    const answered = await nginx.probeAll(probes);
    expect(answered.filter(({ backend }) => backend === 'owners').length).toBeGreaterThan(500);
    expect((backends.connections.get('owners') ?? 0) - before).toBeLessThan(200);
  });

  test('a config that is not valid is told so in the words of nginx', async () => {
    expect(await checkNginx('events {} http { server { lisen 80; } }')).toContain('unknown directive "lisen"');
    expect(await checkNginx('events {} http { server { listen 127.0.0.1:18080; } }')).toBe('');
    await expect(startNginx('events {} http { nonsense; }', 1)).rejects.toThrow('unknown directive "nonsense"');
  });
});

describe('the probes of a table', () => {
  const routes = [
    { host, path: '/api/v1/owners' },
    { host: '*.admin.test', path: '/' },
  ];

  test('are the same for the same seed, and others for another', () => {
    const options = { count: 3_000 };
    expect(probesOf(routes, { ...options, seed: 1 })).toEqual(probesOf(routes, { ...options, seed: 1 }));
    expect(probesOf(routes, { ...options, seed: 1 })).not.toEqual(probesOf(routes, { ...options, seed: 2 }));
    expect(probesOf(routes, { ...options, seed: 1 })).toHaveLength(3_000);
  });

  test('are paths that a client may send', () => {
    for (const { path } of probesOf(routes, { count: 3_000, seed: 1 })) expect(path).toMatch(/^\/[!-~]*$/);
  });

  test('ask each host, and one that nobody has', () => {
    expect([...new Set(probesOf(routes, { count: 0, seed: 1 }).map((probe) => probe.host))].sort()).toEqual([
      'a.admin.test',
      'a.b.admin.test',
      'elsewhere.test',
      host,
    ]);
  });

  test('of the catch-all are paths too', () => {
    for (const mutate of Object.values(mutations)) expect(mutate('/')).toMatch(/^\//);
  });
});
