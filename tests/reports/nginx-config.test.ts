import { nginxConfig, NginxLoginError } from '../../reports';
import { compiledOf, developmentOverlay, plainService, type PlatformInput } from '../support/platform';

const options = { listen: '80', trustedProxies: [] };

function configOf(routes: readonly unknown[], { services = {}, ...more }: Partial<PlatformInput> = {}): ReturnType<typeof nginxConfig> {
  return nginxConfig(compiledOf({ services: { owners: { ...plainService, routes }, ...services }, ...more }).blueprint, options);
}

/** The lines of one block, by its head. */
function blockOf(text: string, head: string): string[] {
  const lines = text.split('\n').map((line) => line.trim());
  const start = lines.indexOf(`${head} {`);
  return start === -1 ? [] : lines.slice(start + 1, lines.indexOf('}', start)).filter((line) => line !== '');
}

test('a config of one route is whole', () => {
  expect(configOf(['/api/v1/owners']).text).toMatchInlineSnapshot(`
   "# The routes of acme in dev: made by \`cadastre routes --format nginx\`, not to be edited.
   # TLS ends in front of this proxy: services learn of it where \`gateway.trustedProxies\` has the address of what is in front.
   worker_processes auto;

   events {
     worker_connections 1024;
   }

   http {
     server_tokens off;
     client_max_body_size 1m;
     large_client_header_buffers 4 16k;
     proxy_buffer_size 16k;
     proxy_buffers 8 16k;
     limit_req_status 429;
     proxy_http_version 1.1;
     proxy_connect_timeout 5s;
     proxy_read_timeout 60s;
     proxy_send_timeout 60s;
     server_names_hash_bucket_size 128;
     map_hash_bucket_size 128;
     proxy_set_header Host $host;
     proxy_set_header Upgrade $upgrade;
     proxy_set_header Connection $connection_upgrade;
     proxy_set_header Forwarded "";
     proxy_set_header X-Real-IP $remote_addr;
     proxy_set_header X-Forwarded-For $remote_addr;
     proxy_set_header X-Forwarded-Host $host;
     proxy_set_header X-Forwarded-Port $server_port;
     proxy_set_header X-Forwarded-Proto $scheme;
     proxy_set_header X-Forwarded-Prefix "";

     map $http_upgrade $upgrade {
       default '';
       websocket websocket;
     }

     map $upgrade $connection_upgrade {
       default '';
       websocket upgrade;
     }

     upstream owners {
       server owners:4100;
       keepalive 16;
     }

     server {
       listen 80 default_server;
       server_name _;
       return 404;
     }

     server {
       listen 80;
       server_name acme.localhost;

       location = /api/v1/owners {
         proxy_pass http://owners;
       }

       location /api/v1/owners/ {
         proxy_pass http://owners;
       }

       location / {
         return 404;
       }
     }
   }
   "
  `);
});

test.each<[title: string, routes: readonly unknown[], head: string, body: readonly string[]]>([
  ['a prefix', ['/x'], 'location = /x', ['proxy_pass http://owners;']],
  ['what is below a prefix', ['/x'], 'location /x/', ['proxy_pass http://owners;']],
  ['what is below an exact path', [{ path: '/x', match: 'exact' }], 'location /x/', []],
  ['all else', ['/x'], 'location /', ['return 404;']],
  ['the catch-all', ['/'], 'location /', ['proxy_pass http://owners;']],
  [
    'a WebSocket',
    [{ path: '/x', websocket: true }],
    'location /x/',
    ['proxy_read_timeout 3600s;', 'proxy_send_timeout 3600s;', 'proxy_pass http://owners;'],
  ],
  ['no access log', [{ path: '/x', accessLog: false }], 'location /x/', ['access_log off;', 'proxy_pass http://owners;']],
  ['no retries', [{ path: '/x', retries: 0 }], 'location /x/', ['proxy_next_upstream off;', 'proxy_pass http://owners;']],
  [
    'retries',
    [{ path: '/x', retries: 2 }],
    'location /x/',
    ['proxy_next_upstream error;', 'proxy_next_upstream_tries 3;', 'proxy_pass http://owners;'],
  ],
])('%s', (_, routes, head, body) => {
  expect(blockOf(configOf(routes).text, head)).toEqual(body);
});

test('what nginx cannot do is said, in the config too', () => {
  const { text, lacks } = configOf([
    { path: '/x', sticky: true, circuitBreaker: { errorPercent: 50 }, rateLimit: { requests: 90, per: 'hour' } },
  ]);
  expect(lacks).toHaveLength(3);
  for (const lack of lacks) expect(text).toContain(`# Left out: ${lack}.\n`);
  expect(text).toContain('rate=1r/m;');
});

test('a port that speaks no HTTP/1.1 answers 501', () => {
  const { text, lacks } = configOf(['/'], {
    services: { rpc: { ...plainService, hostname: 'rpc', port: 4200, protocol: 'grpc', routes: ['/rpc'] } },
  });
  expect(blockOf(text, 'location /rpc/')).toEqual(['return 501;']);
  expect(lacks).toEqual(['the route /rpc: its port speaks no HTTP/1.1, so it answers 501']);
});

test('routes that need a token are not left open', () => {
  const manifest = { gateway: { auth: { jwt: { issuer: 'https://login.example.com', jwks: 'https://login.example.com/keys' } } } };
  expect(() => configOf(['/x'], { manifest })).toThrow(NginxLoginError);
});

test('addresses and what nginx listens on may be others', () => {
  const { blueprint } = compiledOf({ services: { owners: plainService } });
  const { text } = nginxConfig(blueprint, { listen: '127.0.0.1:8080', trustedProxies: [], addressOf: (_, port) => `127.0.0.1:${port}` });
  expect(blockOf(text, 'upstream owners')).toEqual(['server 127.0.0.1:4100;', 'keepalive 16;']);
  expect(text).toContain('listen 127.0.0.1:8080 default_server;');
});

describe('input at its limits', () => {
  const login = (path: string, headers: readonly string[] = []): object => ({
    gateway: { auth: { forward: { service: 'owners', path, headers } } },
  });
  const origin = `https://${'a'.repeat(63)}.${'b'.repeat(63)}.${'c'.repeat(60)}.example.com`;
  const overlay = (host: string): object => ({ ...developmentOverlay, ingress: { className: 'traefik', host } });

  test.each<[title: string, routes: readonly unknown[], more: Partial<PlatformInput>, holds: string, not: string]>([
    ['a path with a semicolon', ['/'], { manifest: login('/v;deny') }, 'proxy_pass "http://owners/v;deny";', ' http://owners/v;'],
    ['a path with a dollar', ['/'], { manifest: login('/v$uri?$b') }, 'proxy_pass "http://owners/v%24uri?%24b";', '$b'],
    ['one request at once', [{ path: '/', rateLimit: { requests: 1, per: 'second' } }], {}, 'limit_req zone=owners-root;', 'burst=0'],
    ['a long host', ['/'], { overlay: overlay(origin.slice(8)) }, 'server_names_hash_bucket_size 256;', 'bucket_size 128;\n  server'],
    ['a long origin', [{ path: '/', cors: { origins: [origin] } }], {}, 'map_hash_bucket_size 256;', 'map_hash_bucket_size 128'],
    ['a long header', ['/'], { manifest: login('/v', [`X-${'a'.repeat(80)}`]) }, 'proxy_headers_hash_bucket_size 128;', 'size 64'],
    ['its variable', ['/'], { manifest: login('/v', [`X-${'a'.repeat(80)}`]) }, '  variables_hash_bucket_size 128;', 'size 64'],
  ])('%s', (_, routes, more, holds, not) => {
    const { text } = configOf(routes, more);
    expect(text).toContain(holds);
    expect(text).not.toContain(not);
  });

  test('paths that a service may read otherwise are refused at hosts with a login, and nowhere else', () => {
    const refusal = 'if ($is_ambiguous) {';
    expect(configOf(['/'], { manifest: login('/v') }).text).toContain(refusal);
    expect(configOf(['/']).text).not.toContain(refusal);
    expect(configOf([{ path: '/', public: true }], { manifest: login('/v') }).text).not.toContain(refusal);
  });
});
