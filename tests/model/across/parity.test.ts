import { withBlueprint } from '../../../model';
import { type Platform } from '../../../model';
import { compareFacts, parityView } from '../../../model/across/parity/compare';
import { elementsOf, isMapping, isWhereabouts } from '../../../model/across/parity/elements';
import { type Progress, startOf } from '../../../model/across/parity/fact-patterns';
import { heldAllTheSame, heldOutsideDevelopment, mayDiffer } from '../../../model/across/parity/may-differ';
import { goldenPlatforms } from '../../fixtures/golden/platforms';
import { developmentOverlay, parityOf, plainService, type PlatformInput, platformOf, productionOverlay } from '../../support/platform';
import { wordingOf } from '../../support/wording';

const entry = {
  ...plainService,
  database: 'owners',
  needsRedis: true,
  needsRabbitmq: true,
  secrets: { JWT_SECRET: { secret: 'jwt', key: 'secret' } },
};
const password = 'hunter2-Correct-Horse';

function platforms(
  overlays: Readonly<Record<string, object>>,
  services: PlatformInput['services'] = { owners: entry },
  manifest: object = {},
): Platform[] {
  return Object.entries(overlays).map(([environment, overlay]) => platformOf({ services, overlay, environment, manifest }));
}

/** What is found, as `file:path: message`, with notes and related places. */
function said(list: readonly Platform[]): string[] {
  return parityOf(list).flatMap((finding) => {
    const { message, notes } = wordingOf(finding);
    const place = (at: { file: string; path: readonly unknown[] }): string =>
      `${at.file.replace('registry/acme/environments/', '')}:${at.path.join('.')}`;
    return [
      `${place(finding.at)}: ${message}`,
      ...notes,
      ...(finding.related ?? []).map(({ label, place: at }) => `${label} ${place(at)}`),
    ];
  });
}

const helpOf = (list: readonly Platform[]): string[] => parityOf(list).map((finding) => wordingOf(finding).help);

const ofOwners = (values: object): object => ({ services: { owners: values } });

describe('what may differ', () => {
  test.each<[string, object, object]>([
    [
      'everything between development and production',
      { ...developmentOverlay, tools: ['pgadmin'] },
      { ...productionOverlay, namespace: 'acme-prod', ...ofOwners({ env: {}, autoscaling: { minReplicas: 2, maxReplicas: 9 } }) },
    ],
    [
      'builds and how they are pulled',
      { ...productionOverlay, images: { tag: '1', pullPolicy: 'IfNotPresent' } },
      {
        ...productionOverlay,
        images: { tag: '2', pullSecrets: ['login'], requireDigest: true, services: { owners: { digest: `sha256:${'a'.repeat(64)}` } } },
      },
    ],
    [
      'the user of Redis',
      { ...productionOverlay, redis: { provider: 'in-cluster', auth: 'acl' } },
      { ...productionOverlay, redis: { provider: 'external', host: 'r.example', auth: 'acl', username: 'owners' } },
    ],
    [
      'amounts',
      { ...productionOverlay, replicas: 1 },
      {
        ...productionOverlay,
        priorityClassName: 'high',
        limitRange: true,
        quota: { pods: 9 },
        ...ofOwners({ replicas: 4, resources: { limits: { memory: '2Gi', cpu: null } } }),
      },
    ],
    [
      'the value of a variable',
      { ...productionOverlay, ...ofOwners({ env: { LOG_LEVEL: 'debug', APP_ENV: 'x' } }) },
      { ...productionOverlay, ...ofOwners({ env: { LOG_LEVEL: 'info' } }) },
    ],
    [
      'how the schema is migrated',
      { ...developmentOverlay, ...ofOwners({ migration: { mode: 'entrypoint' } }) },
      { ...productionOverlay, ...ofOwners({ migration: { mode: 'job', command: ['x'] } }) },
    ],
    [
      'the server of the databases',
      { ...productionOverlay, postgres: { provider: 'external', host: 'a.example' } },
      { ...productionOverlay, postgres: { provider: 'in-cluster', host: 'db', image: 'postgres:15', adminSecret: 'admin', poolSize: 2 } },
    ],
    [
      'who makes the databases',
      developmentOverlay,
      { ...productionOverlay, postgres: { provider: 'cloudnative-pg', cluster: 'acme-db', maxConnections: 500 } },
    ],
    ['whether others can come in', { ...productionOverlay, ingress: undefined }, productionOverlay],
  ])('%s', (_, dev, prod) => {
    const nextjs = { ...entry, runtime: 'nextjs', env: { LOG_LEVEL: 'warn' } };
    expect(said(platforms({ dev, prod }, { owners: nextjs }))).toEqual([]);
  });

  test('a quiet backing service in the cluster that nobody uses has a Secret in one environment alone', () => {
    expect(said(platforms({ dev: developmentOverlay, prod: productionOverlay }, { owners: plainService }))).toEqual([]);
  });

  test('every line is still about something, and is said once', () => {
    const lines = [...mayDiffer, ...heldAllTheSame, ...heldOutsideDevelopment];
    const met = new Set<string>();
    const visit = (value: unknown, progress: Progress): void => {
      for (const { path } of progress.lines) met.add(path);
      if (isWhereabouts(value)) return;
      const inner = isMapping(value) ? Object.entries(value) : (elementsOf(value) ?? []);
      for (const [name, item] of inner) visit(item, progress.next(name));
    };
    for (const platform of Object.values(goldenPlatforms)) visit(parityView(withBlueprint(platformOf(platform))), startOf(lines));
    expect(lines.map(({ path }) => path).filter((path) => !met.has(path))).toEqual([]);
    expect(new Set(lines.map(({ path }) => path)).size).toBe(lines.length);
    for (const { reason } of lines) expect(reason).toMatch(/^.{5,}[^.]$/);
  });
});

describe('what must be the same', () => {
  const cases: readonly [string, object, object, readonly string[]][] = [
    [
      'a variable that one environment has alone',
      { ...developmentOverlay, ...ofOwners({ env: { FEATURE: 'on' } }) },
      productionOverlay,
      [
        'dev.yaml:services.owners.env.FEATURE: variable `FEATURE` of service `owners` is there in `dev`, and missing in `prod`',
        'compared with prod.yaml:',
      ],
    ],
    [
      'the same in production',
      developmentOverlay,
      { ...productionOverlay, ...ofOwners({ env: { FEATURE: 'on' } }) },
      [
        'prod.yaml:services.owners.env.FEATURE: variable `FEATURE` of service `owners` is missing in `dev`, and there in `prod`',
        'compared with dev.yaml:',
      ],
    ],
    [
      'a variable that is plain in one and secret in the other',
      { ...developmentOverlay, ...ofOwners({ env: { JWT_SECRET: password } }) },
      productionOverlay,
      [
        'dev.yaml:services.owners.env.JWT_SECRET: `kind` of variable `JWT_SECRET` of service `owners` is `plain` in `dev`, and `secret` in `prod`',
        'also, `secret` of variable `JWT_SECRET` of service `owners` is missing in `dev`, and there in `prod`',
        'compared with prod.yaml:',
      ],
    ],
    [
      'NODE_ENV (D12.2)',
      { ...developmentOverlay, ...ofOwners({ env: { NODE_ENV: 'development' } }) },
      productionOverlay,
      [
        'dev.yaml:services.owners.env.NODE_ENV: variable `NODE_ENV` of service `owners` is `development` in `dev`, and `production` in `prod`',
        'compared with prod.yaml:',
      ],
    ],
    [
      'the virtual host',
      { ...developmentOverlay, rabbitmq: { provider: 'in-cluster', vhost: 'dev' } },
      productionOverlay,
      ['dev.yaml:rabbitmq.vhost: `rabbitmq.vhost` is `dev` in `dev`, and `acme` in `prod`', 'compared with prod.yaml:'],
    ],
    [
      'the Secret of a backing service, with the variables that it is read by',
      developmentOverlay,
      { ...productionOverlay, redis: { provider: 'external', host: 'r.example', secret: 'cache' } },
      [
        'prod.yaml:redis.secret: `redis.secret` is `redis-auth` in `dev`, and `cache` in `prod`',
        'also, `secret.name` of variable `REDIS_PASSWORD` of service `owners` is `redis-auth` in `dev`, and `cache` in `prod`',
        'compared with dev.yaml:',
      ],
    ],
    [
      'the variables that a login to Redis gives',
      developmentOverlay,
      { ...productionOverlay, redis: { provider: 'external', host: 'r.example', auth: 'none' } },
      [
        'dev.yaml:redis: variable `REDIS_PASSWORD` of service `owners` is there in `dev`, and missing in `prod`',
        'compared with prod.yaml:redis',
      ],
    ],
    [
      'whether there is a PostgreSQL',
      { ...developmentOverlay, postgres: undefined },
      productionOverlay,
      [
        'prod.yaml:postgres: `database.server` of service `owners` is missing in `dev`, and there in `prod`',
        ...['DATABASE_POOL_MAX', 'DATABASE_URL', 'DB_HOST', 'DB_NAME'].map(
          (name) => expect.stringContaining(`variable \`${name}\``) as string,
        ),
        '3 further differences have the same cause',
        'compared with dev.yaml:',
      ],
    ],
    [
      'the user',
      developmentOverlay,
      { ...productionOverlay, hardenedUid: true },
      [
        'prod.yaml:hardenedUid: `user.uid` of service `owners` is `1000` in `dev`, and `10001` in `prod`',
        'also, `user.gid` of service `owners` is `1000` in `dev`, and `10001` in `prod`',
        'also, variable `HOME` of service `owners` is missing in `dev`, and there in `prod`',
        'compared with dev.yaml:',
      ],
    ],
  ];
  test.each(cases)('%s', (_, dev, prod, expected) => {
    const found = said(platforms({ dev, prod }));
    // Variables come in the order in which the container gets them.
    expect(found.length > 6 ? [found[0], ...found.slice(1, -2).sort(), ...found.slice(-2)] : found).toEqual(
      found.length > 6
        ? [expected[0], expect.anything(), expect.anything(), expect.anything(), expect.anything(), ...expected.slice(-2)]
        : expected,
    );
  });

  test('whether a Job migrates, and what it runs, where neither of the two is for development', () => {
    const job = (command: string): object => ({ ...productionOverlay, ...ofOwners({ migration: { mode: 'job', command: [command] } }) });
    expect(said(platforms({ staging: job('new'), prod: productionOverlay }))).toEqual([
      'staging.yaml:services.owners.migration.mode: `migration.mode` of service `owners` is `job` in `staging`, and `none` in `prod`',
      'compared with prod.yaml:',
      'staging.yaml:services.owners.migration.command: `migration.command` of service `owners` is `[new]` in `staging`, and `[]` in `prod`',
      'compared with prod.yaml:',
    ]);
    expect(said(platforms({ staging: job('new'), prod: job('old') }))).toEqual([
      'staging.yaml:services.owners.migration.command: `migration.command` of service `owners` is `[new]` in `staging`, and `[old]` in `prod`',
      'compared with prod.yaml:services.owners.migration.command',
    ]);
    expect(said(platforms({ dev: developmentOverlay, staging: job('new'), prod: job('new') }))).toEqual([]);
  });

  test('what the last environment alone says of a backing service is one finding, where it says it', () => {
    const prod = { ...productionOverlay, rabbitmq: { provider: 'external', host: 'r.example', vhost: 'orders', secret: 'broker' } };
    const found = parityOf(platforms({ dev: developmentOverlay, staging: productionOverlay, prod }));
    expect(found.map(({ at }) => [at.file.replace(/.*\//, ''), at.path.join('.')])).toEqual([
      ['prod.yaml', 'rabbitmq.secret'],
      ['prod.yaml', 'rabbitmq.vhost'],
    ]);
    expect(wordingOf(found[1]!).message).toBe('`rabbitmq.vhost` is `acme` in `dev` and `staging`, and `orders` in `prod`');
  });

  const changes: readonly [string, (platform: Platform) => unknown, string][] = [
    [
      'a new field of the platform',
      (platform) => ({ ...platform, meshMode: 'strict' }),
      '`meshMode` is `strict` in `dev`, and missing in `prod`',
    ],
    [
      'a new field of a service',
      (platform) => ofService(platform, { graceSeconds: 30 }),
      '`graceSeconds` of service `owners` is `30` in `dev`, and missing in `prod`',
    ],
    [
      'a new field in depth',
      (platform) => ({ ...platform, mesh: { peers: [{ name: 'a', port: 1 }] } }),
      '`mesh` is there in `dev`, and missing in `prod`',
    ],
    ['a port', (platform) => ofService(platform, { port: 4101 }), '`port` of service `owners` is `4101` in `dev`, and `4100` in `prod`'],
    [
      'a probe',
      (platform) =>
        ofService(platform, { health: { ...platform.services[0]?.health, live: { http: '/live', port: 'http', headers: {} } } }),
      '`health.live.http` of service `owners` is `/live` in `dev`, and missing in `prod`',
    ],
    [
      'an extension',
      (platform) => ofService(platform, { extensions: ['citext'] }),
      '`extensions` of service `owners` is `[citext]` in `dev`, and `[]` in `prod`',
    ],
    [
      'a label',
      (platform) => ofService(platform, { component: 'web' }),
      '`component` of service `owners` is `web` in `dev`, and `api` in `prod`',
    ],
    [
      'the name of a database',
      (platform) => ofService(platform, { database: { ...platform.services[0]?.database, name: 'other' } }),
      '`database.name` of service `owners` is `other` in `dev`, and `owners` in `prod`',
    ],
    ['a route', (platform) => ({ ...platform, routes: [] }), '`routes["/api/v1/owners"]` is missing in `dev`, and there in `prod`'],
    ['what is no plain data', (platform) => ({ ...platform, mesh: new Map() }), '`mesh` is there in `dev`, and missing in `prod`'],
    [
      'a credential, which is not shown',
      (platform) => ofService(platform, { smtpPassword: password }),
      '`smtpPassword` of service `owners` is something (not shown) in `dev`, and missing in `prod`',
    ],
    [
      'a credential in a list',
      (platform) => ofService(platform, { args: ['--password', password] }),
      '`args` of service `owners` is something (not shown) in `dev`, and missing in `prod`',
    ],
    [
      'a credential in a URL',
      (platform) => ofService(platform, { proxy: `http://me:${password}@proxy` }),
      '`proxy` of service `owners` is something (not shown) in `dev`, and missing in `prod`',
    ],
  ];
  test.each(changes)('%s', (_, change, message) => {
    const [dev, prod] = platforms({ dev: developmentOverlay, prod: productionOverlay });
    const found = parityOf([change(dev!) as Platform, prod!]);
    expect(said([change(dev!) as Platform, prod!]).join('\n')).toContain(message);
    expect(JSON.stringify(found) + found.map((finding) => wordingOf(finding).text).join()).not.toContain(password);
  });
});

function ofService(platform: Platform, fields: object): unknown {
  return { ...platform, services: platform.services.map((service) => ({ ...service, ...fields })) };
}

describe('several environments', () => {
  const vhost = (name: string): object => ({ ...productionOverlay, rabbitmq: { ...productionOverlay.rabbitmq, vhost: name } });

  test('each is compared with the last one, and what one spot does to several is said once', () => {
    expect(
      said(
        platforms({
          dev: developmentOverlay,
          staging: productionOverlay,
          prod: { ...productionOverlay, ...ofOwners({ env: { FEATURE: 'on' } }) },
        }),
      ),
    ).toEqual([
      'prod.yaml:services.owners.env.FEATURE: variable `FEATURE` of service `owners` is missing in `dev` and `staging`, and there in `prod`',
      'compared with dev.yaml:',
      'compared with staging.yaml:',
    ]);
    expect(
      said(platforms({ dev: vhost('a'), staging: vhost('b'), prod: vhost('c') })).filter((line) => !line.startsWith('compared')),
    ).toEqual([
      'dev.yaml:rabbitmq.vhost: `rabbitmq.vhost` is `a` in `dev`, and `c` in `prod`',
      'staging.yaml:rabbitmq.vhost: `rabbitmq.vhost` is `b` in `staging`, and `c` in `prod`',
    ]);
  });

  test('one alone is compared with nothing', () => {
    expect(parityOf(platforms({ dev: developmentOverlay }))).toEqual([]);
    expect(parityOf([])).toEqual([]);
  });
});

describe('many services', () => {
  const many = (amount: number): PlatformInput['services'] =>
    Object.fromEntries(
      Array.from({ length: amount }, (_, index) => [
        `service-${index}`,
        { ...entry, hostname: `service-${index}`, port: 5000 + index, database: `service_${index}`, routes: [`/${index}`] },
      ]),
    );

  test('that differ by one field of an overlay are one finding, of a bounded length', () => {
    const [finding, ...others] = parityOf(
      platforms({ dev: developmentOverlay, prod: { ...productionOverlay, hardenedUid: true } }, many(200)),
    );
    expect(others).toEqual([]);
    expect(wordingOf(finding!).message).toContain('`service-0`, `service-1`, `service-10`, `service-100` and 196 others');
    expect(JSON.stringify(finding).length).toBeLessThan(2500);
  });

  test('that differ for no known cause are one finding for each kind of fact', () => {
    const [dev, prod] = platforms({ dev: developmentOverlay, prod: productionOverlay }, many(200));
    const changed = ofService(dev!, { port: 1, graceSeconds: 3 }) as Platform;
    expect(parityOf([changed, prod!]).map((finding) => [wordingOf(finding).message.split(' ')[0], finding.at.path])).toEqual([
      ['`port`', []],
      ['`graceSeconds`', []],
    ]);
  });
});

test('a list without names is compared by position, and two elements of one name are told apart', () => {
  const facts = (left: unknown, right: unknown): string[] => compareFacts(left, right, false).map(({ path }) => path.join('.'));
  expect(facts({ x: [{ a: 1 }, { a: 2 }] }, { x: [{ a: 1 }, { a: 3 }] })).toEqual(['x.1.a']);
  expect(
    facts(
      {
        x: [
          { name: 'n', a: 1 },
          { name: 'n', a: 2 },
        ],
      },
      {
        x: [
          { name: 'n', a: 1 },
          { name: 'n', a: 3 },
        ],
      },
    ),
  ).toEqual(['x.n #2.a']);
  expect(facts({ x: [1, 2] }, { x: [2, 1] })).toEqual(['x']);
  expect(facts({ x: [] }, { x: [{ name: 'n' }] })).toEqual(['x.n']);
  expect(facts(JSON.parse('{"x": {"__proto__": 1}}'), { x: {} })).toEqual(['x.__proto__']);
  expect(facts({ x: { file: 'a', path: [] } }, { x: { file: 'b', path: [1] } })).toEqual([]);
});

describe('a line of what may differ', () => {
  const meant = (line: string, path: string): boolean =>
    path.split('.').reduce((progress: Progress, segment) => progress.next(segment), startOf([{ path: line, reason: '' }])).meant !==
    undefined;
  test.each([
    ['a.*', 'a.x', true],
    ['a.*', 'a.x.y', false],
    ['a.*', 'a', false],
    ['a.**', 'a', true],
    ['a.**', 'a.x.y', true],
    ['a.**', 'ab', false],
    ['a.b|c', 'a.c', true],
    ['a.b|c', 'a.d', false],
    ['a.B_*|c', 'a.B_1', true],
    ['a.B_*|c', 'a.B', false],
    ['*.a', 'x.a', true],
  ])('%s means %s: %s', (line, path, expected) => {
    expect(meant(line, path)).toBe(expected);
    expect(meant(line, path)).toBe(expected);
  });
});

describe('the help for a variable that one environment lacks', () => {
  test('names the field of the overlays that it follows from, since no entry may declare it', () => {
    const list = platforms({
      dev: { ...productionOverlay, redis: { provider: 'external', host: 'r.example', auth: 'password' } },
      prod: { ...productionOverlay, redis: { provider: 'external', host: 'r.example', auth: 'none' } },
    });
    expect(helpOf(list)).toEqual(['say `redis` in the same way in the overlays of `dev` and `prod`, or in none of them']);
  });

  test('names a variable of a whole environment where that is said', () => {
    const list = platforms({ dev: { ...productionOverlay, env: { FEATURE: 'on' } }, prod: productionOverlay });
    expect(helpOf(list)).toEqual(['say `env.FEATURE` in the same way in the overlays of `dev` and `prod`, or in none of them']);
  });

  test('says of the variable of a service that its entry declares it', () => {
    const list = platforms({ dev: { ...productionOverlay, ...ofOwners({ env: { FEATURE: 'on' } }) }, prod: productionOverlay });
    expect(helpOf(list)).toEqual(['declare `FEATURE` in the registry entry, for every environment, and let overlays say its value alone']);
  });

  test('calls the second of two variables like the first', () => {
    const list = platforms(
      {
        dev: { ...productionOverlay, redis: { provider: 'external', host: 'r.example', auth: 'password' } },
        prod: { ...productionOverlay, redis: { provider: 'external', host: 'r.example', auth: 'none' } },
      },
      { owners: { ...entry, env: { REDIS_PASSWORD: 'x' } } },
    );
    expect(JSON.stringify(parityOf(list))).not.toContain('#2');
  });
});
