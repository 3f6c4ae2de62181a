import fc from 'fast-check';
import { ref, references } from '../../index';
import { type Service } from '../../model';
import { withReferring } from '../../model/resolve/service/referring-variables';
import { containerOf } from '../support/containers';
import { compiledOf, developmentOverlay, objectsOf, parityOf, plainService, platformOf, productionOverlay } from '../support/platform';

const owners = { ...plainService, ports: { rpc: { port: 4101, protocol: 'grpc' } } };
const appeals = { ...plainService, hostname: 'appeals-api', port: 8080, routes: ['/'], database: 'appeals' };

/** The variables of `appeals` as its program sees them. */
function seen(
  env: Readonly<Record<string, string>>,
  more: object = {},
  overlay: object = developmentOverlay,
): Readonly<Record<string, string>> {
  const objects = objectsOf(platformOf({ services: { owners, appeals: { ...appeals, env, ...more } }, overlay }));
  return containerOf(objects, 'Deployment', 'appeals-api').variables;
}

const appealsOf = (env: object, more: object = {}): Service =>
  platformOf({ services: { owners, appeals: { ...appeals, env, ...more } } }).services.find(({ key }) => key === 'appeals')!;

describe('references', () => {
  test.each([
    [ref.redis.host, 'redis'],
    [`${ref.redis.host}:${ref.redis.port}`, 'redis:6379'],
    [ref.rabbitmq.vhost, 'acme'],
    [ref.postgres.host, 'postgres'],
    [ref.database.name, 'appeals'],
    [ref.database.user, 'appeals'],
    [references<'owners'>().services.owners.url, 'http://owners:4100'],
    ['${services.owners.address} ${services.owners.host} ${services.owners.port}', 'owners:4100 owners 4100'],
    ['${services.owners.ports.rpc.url}', 'http://owners:4101'],
    [ref.self.address, 'appeals-api:8080'],
    [ref.self.publicUrl, 'http://acme.localhost'],
    ['${ingress.url}/${product}/${environment}/${namespace}', 'http://acme.localhost/acme/dev/acme'],
  ])('%j is %j', (text, value) => expect(seen({ A: text })['A']).toBe(value));

  test('services of other products, in their namespaces', () => {
    const platform = {
      services: {
        auth: { port: 4100, layer: 'platform', ports: { events: { port: 4101 } } },
        audit: { kind: 'worker', layer: 'platform' },
      },
      overlay: { ...developmentOverlay, namespace: 'platform-dev' },
    };
    const env = {
      A: references<'platform/auth'>().services['platform/auth'].url,
      B: '${services.platform/auth.host}:${services.platform/auth.ports.events.port}',
    };
    const { config, dependsOn } = platformOf({ services: { owners: { ...owners, env } }, products: { platform } }).services[0]!;
    expect(config).toContainEqual(expect.objectContaining({ name: 'A', value: 'http://auth.platform-dev.svc:4100' }));
    expect(config).toContainEqual(expect.objectContaining({ name: 'B', value: 'auth.platform-dev.svc:4101' }));
    expect(dependsOn).toEqual(['platform/auth']);
  });

  test('the logins are those that Cadastre sets itself', () => {
    const { A, B, C, REDIS_URL, REDIS_PASSWORD, DATABASE_URL } = seen(
      { A: '${redis.url}', B: 'x${redis.password}$', C: '${database.url}' },
      { needsRedis: true },
    );
    expect([A, B, C]).toEqual([REDIS_URL, `x${REDIS_PASSWORD}$`, DATABASE_URL]);
    expect(seen({ A: '${redis.url}' })['A']).toBe(REDIS_URL);
  });

  test('a login of an external', () => {
    const overlay = {
      ...developmentOverlay,
      externals: { mongo: { host: 'mongo.example.com', port: 27017, secret: 'mongo', keys: ['password'] } },
    };
    const text = 'mongodb://${externals.mongo.password}@${externals.mongo.host}:27017';
    const { A, MONGO_PASSWORD } = seen({ A: text }, { externals: ['mongo'] }, overlay);
    expect(A).toBe(`mongodb://${MONGO_PASSWORD}@mongo.example.com:27017`);
  });

  test('dependencies and needs follow, and what is declared is not doubled', () => {
    const { dependsOn, needs } = appealsOf({ A: '${services.owners.host}${redis.host}${services.appeals.host}' });
    expect([dependsOn, needs]).toEqual([['owners'], ['redis']]);
    expect(appealsOf({ A: '${services.owners.host}' }, { dependsOn: ['owners'] }).dependsOn).toEqual(['owners']);
    const { blueprint } = compiledOf({ services: { owners, appeals: { ...appeals, env: { A: '${services.owners.host}' } } } });
    const to = blueprint.connections.filter(({ why }) => why === 'dependsOn').map(({ to: end, port }) => [end, port]);
    expect(to).toContainEqual([{ kind: 'workload', id: 'service/owners' }, 4101]);
  });

  test('a migration logs in as the owner', () => {
    const more = { databaseAccess: 'split', migration: { mode: 'job', command: ['migrate'] } };
    const { env, migrationEnv } = appealsOf({ A: '${database.password}' }, more);
    const secretOf = (variables: typeof env): unknown => variables.find(({ name }) => name === 'A');
    expect(secretOf(env)).toMatchObject({ secret: { name: 'appeals-api-db' } });
    expect(secretOf(migrationEnv)).toMatchObject({ secret: { name: 'appeals-api-db-owner' } });
  });

  test('a cron job of a service refers to the database of that service', () => {
    const nightly = { kind: 'cron', layer: 'domain', of: 'appeals', schedule: '0 3 * * *', env: { DSN: 'x:${database.password}' } };
    const { services } = platformOf({ services: { appeals, nightly } });
    const { env, needs } = services.find(({ key }) => key === 'nightly')!;
    expect(needs).toEqual([]);
    const names = env.map(({ name }) => name);
    expect(names.indexOf('CADASTRE_APPEALS_API_DB_PASSWORD')).toBeLessThan(names.indexOf('DSN'));
    expect(env).toContainEqual(expect.objectContaining({ name: 'DSN', template: 'x:$(CADASTRE_APPEALS_API_DB_PASSWORD)' }));
  });

  test('one that is plain here and secret there is no difference, and one that another environment lacks is', () => {
    const services = { owners: { ...owners, needsRedis: true, env: { A: '${redis.url}' } } };
    const dev = platformOf({
      services,
      overlay: { ...productionOverlay, redis: { ...productionOverlay.redis, host: 'other.example.com' } },
    });
    const prod = platformOf({ services, overlay: productionOverlay, environment: 'prod' });
    expect(parityOf([dev, prod])).toEqual([]);
  });

  test('a sidecar has its own variables, which follow from the same things', () => {
    const sidecars = {
      proxy: {
        image: 'ghcr.io/acme/proxy:1',
        env: { A: '${environment} ${services.owners.port}', B: 'x:${redis.password}', C: '${database.password}' },
      },
    };
    const services = { owners, appeals: { ...appeals, sidecars } };
    const dev = platformOf({ services });
    const { dependsOn, needs, sidecars: made } = dev.services.find(({ key }) => key === 'appeals')!;
    expect([dependsOn, needs]).toEqual([['owners'], ['redis']]);
    expect(made[0]?.env).toEqual([
      expect.objectContaining({ kind: 'literal', name: 'A', value: 'dev 4100' }),
      expect.objectContaining({ kind: 'secret', name: 'CADASTRE_REDIS_AUTH_PASSWORD', hidden: true }),
      expect.objectContaining({ kind: 'template', name: 'B', template: 'x:$(CADASTRE_REDIS_AUTH_PASSWORD)' }),
      expect.objectContaining({ kind: 'secret', name: 'C', secret: expect.objectContaining({ name: 'appeals-api-db' }) as unknown }),
    ]);
    const prod = platformOf({ services, overlay: productionOverlay, environment: 'prod' });
    expect(parityOf([dev, prod])).toEqual([]);
  });

  test('a template of a file', () => {
    const files = { '/etc/a': { template: 'to ${services.owners.url}, $${HOME}, ${redis.host}\n' } };
    const { files: made, dependsOn, needs } = appealsOf({}, { files });
    expect(made).toEqual([
      expect.objectContaining({ path: '/etc/a', content: { text: 'to http://owners:4100, ${HOME}, redis\n' }, bytes: 38 }),
    ]);
    expect([dependsOn, needs]).toEqual([['owners'], ['redis']]);
  });

  test('the kubelet puts together what was written, whatever stands around it', () => {
    const text = fc.string({ unit: fc.constantFrom('$', '(', ')', '{', '}', 'A', ' '), maxLength: 8 });
    const secret = { name: 'a', key: 'b', optional: false };
    const origin = { layer: 'entry', place: { file: '', path: [] } } as const;
    fc.assert(
      fc.property(text, text, text, (first, second, third) => {
        const parts = [first, secret, second, secret, third].filter((part) => part !== '');
        const made = withReferring([], [{ name: 'X', parts, origin, written: '' }]).at(-1);
        const template = made?.kind === 'template' ? made.template : '';
        const expanded = template.replace(/\$\$|\$\((CADASTRE_A_B)\)/g, (_, name?: string) => (name === undefined ? '$' : 'value'));
        expect(expanded).toBe(`${first}value${second}value${third}`);
      }),
      { numRuns: 2000 },
    );
  });
});

describe('variables of all services', () => {
  test('lose against what a service says, and win over the defaults', () => {
    const services = { owners: { ...owners, env: { B: 'entry' } }, appeals };
    const overlay = { ...developmentOverlay, env: { A: 'all', B: 'all', C: 'all' }, services: { owners: { env: { C: 'overlay' } } } };
    const { services: resolved } = platformOf({ services, overlay, manifest: { defaults: { all: { env: { A: 'default' } } } } });
    const values = resolved.map(({ config }) => config.filter(({ name }) => /^[ABC]$/.test(name)).map(({ value }) => value));
    expect(values).toEqual([
      ['all', 'all', 'all'],
      ['all', 'entry', 'overlay'],
    ]);
  });
});

describe('options of a program', () => {
  test.each([
    ['node', 'NODE_OPTIONS', '--enable-source-maps', '--max-old-space-size=384 --enable-source-maps'],
    ['node', 'NODE_OPTIONS', '--max_old_space_size=200', '--max_old_space_size=200'],
    ['node', 'NODE_OPTIONS', '', '--max-old-space-size=384'],
    ['java', 'JAVA_TOOL_OPTIONS', '-Xmx300m', '-XX:+ExitOnOutOfMemoryError -Xmx300m'],
    ['java', 'JAVA_TOOL_OPTIONS', '-Da=${self.port}', '-XX:MaxRAMPercentage=75.0 -XX:+ExitOnOutOfMemoryError -Da=8080'],
    ['go', 'GOMEMLIMIT', '100MiB', '100MiB'],
    ['python', 'NODE_OPTIONS', '--inspect', '--inspect'],
  ])('of %s in %s with %j are %j', (runtime, name, written, value) => {
    expect(seen({ [name]: written }, { runtime })[name]).toBe(value);
  });

  test('a cron job of a service keeps to its own limits', () => {
    const nightly = { kind: 'cron', layer: 'domain', of: 'owners', schedule: '0 3 * * *', resources: { limits: { memory: '1Gi' } } };
    const { services } = platformOf({ services: { owners: { ...owners, env: { NODE_OPTIONS: '--inspect' } }, nightly } });
    const options = services.map(({ config }) => config.find(({ name }) => name === 'NODE_OPTIONS')?.value);
    expect(options).toEqual(['--max-old-space-size=768 --inspect', '--max-old-space-size=384 --inspect']);
  });
});
