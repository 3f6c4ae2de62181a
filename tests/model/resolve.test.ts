import fc from 'fast-check';
import { originOf, overruledAt, placeOf } from '../../model/origin';
import type { Platform, Service } from '../../model/platform';
import { everythingService } from '../fixtures/golden/platforms';
import {
  budgetsOf,
  checked,
  developmentOverlay,
  plainService,
  type PlatformInput,
  platformOf,
  productionOverlay,
  type ProvidedSecret,
  secretsOf,
} from '../support/platform';

function serviceOf(input: Partial<PlatformInput>, entry: object = plainService): Service {
  const [service] = withOwners(input, entry).services;
  if (service === undefined) throw new Error('no service');
  return service;
}

function withOwners(input: Partial<PlatformInput>, entry: object = plainService): Platform {
  return platformOf({ ...input, services: { owners: entry } });
}

const defaults = { all: { replicas: 3, env: { A: 'all', B: 'all' } }, node: { replicas: 4, env: { B: 'node' } } };

describe('which layer wins, and is remembered', () => {
  const cases: readonly [string, Partial<PlatformInput>, object, number, string, string][] = [
    ['built in, in development', {}, {}, 1, 'built-in', 'registry/acme/service-registry.ts'],
    ['built in, elsewhere', { overlay: productionOverlay }, {}, 2, 'built-in', 'registry/acme/service-registry.ts'],
    ['default of the runtime', { manifest: { defaults } }, {}, 4, 'product-default', 'registry/acme/manifest.yaml'],
    ['default of all', { manifest: { defaults: { all: defaults.all } } }, {}, 3, 'product-default', 'registry/acme/manifest.yaml'],
    ['entry over default', { manifest: { defaults } }, { replicas: 5 }, 5, 'entry', 'registry/acme/service-registry.ts'],
    [
      'environment over entry',
      { overlay: { ...developmentOverlay, replicas: 6 } },
      { replicas: 5 },
      6,
      'overlay',
      'registry/acme/environments/dev.yaml',
    ],
    [
      'overlay of the service over environment',
      { overlay: { ...developmentOverlay, replicas: 6, services: { owners: { replicas: 7 } } } },
      { replicas: 5 },
      7,
      'overlay',
      'registry/acme/environments/dev.yaml',
    ],
    [
      'a singleton is not meant by the environment',
      { overlay: { ...developmentOverlay, replicas: 6 } },
      { singleton: true },
      1,
      'built-in',
      'registry/acme/service-registry.ts',
    ],
  ];
  test.each(cases)('replicas: %s', (_, input, extra, value, layer, file) => {
    const platform = withOwners(input, { ...plainService, ...extra });
    expect(platform.services[0]?.replicas).toBe(value);
    expect(originOf(platform, 'services', 'owners', 'replicas')).toMatchObject({ layer, place: { file } });
  });

  test('resources are merged amount by amount', () => {
    const platform = withOwners(
      { overlay: { ...developmentOverlay, services: { owners: { resources: { limits: { memory: '2048Mi' } } } } } },
      { ...plainService, resources: { limits: { memory: '1Gi', cpu: null }, requests: { cpu: 0.25 } } },
    );
    expect(platform.services[0]?.resources).toEqual({
      requests: { cpu: '250m', memory: '256Mi', 'ephemeral-storage': '64Mi' },
      limits: { cpu: undefined, memory: '2Gi', 'ephemeral-storage': '512Mi' },
    });
    const layerOf = (...path: string[]): string => originOf(platform, 'services', 'owners', 'resources', ...path).layer;
    expect([layerOf('limits', 'memory'), layerOf('limits', 'cpu'), layerOf('requests', 'memory')]).toEqual([
      'overlay',
      'entry',
      'built-in',
    ]);
    expect(overruledAt(platform, 'services', 'owners', 'resources', 'limits', 'memory')).toEqual([
      {
        layer: 'entry',
        place: { file: 'registry/acme/service-registry.ts', path: ['owners', 'resources', 'limits', 'memory'] },
        value: '1Gi',
      },
    ]);
  });
});

describe('environment variables', () => {
  const configOf = (service: Service): Record<string, string> => Object.fromEntries(service.config.map(({ name, value }) => [name, value]));

  test('runtime, default of all, default of the runtime, entry and overlay, each over the one before', () => {
    const service = serviceOf(
      { manifest: { defaults }, overlay: { ...developmentOverlay, services: { owners: { env: { C: 'overlay', NODE_ENV: 'test' } } } } },
      { ...plainService, extraEnv: { C: 'entry', D: 'extra' } },
    );
    expect(configOf(service)).toMatchObject({ A: 'all', B: 'node', C: 'overlay', D: 'extra', NODE_ENV: 'test', APP_ENV: 'dev' });
    expect(service.config.map(({ name }) => name)).toEqual(service.config.map(({ name }) => name).sort());
  });

  test('an entry opts out of a default with false, plain or secret', () => {
    const manifest = { defaults: { all: { needsRedis: true, env: { A: '1' }, secrets: { TOKEN: { secret: 's', key: 'k' } } } } };
    const kept = serviceOf({ manifest });
    expect(kept.env.map(({ name }) => name)).toEqual(['PORT', 'TOKEN', 'REDIS_PASSWORD', 'REDIS_URL']);
    const out = serviceOf({ manifest }, { ...plainService, needsRedis: false, env: { A: false }, secrets: { TOKEN: false } });
    expect(out.env.map(({ name }) => name)).toEqual(['PORT']);
    expect(configOf(out)).not.toHaveProperty('A');
  });

  test('a name is plain or secret, never both', () => {
    const service = serviceOf(
      { manifest: { defaults: { all: { env: { MODE: 'plain' } } } } },
      { ...plainService, secrets: { MODE: { secret: 's', key: 'k' } } },
    );
    expect(configOf(service)).not.toHaveProperty('MODE');
    expect(service.env).toContainEqual(expect.objectContaining({ kind: 'secret', name: 'MODE' }));
  });

  test.each([
    ['node', developmentOverlay, '?connection_limit=10&sslmode=disable'],
    ['python', developmentOverlay, '?sslmode=disable'],
    ['node', productionOverlay, '?connection_limit=10&sslmode=verify-full&sslrootcert=/var/run/postgres-ca/ca.crt'],
  ])('DATABASE_URL for %s ends in what its client understands (D2.20, D2.22)', (runtime, overlay, ending) => {
    const url = serviceOf({ overlay }, { ...plainService, runtime, database: 'owners' }).env.find(({ name }) => name === 'DATABASE_URL');
    expect(url).toMatchObject({
      kind: 'template',
      template: `postgresql://$(DB_USER):$(DB_PASSWORD)@$(DB_HOST):$(DB_PORT)/$(DB_NAME)${ending}`,
    });
  });
});

describe('images', () => {
  const digest = `sha256:${'a'.repeat(64)}`;
  const pins = (pin: object): object => ({ ...developmentOverlay, images: { tag: '1.0.0', services: { owners: pin } } });
  test.each([
    [
      'the product’s image registry and the environment’s tag',
      {},
      developmentOverlay,
      'registry.example.com/acme/owners',
      '1.2.3',
      undefined,
    ],
    ['the entry’s repository and the environment’s tag', { image: 'ghcr.io/x/y' }, developmentOverlay, 'ghcr.io/x/y', '1.2.3', undefined],
    ['the entry’s tag', { image: 'host:5000/y:2' }, developmentOverlay, 'host:5000/y', '2', undefined],
    ['the pin over the entry’s tag', { image: 'ghcr.io/x/y:2' }, pins({ tag: '3', digest }), 'ghcr.io/x/y', '3', digest],
    ['a digest of another tag is not kept', { image: `ghcr.io/x/y:2@${digest}` }, pins({ tag: '3' }), 'ghcr.io/x/y', '3', undefined],
    ['a digest alone', { image: `ghcr.io/x/y@${digest}` }, developmentOverlay, 'ghcr.io/x/y', undefined, digest],
  ])('%s', (_, extra, overlay, repository, tag, expectedDigest) => {
    expect(serviceOf({ overlay }, { ...plainService, ...extra }).image).toEqual({ repository, tag, digest: expectedDigest });
  });

  test('the image lock lies over everything, and is remembered', () => {
    const lockFile = 'registry/acme/environments/dev.images.yaml';
    const platform = withOwners(
      { overlay: pins({ tag: '3' }), imageLock: { owners: { tag: '4', digest } } },
      { ...plainService, image: 'ghcr.io/x/y:2' },
    );
    expect(platform.services[0]?.image).toEqual({ repository: 'ghcr.io/x/y', tag: '4', digest });
    expect(['tag', 'digest'].map((part) => originOf(platform, 'services', 'owners', 'image', part))).toEqual([
      { layer: 'overlay', place: { file: lockFile, path: ['owners', 'tag'] } },
      { layer: 'overlay', place: { file: lockFile, path: ['owners', 'digest'] } },
    ]);
  });

  test('a tag of the image lock does not keep the digest of another layer', () => {
    const input = { overlay: pins({ digest }), imageLock: { owners: { tag: '4' } } };
    expect(serviceOf(input, { ...plainService, image: `ghcr.io/x/y:2@${digest}` }).image).toEqual({
      repository: 'ghcr.io/x/y',
      tag: '4',
      digest: undefined,
    });
  });

  test('a service that the image lock leaves out is as it was', () => {
    expect(serviceOf({ imageLock: { other: { tag: '4' } } }).image.tag).toBe('1.2.3');
  });
});

describe('autoscaling', () => {
  const autoscaling = { minReplicas: 2, maxReplicas: 5 };
  const scaled = (overlay: object, extra: object = { autoscaling }): ReturnType<typeof serviceOf> =>
    serviceOf({ overlay, environment: 'prod' }, { ...plainService, database: 'owners', ...extra });
  const withService = (values: object, base: object = productionOverlay): object => ({ ...base, services: { owners: values } });

  test('of the entry stands over the environment’s number, and counts at its most', () => {
    const service = scaled({ ...productionOverlay, replicas: 9 });
    expect(service).toMatchObject({ autoscaling: { ...autoscaling, cpuUtilization: 70 }, replicas: 2, maxPods: 6 });
    expect(service.database?.connectionLimit).toBe((6 + 5) * 10 + 5);
    const platform = withOwners({ overlay: { ...productionOverlay, replicas: 9 } }, { ...plainService, autoscaling });
    expect(placeOf(platform, 'services', 'owners', 'replicas').path).toEqual(['owners', 'autoscaling', 'minReplicas']);
    expect(overruledAt(platform, 'services', 'owners', 'replicas')).toMatchObject([{ value: 9, place: { path: ['replicas'] } }]);
  });

  test('of the overlay is laid over the entry’s, field by field', () => {
    const platform = withOwners(
      { overlay: withService({ autoscaling: { minReplicas: 3, maxReplicas: 7 } }), environment: 'prod' },
      { ...plainService, autoscaling: { ...autoscaling, cpuUtilization: 50 } },
    );
    expect(platform.services[0]?.autoscaling).toEqual({ minReplicas: 3, maxReplicas: 7, cpuUtilization: 50 });
    const layerOf = (field: string): string => originOf(platform, 'services', 'owners', 'autoscaling', field).layer;
    expect([layerOf('maxReplicas'), layerOf('cpuUtilization')]).toEqual(['overlay', 'entry']);
  });

  test.each([
    ['`false` in the overlay', withService({ autoscaling: false }), 2],
    ['a fixed number in the overlay', withService({ replicas: 4 }), 4],
    ['development', developmentOverlay, 1],
  ])('is turned off by %s', (_, overlay, replicas) => {
    expect(scaled(overlay)).toMatchObject({
      autoscaling: undefined,
      declaredAutoscaling: { maxReplicas: 5 },
      replicas,
      maxPods: replicas + 1,
    });
  });

  test('has effect in development where the overlay says so', () => {
    const overlay = withService({ autoscaling: { minReplicas: 1, maxReplicas: 3 } }, developmentOverlay);
    expect(scaled(overlay, { replicas: 4 })).toMatchObject({ autoscaling: { maxReplicas: 3 }, replicas: 1, maxPods: 4 });
  });
});

test('a hardened user has a home it can write to, unless the entry names its own (D1.19)', () => {
  const overlay = { ...developmentOverlay, hardenedUid: true };
  const home = (service: ReturnType<typeof serviceOf>): string | undefined => service.config.find(({ name }) => name === 'HOME')?.value;
  const hardened = serviceOf({ overlay });
  expect([hardened.user, home(hardened)]).toEqual([{ uid: 10001, gid: 10001 }, '/tmp']);
  const own = serviceOf({ overlay }, { ...plainService, user: { uid: 1001, gid: 1001 } });
  expect([own.user, home(own)]).toEqual([{ uid: 1001, gid: 1001 }, undefined]);
});

test('a limit range has no default for a limit that a container left out on purpose', () => {
  const defaultsOf = (overlay: object, extra: object = {}): Platform['containerDefaults'] =>
    platformOf({ services: { owners: { ...plainService, ...extra } }, overlay }).containerDefaults;
  expect(defaultsOf(developmentOverlay)).toBeUndefined();
  expect(defaultsOf({ ...developmentOverlay, limitRange: true })?.limits).toMatchObject({ cpu: '1', memory: '512Mi' });
  expect(defaultsOf({ ...developmentOverlay, limitRange: true }, { resources: { limits: { cpu: null } } })?.limits).toMatchObject({
    cpu: undefined,
    memory: '512Mi',
  });
  expect(
    defaultsOf({ ...developmentOverlay, limitRange: true, redis: { provider: 'in-cluster', resources: { limits: { cpu: null } } } })?.limits
      .cpu,
  ).toBeUndefined();
});

test('the connection budget adds up rollouts and init Jobs (D2.21)', () => {
  const platform = platformOf({
    services: {
      owners: { ...plainService, database: 'owners' },
      once: { ...plainService, hostname: 'once', database: 'once', singleton: true, routes: [] },
    },
    overlay: { ...developmentOverlay, replicas: 2 },
  });
  expect(budgetsOf(platform)).toMatchObject([{ needed: 3 * 10 + 1 * 10 + 2, jobs: 2, maxConnections: 100 }]);
});

describe('development tools', () => {
  const withDatabase = { ...plainService, database: 'owners' };
  const toolsOf = (tools: unknown, overlay: object = {}): Platform =>
    platformOf({ services: { owners: withDatabase }, overlay: { ...developmentOverlay, ...overlay, tools } });

  test('there are none unless somebody wants them', () => {
    expect(toolsOf(undefined).tools).toEqual([]);
  });

  test('stand in the order of their names, whatever the order of the list', () => {
    const studio = { tool: 'prisma-studio', service: 'owners' };
    expect(toolsOf([studio, 'pgadmin']).tools.map(({ name }) => name)).toEqual(['pgadmin', 'prisma-studio']);
    expect(secretsOf(toolsOf(['pgadmin', { ...studio }]))).toEqual(secretsOf(toolsOf([studio, 'pgadmin'])));
  });

  test('a name alone is a mapping with nothing said', () => {
    expect(toolsOf(['pgadmin']).tools).toEqual(toolsOf([{ tool: 'pgadmin' }]).tools);
    expect(toolsOf(['pgadmin']).tools).toMatchObject([
      { image: { repository: 'dpage/pgadmin4' }, secret: 'pgadmin-auth', host: undefined, port: 5050, user: { uid: 5050, gid: 5050 } },
    ]);
  });

  test('the login of pgAdmin is derived in development and named elsewhere', () => {
    const owner = { kind: 'tool', name: 'pgadmin' };
    const derived = secretsOf(toolsOf(['pgadmin'])).find(({ name }) => name === 'pgadmin-auth');
    const keys = [
      { name: 'email', optional: false, source: { kind: 'known', value: 'pgadmin@example.com' } },
      { name: 'password', optional: false, source: { kind: 'generated' } },
    ];
    expect(derived).toMatchObject({
      owner,
      keys,
      data: { email: 'pgadmin@example.com', password: expect.stringMatching(/^[0-9a-f]{32}$/) as string },
    });
    const named = secretsOf(toolsOf([{ tool: 'pgadmin', secret: 'login' }], { secrets: { provider: 'existing' } })).find(
      ({ name }) => name === 'login',
    );
    expect(named).toEqual({ name: 'login', owner, keys, data: undefined });
  });

  test("Prisma Studio has its service's image, user and database, and a small pool of its own", () => {
    const { tools, services } = toolsOf([{ tool: 'prisma-studio', service: 'owners' }]);
    const [studio] = tools;
    const [service] = services;
    if (studio?.name !== 'prisma-studio' || service === undefined) throw new Error('no studio');
    expect(studio).toMatchObject({ image: service.image, user: service.user, service: 'owners' });
    expect(studio.command.slice(0, 3)).toEqual(['npx', 'prisma', 'studio']);
    const url = studio.env.find(({ name }) => name === 'DATABASE_URL');
    expect(url).toMatchObject({ kind: 'template', template: expect.stringContaining('connection_limit=5&') as string });
    expect(studio.env.find(({ name }) => name === 'DB_PASSWORD')).toEqual(
      service.env.find(({ name }) => name === 'DB_PASSWORD') &&
        expect.objectContaining({ secret: { name: 'owners-db', key: 'password', optional: false } }),
    );
  });

  test('Prisma Studio runs another image and command if told so', () => {
    const { tools } = toolsOf([{ tool: 'prisma-studio', service: 'owners', image: 'acme/tools:1', command: ['studio'] }], {
      images: { tag: '1', pullPolicy: 'Always' },
    });
    expect(tools).toMatchObject([{ image: { repository: 'acme/tools', tag: '1' }, command: ['studio'], imagePullPolicy: 'Always' }]);
  });

  test('their connections are in the budget', () => {
    const plain = budgetsOf(toolsOf([]))[0]?.needed ?? 0;
    expect(budgetsOf(toolsOf(['pgadmin', { tool: 'prisma-studio', service: 'owners' }]))[0]).toMatchObject({
      needed: plain + 10,
      tools: [
        { name: 'pgadmin', connections: 5 },
        { name: 'prisma-studio', connections: 5 },
      ],
    });
  });
});

describe('development Secrets', () => {
  const derived = (seed: string, environment = 'dev'): ProvidedSecret[] =>
    secretsOf(
      platformOf({
        services: { valuations: { ...everythingService, dependsOn: [] } },
        overlay: { ...developmentOverlay, secrets: { provider: 'development', seed } },
        environment,
      }),
    );

  test('are the same every time, and others for another seed, environment or key', () => {
    expect(derived('a')).toEqual(derived('a'));
    const passwords = [...derived('a'), ...derived('b'), ...derived('a', 'test')]
      .map(({ data }) => data?.['password'])
      .filter((value) => value !== undefined);
    expect(new Set(passwords).size).toBe(passwords.length);
  });

  test('need no encoding in a URL, and the URI is one', () => {
    const database = derived('a').find(({ name }) => name === 'valuation-api-db');
    expect(database?.data?.['password']).toMatch(/^[0-9a-f]{32}$/);
    expect(new URL(database?.data?.['uri'] ?? '').pathname).toBe('/valuations');
  });

  test('invent nothing for what is optional', () => {
    expect(derived('a').find(({ name }) => name === 'sentry')).toEqual({
      name: 'sentry',
      owner: { kind: 'shared' },
      keys: [{ name: 'dsn', optional: true, source: { kind: 'given' } }],
      data: undefined,
    });
  });

  test('hold no data with the provider `existing`, only the keys they must have', () => {
    const platform = platformOf({
      services: { owners: { ...plainService, database: 'owners' } },
      overlay: productionOverlay,
      environment: 'prod',
    });
    const key = (name: string, source: object): object => ({ name, optional: false, source });
    const known = (name: string, value: string): object => key(name, { kind: 'known', value });
    expect(secretsOf(platform)).toEqual([
      {
        name: 'owners-db',
        owner: { kind: 'service', key: 'owners', name: 'owners' },
        keys: [
          known('dbname', 'owners'),
          known('host', 'postgres.example.com'),
          key('password', { kind: 'generated' }),
          known('port', '5432'),
          key('uri', { kind: 'uri' }),
          known('username', 'owners'),
        ],
        data: undefined,
      },
      {
        name: 'postgres-admin',
        owner: { kind: 'backing', name: 'postgres' },
        keys: [key('password', { kind: 'given' }), key('username', { kind: 'given' })],
        data: undefined,
      },
    ]);
  });
});

describe('whether a random value serves as a Secret', () => {
  const sourceOf = (services: Readonly<Record<string, object>>, name: string, key: string): unknown =>
    secretsOf(platformOf({ services, overlay: productionOverlay, environment: 'prod' }))
      .find((secret) => secret.name === name)
      ?.keys.find((candidate) => candidate.name === key);
  const reading = (hostname: string, reference: object): object => ({
    ...plainService,
    hostname,
    secrets: { API_KEY: { secret: 'api', key: 'key', ...reference } },
  });

  test.each([
    ['a key that is needed', [{}], false, 'generated'],
    ['a key that is optional', [{ optional: true }], true, 'given'],
    ["a key that is said to be somebody else's", [{ generate: false }], false, 'given'],
    ['an optional key that is said to be anything', [{ optional: true, generate: true }], true, 'given'],
    ['a key that one needs and another does not', [{ optional: true }, {}], false, 'generated'],
    ["a key that one says is somebody else's", [{}, { generate: false }], false, 'given'],
    ["a key that one says is somebody else's, read before", [{ generate: false }, {}], false, 'given'],
  ])('%s', (_, references, optional, kind) => {
    const services = Object.fromEntries(references.map((reference, index) => [`service-${index}`, reading(`service-${index}`, reference)]));
    expect(sourceOf(services, 'api', 'key')).toEqual({ name: 'key', optional, source: { kind } });
  });

  test.each([
    ['postgres-admin', 'password'],
    ['redis-auth', 'password'],
    ['rabbitmq-auth', 'username'],
  ])('the login of a server that is run elsewhere is not ours to invent: %s', (name, key) => {
    const services = { owners: { ...plainService, database: 'owners', needsRedis: true, needsRabbitmq: true } };
    expect(sourceOf(services, name, key)).toMatchObject({ source: { kind: 'given' } });
  });
});

test('any text and any number in the right shape is resolved and checked without a throw', () => {
  const text = fc.oneof(
    fc.string(),
    fc.string({ unit: 'binary' }),
    fc.constantFrom('', '/', '-', '$(X)', 'ö', 'a'.repeat(300), '__proto__', 'http://[', '1e9999'),
  );
  // No schema lets it through as a key.
  const key = text.filter((name) => name !== '__proto__');
  const number = fc.oneof(
    fc.integer(),
    fc.double({ noDefaultInfinity: true, noNaN: true }),
    fc.constantFrom(0, -1, 65536, Number.MAX_SAFE_INTEGER),
  );
  const service = fc.record(
    {
      hostname: text,
      port: number,
      layer: fc.constantFrom('platform', 'shared', 'domain'),
      label: text,
      routes: fc.array(text, { maxLength: 4 }),
      database: text,
      image: text,
      replicas: number,
      extensions: fc.array(text),
      dependsOn: fc.array(text),
      extraEnv: fc.dictionary(key, text),
      singleton: fc.boolean(),
      writablePaths: fc.array(text),
      needsRedis: fc.boolean(),
    },
    { requiredKeys: ['hostname', 'port', 'layer', 'label', 'routes'] },
  );
  const overlay = fc.record({
    delivery: fc.constantFrom('kubectl', 'argocd'),
    development: fc.boolean(),
    replicas: number,
    images: fc.record({ tag: text }),
    secrets: fc.record({ provider: fc.constant('development'), seed: text }),
    postgres: fc.record({ provider: fc.constant('in-cluster'), image: text, storage: text, maxConnections: number, poolSize: number }),
    ingress: fc.record({ className: text, host: text }),
  });
  fc.assert(
    fc.property(fc.dictionary(key, service, { maxKeys: 5 }), overlay, (services, dev) => {
      checked(platformOf({ services, overlay: dev }));
    }),
    { numRuns: 150 },
  );
});
