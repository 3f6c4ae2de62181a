import { goldenPlatforms } from '../fixtures/golden/platforms';
import { compiledOf, developmentOverlay, parityOf, plainService, platformOf, productionOverlay } from '../support/platform';

const mongo = { host: 'mongo.example.com', port: 27017, secret: 'mongo-auth' };

function sourcesOf(golden: string): unknown[] {
  return compiledOf(goldenPlatforms[golden]!).blueprint.references.flatMap(({ kind, name, keys, uses }) =>
    uses.some(({ purpose }) => purpose === 'external-login') ? [[`${kind}/${name}`, keys.map((key) => [key.name, key.source])]] : [],
  );
}

test('the login of an external elsewhere is given, and that of a service of the product made up', () => {
  expect(sourcesOf('externals-prod')).toContainEqual([
    'Secret/mongo-auth',
    [
      ['password', { kind: 'given' }],
      ['username', { kind: 'given' }],
    ],
  ]);
  expect(sourcesOf('externals-dev')).toContainEqual([
    'Secret/mongo-auth',
    [
      ['password', { kind: 'generated' }],
      ['username', { kind: 'known', value: 'mongo' }],
    ],
  ]);
});

test('there is a connection to the host, or to the workload that it is', () => {
  const ends = (golden: string): unknown[] =>
    compiledOf(goldenPlatforms[golden]!).blueprint.connections.flatMap(({ from, to, port, why }) =>
      why === 'external' ? [[from, to, port]] : [],
    );
  const from = { kind: 'workload', id: 'service/owners' };
  expect(ends('externals-dev')[0]).toEqual([from, { kind: 'workload', id: 'stateful/mongo' }, 27017]);
  expect(ends('externals-prod')[0]).toEqual([from, { kind: 'host', host: 'mongo.example.com' }, 27017]);
});

test('a cron job calls the externals of the service that it runs another command of', () => {
  const services = {
    owners: { ...plainService, externals: ['mongo'] },
    digest: { kind: 'cron', schedule: '0 1 * * *', layer: 'domain', of: 'owners', command: ['digest'] },
  };
  const { platform, blueprint } = compiledOf({ services, overlay: { ...productionOverlay, externals: { mongo } }, environment: 'prod' });
  expect(platform.services.map(({ env }) => env.flatMap(({ name }) => (name.startsWith('MONGO_') ? [name] : [])))).toEqual([
    ['MONGO_HOST', 'MONGO_PORT', 'MONGO_USERNAME', 'MONGO_PASSWORD'],
    ['MONGO_HOST', 'MONGO_PORT', 'MONGO_USERNAME', 'MONGO_PASSWORD'],
  ]);
  expect(blueprint.connections.filter(({ why }) => why === 'external').map(({ from }) => from)).toEqual([
    { kind: 'workload', id: 'cron/digest' },
    { kind: 'workload', id: 'service/owners' },
  ]);
});

test('an external may be elsewhere in another environment, and must be in each', () => {
  const of = (environment: string, overlay: object, externals: object): ReturnType<typeof platformOf> =>
    platformOf({ services: { owners: { ...plainService, externals: [] } }, overlay: { ...overlay, externals }, environment });
  const prod = of('prod', productionOverlay, { mongo });
  expect(parityOf([of('dev', developmentOverlay, { mongo: { service: 'owners', secret: 'other' } }), prod])).toEqual([]);
  expect(parityOf([of('dev', developmentOverlay, {}), prod]).map(({ code }) => code)).toEqual(['environment-parity']);
});
