import { postgresServersOf } from '../../model';
import { overruledVariables } from '../../model/rules/facts/variables';
import { developmentOverlay, plainService, platformOf, productionOverlay } from '../support/platform';
import { findingsOf, placeOf, shop, withValues } from '../support/shop';

const entry = (hostname: string, port: number): object => ({ ...plainService, hostname, port, routes: [] });

describe('the order of services', () => {
  // `Z` comes before `a` in code units, and after it in every language; numbers come first in every JavaScript object.
  const services = {
    owners: entry('owners', 4100),
    Zoning: entry('zoning', 4101),
    assessment: entry('assessment', 4102),
    '2fa': entry('two-factor', 4103),
  };
  const sorted = ['2fa', 'Zoning', 'assessment', 'owners'];

  test('is that of their keys in code units, whatever the order of registry and manifest', () => {
    for (const listed of [Object.keys(services), [...sorted].reverse()]) {
      const platform = platformOf({ services, manifest: { services: listed } });
      expect(platform.services.map(({ key }) => key)).toEqual(sorted);
      expect(platform.registryKeys).toEqual(sorted);
    }
  });

  test('is that of the keys also for services that the product leaves out', () => {
    const platform = platformOf({ services, manifest: { services: ['owners', 'Zoning'] } });
    expect(platform.services.map(({ key }) => key)).toEqual(['Zoning', 'owners']);
    expect(platform.registryKeys).toEqual(sorted);
  });

  test('decides which of two services is to blame: the second by key', () => {
    const input = withValues(shop(), {
      'registry.accounts.database': 'orders',
      'manifest.services': ['storefront', 'pricing', 'orders', 'mailer', 'accounts'],
    });
    const reversed = { ...input, registry: Object.fromEntries(Object.entries(input.registry).reverse()) };
    const [shared] = findingsOf(reversed).filter(({ code }) => code === 'database-shared');
    expect(shared).toMatchObject({ at: placeOf('registry.orders.database'), args: { other: 'accounts' } });
  });
});

describe('when the kubelet asks the image registry', () => {
  const policyOf = (overlay: typeof developmentOverlay | typeof productionOverlay, pullPolicy?: string): (string | undefined)[] => {
    const images = { ...overlay.images, ...(pullPolicy !== undefined && { pullPolicy }) };
    const platform = platformOf({ services: { owners: plainService }, overlay: { ...overlay, images } });
    return [platform.services[0]?.imagePullPolicy, postgresServersOf(platform)[0]?.clientPullPolicy];
  };

  test('follows from the environment', () => {
    expect(policyOf(developmentOverlay)).toEqual(['IfNotPresent', 'IfNotPresent']);
    expect(policyOf(productionOverlay)).toEqual(['Always', 'Always']);
  });

  test('is what the overlay says, for services and init Jobs', () => {
    expect(policyOf(developmentOverlay, 'Always')).toEqual(['Always', 'Always']);
    expect(policyOf(productionOverlay, 'IfNotPresent')).toEqual(['IfNotPresent', 'IfNotPresent']);
  });

  test('is never, once it is there, for a client with a digest, unless the overlay says otherwise', () => {
    const clientImage = `postgres:16-alpine@sha256:${'0'.repeat(64)}`;
    const pinned = { ...productionOverlay, postgres: { ...productionOverlay.postgres, clientImage } };
    expect(policyOf(pinned)).toEqual(['Always', 'IfNotPresent']);
    expect(policyOf(pinned, 'Always')).toEqual(['Always', 'Always']);
  });
});

describe('plain variables that a later layer replaces', () => {
  test('are kept with their own place, for each layer that loses', () => {
    const platform = platformOf({
      services: { owners: { ...plainService, env: { A: 'entry', C: 'entry' }, secrets: { B: { secret: 'b', key: 'b' } } } },
      manifest: { defaults: { all: { env: { A: 'all' } }, node: { env: { A: 'node', B: 'node' } } } },
      overlay: { ...developmentOverlay, services: { owners: { env: { C: 'overlay', NODE_ENV: 'test' } } } },
    });
    expect(overruledVariables(platform).map(({ name, value, origin }) => [name, value, origin.place.path.join('.')])).toEqual([
      ['A', 'node', 'defaults.node.env.A'],
      ['A', 'all', 'defaults.all.env.A'],
      ['B', 'node', 'defaults.node.env.B'],
      ['C', 'entry', 'owners.env.C'],
    ]);
  });
});
