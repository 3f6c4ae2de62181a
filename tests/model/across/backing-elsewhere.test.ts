import type { Diagnostic } from '../../../diagnostics';
import { checkAcross } from '../../../model/across/check-across';
import { compiledOf, developmentOverlay, plainService, productionOverlay } from '../../support/platform';

/** The findings about hosts of a service with some variables, in development and in production. */
function hosts(env: Readonly<Record<string, string>>, overlay: object = productionOverlay): Diagnostic[] {
  const services = { owners: { ...plainService, needsRedis: true, env } };
  const compiled = [compiledOf({ services, overlay: developmentOverlay }), compiledOf({ services, overlay, environment: 'prod' })];
  return checkAcross([], compiled).filter(({ code }) => code === 'url-host-unknown');
}

test('an address of a server in the cluster is one where the server is', () => {
  const found = hosts({ CACHE: 'redis:6379', OTHER: 'rabbitmq.acme.svc:5672', PG_HOST: 'postgres' });
  expect(found.map(({ at }) => at.path.at(-1))).toEqual(['CACHE', 'OTHER', 'PG_HOST']);
  expect(found[0]?.args).toMatchObject({ elsewhere: { environment: 'dev', reference: 'redis.host' } });
});

test.each([
  ['references', { CACHE: '${redis.host}:${redis.port}' }, productionOverlay],
  ['words', { CACHE_KIND: 'redis', LIST: 'redis memory' }, productionOverlay],
  ['what has a scheme, which is found as a URL', { CACHE: 'redis://redis:6379' }, productionOverlay],
  ['a server that runs in the cluster in both', { CACHE: 'redis:6379' }, { ...productionOverlay, redis: { provider: 'in-cluster' } }],
])('%s are no finding', (_, env, overlay) => expect(hosts(env, overlay)).toEqual([]));
