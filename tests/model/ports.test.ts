import type { Blueprint, Service } from '../../model';
import { compiledOf, developmentOverlay, plainService, platformOf } from '../support/platform';

function serviceOf(entry: object, manifest: object = {}): Service {
  return platformOf({ services: { owners: { ...plainService, ...entry } }, manifest }).services[0]!;
}

function blueprintOf(services: Readonly<Record<string, object>>, overlay?: object): Blueprint {
  return compiledOf({ services, ...(overlay !== undefined && { overlay }) }).blueprint;
}

const named = ({ ports }: Service): string[] => ports.map(({ name, port, protocol }) => `${name}:${port}/${protocol}`);

describe('ports', () => {
  test('are the one of the service, then further ones by name, then the one of the metrics', () => {
    const ports = { rpc: { port: 9001, protocol: 'grpc' }, admin: { port: 9000 } };
    expect(named(serviceOf({}))).toEqual(['http:4100/http']);
    expect(named(serviceOf({ ports, metrics: { port: 9090 } }))).toEqual([
      'http:4100/http',
      'admin:9000/http',
      'rpc:9001/grpc',
      'metrics:9090/http',
    ]);
  });

  test.each(['http', 'h2c', 'grpc', 'tcp', 'udp'])('are called by the protocol %s', (protocol) => {
    expect(serviceOf({ protocol }).ports[0]?.name).toBe(protocol);
  });

  test.each([
    [{ metrics: {} }, { port: 4100, path: '/metrics' }, 1],
    [{ metrics: { port: 9000 }, ports: { admin: { port: 9000 } } }, { port: 9000, path: '/metrics' }, 2],
    [{ ports: { admin: { port: 9000, metrics: true } } }, { port: 9000, path: '/metrics' }, 2],
    [{ ports: { admin: { port: 9000, metrics: true } }, metrics: { path: '/m' } }, { port: 9000, path: '/m' }, 2],
    [{ ports: { feed: { port: 9000, protocol: 'udp' } }, metrics: { port: 9000 } }, { port: 9000, path: '/metrics' }, 3],
    [{ ports: { admin: { port: 9000 } } }, undefined, 2],
  ])('have the metrics: %j', (entry, metrics, count) => {
    const service = serviceOf(entry);
    expect(service.metrics).toEqual(metrics);
    expect(service.ports).toHaveLength(count);
  });

  test('of a service that is depended on are each connected to, but for the one of its metrics', () => {
    const ports = {
      rpc: { port: 9001, protocol: 'grpc' },
      feed: { port: 9002, protocol: 'udp' },
      telemetry: { port: 9003, metrics: true },
    };
    const { connections } = blueprintOf({
      owners: { ...plainService, ports },
      pages: { ...plainService, hostname: 'pages', routes: [], dependsOn: ['owners'] },
    });
    expect(connections.filter(({ why }) => why === 'dependsOn').map(({ port, protocol }) => `${port}/${protocol}`)).toEqual([
      '4100/TCP',
      '9002/UDP',
      '9001/TCP',
    ]);
    const scraped = connections.filter(({ why, to }) => why === 'scrape' && to.kind === 'workload' && to.id === 'service/owners');
    expect(scraped.map(({ port }) => port)).toEqual([9003]);
  });

  test('are what routes lead to, by their name', () => {
    const { exposures, connections } = blueprintOf({ owners: { ...plainService, protocol: 'grpc' } });
    expect(exposures[0]?.routes[0]?.backends).toEqual([{ workload: 'service/owners', port: 'grpc', weight: 1 }]);
    expect(connections.find(({ why }) => why === 'edge')?.port).toBe(4100);
  });

  test.each([
    ['traefik', 'grpc', true],
    ['Traefik-internal', 'h2c', true],
    ['traefik', 'http', false],
    ['nginx', 'grpc', false],
  ])('are told to a proxy of class %s that speaks to %s: %s', (className, protocol, told) => {
    const ingress = { className, host: 'acme.localhost' };
    const { platform } = compiledOf({ services: { owners: { ...plainService, protocol } } });
    const overlay = { delivery: 'kubectl', images: { tag: '1' }, secrets: { provider: 'existing' }, ingress };
    const workload = blueprintOf({ owners: { ...plainService, protocol } }, overlay).workloads.find(({ id }) => id === 'service/owners');
    expect(platform.services).toHaveLength(1);
    expect(workload?.proxy).toEqual(told ? { controller: 'traefik', speaks: 'h2c' } : undefined);
  });
});

describe('probes', () => {
  const own = 'http';

  test.each([
    ['http', { live: { tcp: 'http' }, ready: { http: '/health', port: 'http', headers: {} } }],
    ['h2c', { live: { tcp: 'h2c' }, ready: { http: '/health', port: 'h2c', headers: {} } }],
    ['grpc', { live: { tcp: 'grpc' }, ready: { grpc: true, port: 'grpc' } }],
    ['tcp', { live: { tcp: 'tcp' }, ready: { tcp: 'tcp' } }],
    ['udp', { live: undefined, ready: undefined }],
  ])('of a service that speaks %s', (protocol, { live, ready }) => {
    const { health } = serviceOf({ protocol });
    expect(health).toEqual({ live, ready, startup: ready, startupSeconds: 150, periodSeconds: 10, timeoutSeconds: 3 });
  });

  test('ask ports by their names, whether these are said or their numbers', () => {
    const ports = { dns: { port: 53, protocol: 'udp' }, 'dns-tcp': { port: 53, protocol: 'tcp' }, admin: { port: 9000 } };
    const health = { live: { tcp: 53 }, ready: { http: '/', port: 9000 }, startup: { tcp: 'admin' } };
    expect(serviceOf({ ports, health }).health).toMatchObject({
      live: { tcp: 'dns-tcp' },
      ready: { http: '/', port: 'admin' },
      startup: { tcp: 'admin' },
    });
    expect(serviceOf({ health: { live: { tcp: true }, ready: false } }).health).toMatchObject({
      live: { tcp: own },
      ready: undefined,
      startup: undefined,
    });
  });

  test('by a path of the defaults are for services that speak HTTP', () => {
    const manifest = {
      defaults: { all: { health: { live: '/live', ready: { http: '/ready' }, startup: { tcp: true }, periodSeconds: 30 } } },
    };
    expect(serviceOf({}, manifest).health).toMatchObject({ live: { http: '/live' }, ready: { http: '/ready' }, startup: { tcp: 'http' } });
    expect(serviceOf({ protocol: 'grpc' }, manifest).health).toEqual({
      live: { tcp: 'grpc' },
      ready: { grpc: true, port: 'grpc' },
      startup: { tcp: 'grpc' },
      startupSeconds: 150,
      periodSeconds: 30,
      timeoutSeconds: 3,
    });
  });

  test('ask gRPC by the number of the port, and for as long as is said', () => {
    const health = { ready: { grpc: 'acme.Owners' }, live: false, startupSeconds: 301, periodSeconds: 20, timeoutSeconds: 7 };
    const workload = blueprintOf({ owners: { ...plainService, protocol: 'grpc', health } }).workloads.find(
      ({ id }) => id === 'service/owners',
    );
    const check = { grpc: 'acme.Owners', port: 4100 };
    expect(workload?.pod.containers[0]?.probes).toEqual({
      startup: { check, periodSeconds: 5, timeoutSeconds: 7, failures: 61 },
      ready: { check, periodSeconds: 20, timeoutSeconds: 7, failures: 3 },
      live: undefined,
    });
  });
});

describe('a probe by path', () => {
  const headersOf = (entry: object, overlay?: object) => {
    const { workloads } = blueprintOf({ owners: { ...plainService, ...entry } }, overlay);
    const probes = workloads.find(({ id }) => id === 'service/owners')?.pod.containers[0]?.probes;
    return [probes?.startup, probes?.ready, probes?.live].map((probe) =>
      probe !== undefined && 'http' in probe.check ? probe.check.headers.map(({ name, value }) => `${name}: ${value}`) : 'none',
    );
  };
  const overlay = (host: string) => ({ ...developmentOverlay, ingress: { className: 'traefik', host } });

  test('asks for the host of the routes', () => {
    expect(headersOf({})).toEqual([['Host: acme.localhost'], ['Host: acme.localhost'], 'none']);
    expect(headersOf({ health: { live: '/live' } }, overlay('acme.example'))).toEqual(Array(3).fill(['Host: acme.example']));
  });

  test('asks for no host where no route leads, or several names do', () => {
    expect(headersOf({ routes: [] })).toEqual([[], [], 'none']);
    expect(headersOf({}, overlay('*.acme.example'))).toEqual([[], [], 'none']);
    expect(headersOf({}, { ...developmentOverlay, ingress: undefined })).toEqual([[], [], 'none']);
  });

  test('says that it came by https where the edge ends TLS, as the edge says it', () => {
    const withTls = (host: string) => ({ ...developmentOverlay, ingress: { className: 'traefik', host, tls: {} } });
    const proto = 'X-Forwarded-Proto: https';
    const both = ['Host: acme.example', proto];
    expect(headersOf({}, withTls('acme.example'))).toEqual([both, both, 'none']);
    expect(headersOf({ health: { live: '/live' } }, withTls('acme.example'))).toEqual([both, both, both]);
    expect(headersOf({}, withTls('*.acme.example'))).toEqual([[proto], [proto], 'none']);
    expect(headersOf({ routes: [] }, withTls('acme.example'))).toEqual([[], [], 'none']);
    const health = {
      ready: { http: '/', headers: { 'x-forwarded-proto': 'http', 'X-A': 'b' } },
      startup: { http: '/', headers: { Host: 'else.example' } },
    };
    expect(headersOf({ health }, withTls('acme.example'))).toEqual([
      [proto, 'Host: else.example'],
      ['Host: acme.example', 'x-forwarded-proto: http', 'X-A: b'],
      'none',
    ]);
  });

  test('sends the headers that it is given, and no second host', () => {
    const health = { ready: { http: '/', headers: { 'X-A': 'b' } }, startup: { http: '/', headers: { host: 'else.example' } } };
    expect(headersOf({ health })).toEqual([['host: else.example'], ['Host: acme.localhost', 'X-A: b'], 'none']);
  });

  test.each([
    ['nextjs', ['/admin', '/'], '/admin'],
    ['nextjs', ['/'], '/'],
    ['nextjs', [], '/'],
    ['nextjs', ['admin/'], '/'],
    ['static', ['/admin'], '/'],
    ['node', ['/admin'], '/health'],
  ])('of runtime %s with routes %j asks for %s', (runtime, routes, http) => {
    expect(serviceOf({ runtime, routes }).health).toMatchObject({ ready: { http }, startup: { http } });
    expect(serviceOf({ runtime, routes, health: { ready: '/ready' } }).health).toMatchObject({ ready: { http: '/ready' } });
  });
});

describe('a stop', () => {
  const lifetimes = (entry: object) => {
    const workload = blueprintOf({ owners: { ...plainService, ...entry } }).workloads.find(({ id }) => id === 'service/owners');
    return [workload?.pod.stopSeconds, workload?.lifetime.kind === 'replicated' && workload.lifetime.progressSeconds];
  };

  test('takes what the service needs, and the time around it', () => {
    expect(lifetimes({})).toEqual([45, 600]);
    expect(lifetimes({ stopSeconds: 100 })).toEqual([120, 600]);
  });

  test('and a start that take long do not fail the rollout', () => {
    expect(lifetimes({ stopSeconds: 900 })).toEqual([920, 1370]);
    expect(lifetimes({ health: { startupSeconds: 1200 } })).toEqual([45, 1650]);
  });
});
