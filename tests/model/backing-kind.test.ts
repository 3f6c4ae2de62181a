import { originOf, type Platform } from '../../model';
import { serverId, serviceId } from '../../model/blueprint';
import { nats } from '../fixtures/nats';
import { objectsOf, parityOf, secretsOf } from '../support/platform';
import { compiled, findingsOf, type Input, placeOf, platformOf, shop, type ShopEnvironment, withValues } from '../support/shop';
import { wordingOf } from '../support/wording';

// A kind that Cadastre does not have, added where a new one would be: to one list of the schema and to one of the model.
jest.mock('../../registry/schema/backing', () => {
  const lists = jest.requireActual<typeof import('../../registry/schema/backing')>('../../registry/schema/backing');
  const added = jest.requireActual<typeof import('../fixtures/nats')>('../fixtures/nats');
  return {
    backingOverlayFields: { ...lists.backingOverlayFields, ...added.natsOverlayFields },
    backingEntryFields: { ...lists.backingEntryFields, ...added.natsEntryFields },
  };
});
jest.mock('../../model/backing/kinds', () => {
  const { backingKinds } = jest.requireActual<typeof import('../../model/backing/kinds')>('../../model/backing/kinds');
  const added = jest.requireActual<typeof import('../fixtures/nats')>('../fixtures/nats');
  return { backingKinds: { ...backingKinds, nats: added.nats } };
});

const elsewhere = { provider: 'external', host: 'nats.acme.example', tls: true };

/** The shop with a NATS that orders and the storefront need. */
function shopWithNats(environment: ShopEnvironment = 'dev', values: Readonly<Record<string, unknown>> = {}): Input {
  const needed = { 'registry.orders.needsNats': true, 'registry.storefront.needsNats': true };
  return withValues(shop(environment), {
    ...needed,
    'overlay.nats': environment === 'dev' ? { provider: 'in-cluster' } : { ...elsewhere },
    ...values,
  });
}

/** The findings, each as its code, its place and its message. */
function found(input: Input): unknown[] {
  return findingsOf(input).map((finding) => [finding.code, finding.at, wordingOf(finding).message]);
}

function serviceOf({ services }: Platform, wanted: string): Platform['services'][number] {
  const service = services.find(({ key }) => key === wanted);
  if (service === undefined) throw new Error(`there is no ${wanted}`);
  return service;
}

describe('a new kind of backing service, in one list of the schema and in one of the model', () => {
  test.each(['dev', 'prod'] as const)('gives no findings by itself in %s', (environment) => {
    expect(found(shopWithNats(environment))).toEqual([]);
  });

  test('is listed after those that are there, with its settings, their origins and its defaults', () => {
    const platform = platformOf(shopWithNats('dev', { 'overlay.nats.subject': 'orders.>' }));
    const { backing } = platform;
    expect(backing.map(({ kind }) => kind)).toEqual(['postgres', 'redis', 'rabbitmq', 'nats']);
    expect(backing.at(-1)).toMatchObject({
      kind: 'nats',
      name: 'nats',
      host: 'nats',
      port: 4222,
      tls: false,
      secret: 'nats-auth',
      subject: 'orders.>',
      inCluster: { image: { repository: 'nats', tag: '2.12-alpine' }, storage: '1Gi', resources: nats.defaults.resources },
    });
    expect(originOf(platform, 'backing', 'nats', 'secret').layer).toBe('built-in');
    expect(originOf(platform, 'backing', 'nats', 'subject')).toEqual({ layer: 'overlay', place: placeOf('overlay.nats.subject') });
    expect(platformOf(shopWithNats('prod')).backing.at(-1)).toMatchObject({
      host: 'nats.acme.example',
      port: 4443,
      tls: true,
      subject: 'shop.>',
    });
  });

  test('gives its variables to the services that ask for it, and to no other', () => {
    const platform = platformOf(shopWithNats('prod'));
    const orders = serviceOf(platform, 'orders');
    expect(orders.needs).toEqual(['nats', 'rabbitmq']);
    expect(orders.env.filter(({ name }) => name.startsWith('NATS_'))).toMatchObject([
      { name: 'NATS_USER', secret: { name: 'nats-auth', key: 'username' } },
      { name: 'NATS_PASSWORD', secret: { name: 'nats-auth', key: 'password' } },
      { name: 'NATS_URL', template: 'tls://$(NATS_USER):$(NATS_PASSWORD)@nats.acme.example:4443' },
    ]);
    expect(platform.services.filter(({ env }) => env.some(({ name }) => name === 'NATS_URL')).map(({ key }) => key)).toEqual([
      'orders',
      'storefront',
    ]);
  });

  test('may be asked for by the defaults of a product', () => {
    const platform = platformOf(
      withValues(shop(), { 'overlay.nats': { provider: 'in-cluster' }, 'manifest.defaults.python.needsNats': true }),
    );
    const pricing = serviceOf(platform, 'pricing');
    expect([pricing.needs, originOf(platform, 'services', 'pricing', 'needsNats')]).toEqual([
      ['nats'],
      { layer: 'product-default', place: placeOf('manifest.defaults.python.needsNats') },
    ]);
  });

  test('has its login in a Secret, made in the cluster and given elsewhere', () => {
    const secretOf = (input: Input): unknown => secretsOf(platformOf(input)).find(({ name }) => name === 'nats-auth');
    expect(secretOf(shopWithNats())).toMatchObject({
      owner: { kind: 'backing', name: 'nats' },
      keys: [
        { name: 'password', source: { kind: 'generated' } },
        { name: 'username', source: { kind: 'known', value: 'app' } },
      ],
      data: { username: 'app', password: expect.stringMatching(/^[0-9a-f]{32}$/) as string },
    });
    expect(secretOf(shopWithNats('prod'))).toMatchObject({
      keys: [
        { name: 'password', source: { kind: 'given' } },
        { name: 'username', source: { kind: 'given' } },
      ],
      data: undefined,
    });
    expect(secretOf(withValues(shop('prod'), { 'overlay.nats': elsewhere }))).toBeUndefined();
  });

  test.each<[string, Input, unknown[]]>([
    [
      'where services need it and the environment has none',
      shopWithNats('prod', { 'overlay.nats': undefined }),
      ['backing-service-missing', placeOf('overlay'), 'the environment has no NATS, which `orders` and `storefront` need'],
    ],
    [
      'without TLS',
      shopWithNats('prod', { 'overlay.nats.tls': false }),
      ['backing-without-tls', placeOf('overlay.nats'), 'connections to the NATS on `nats.acme.example` are not encrypted'],
    ],
    [
      'with a host that is none',
      shopWithNats('prod', { 'overlay.nats.host': 'nats/orders' }),
      ['backing-host-invalid', placeOf('overlay.nats.host'), expect.stringContaining('it is not a DNS name')],
    ],
    [
      'with a port that is none',
      shopWithNats('prod', { 'overlay.nats.port': 0 }),
      ['backing-port-invalid', placeOf('overlay.nats.port'), '`0` is not a port'],
    ],
    [
      'with a service of its name',
      shopWithNats('dev', { 'registry.mailer.hostname': 'nats' }),
      ['hostname-duplicate', placeOf('registry.mailer.hostname'), expect.stringContaining('NATS')],
    ],
    [
      'with an image past its end of life',
      shopWithNats('dev', { 'overlay.nats.image': 'nats:2.10-alpine' }),
      ['image-end-of-life', placeOf('overlay.nats.image'), expect.stringContaining('NATS 2.10')],
    ],
    [
      'with a request over its limit',
      shopWithNats('dev', { 'overlay.nats.resources': { requests: { memory: '1Gi' } } }),
      ['resources-request-over-limit', placeOf('overlay.nats.resources.requests.memory'), expect.stringContaining('1Gi')],
    ],
    [
      'with the Secret of another',
      shopWithNats('dev', { 'overlay.nats.secret': 'rabbitmq-auth' }),
      ['secret-name-shared', placeOf('overlay.nats.secret'), expect.stringContaining('the login of NATS')],
    ],
    [
      'with a password that is made up and that it does not know',
      shopWithNats('dev', { 'overlay.nats': elsewhere }),
      ['secrets-development-external', placeOf('overlay.nats.provider'), expect.stringContaining('NATS')],
    ],
    [
      'with a variable of its own that is declared',
      shopWithNats('dev', { 'registry.orders.env.NATS_URL': 'nats://elsewhere.example' }),
      ['env-reserved', placeOf('registry.orders.env.NATS_URL'), '`NATS_URL` is already set from `needsNats`'],
    ],
    [
      'in a URL of another port',
      shopWithNats('dev', { 'registry.orders.extraEnv.EVENTS': 'nats://accounts' }),
      ['url-port-mismatch', placeOf('registry.orders.extraEnv.EVENTS'), expect.stringContaining('4222')],
    ],
    [
      'with a setting that it does not have',
      shopWithNats('dev', { 'overlay.nats.vhost': 'shop' }),
      ['unknown-key', expect.anything(), expect.stringContaining('vhost')],
    ],
  ])('is found %s', (_, input, finding) => {
    expect(found(input)).toEqual([finding]);
  });

  test('runs in the cluster, as a workload that its users connect to', () => {
    const input = shopWithNats();
    const objects = objectsOf(platformOf(input)).filter(({ metadata }) => /^nats(-|$)/.test(metadata.name));
    expect(objects.map(({ kind, metadata }) => `${kind} ${metadata.name}`).sort()).toEqual([
      'Secret nats-auth',
      'Service nats',
      'Service nats-headless',
      'ServiceAccount nats',
      'StatefulSet nats',
    ]);
    const connections = compiled(input).platforms[0]?.blueprint.connections.filter(({ port }) => port === 4222) ?? [];
    const server = { kind: 'workload', id: serverId({ kind: 'nats' as 'redis', name: 'nats' }) };
    expect(connections.map(({ from, to, why }) => [from, to, why])).toEqual(
      ['orders', 'storefront'].map((key) => [{ kind: 'workload', id: serviceId({ kind: 'service', key }) }, server, 'broker']),
    );
  });

  test('counts against a quota', () => {
    const [finding, ...others] = findingsOf(shopWithNats('dev', { 'overlay.quota': { pods: 1 } }));
    expect([finding?.code, others]).toEqual(['quota-exceeded', []]);
    expect(JSON.stringify(finding?.args)).toContain('NATS');
  });

  test('is held to parity, but for its endpoint', () => {
    const at = (environment: ShopEnvironment, values?: Readonly<Record<string, unknown>>): Platform =>
      platformOf(shopWithNats(environment, values), environment);
    expect(parityOf([at('dev'), at('prod', { 'overlay.services': undefined })]).map(({ code }) => code)).toEqual([]);
    const [finding, ...others] = parityOf([at('dev'), at('prod', { 'overlay.services': undefined, 'overlay.nats.secret': 'broker' })]);
    expect(others).toEqual([]);
    expect([finding?.at, wordingOf(finding!).text]).toEqual([
      placeOf('overlay.nats.secret'),
      expect.stringContaining('`nats.secret` is `nats-auth`'),
    ]);
  });
});
