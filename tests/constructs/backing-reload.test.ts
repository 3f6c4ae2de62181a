import { developmentOverlay, objectsOf, plainService, platformOf } from '../support/platform';

const reloadOf = (reloader: boolean, delivery: string): Record<string, unknown> => {
  const overlay = {
    ...developmentOverlay,
    delivery,
    reloader,
    redis: { provider: 'in-cluster', secret: 'cache' },
    rabbitmq: { provider: 'in-cluster' },
    postgres: { provider: 'in-cluster' },
  };
  const services = { owners: { ...plainService, database: 'owners', needsRedis: true, needsRabbitmq: true } };
  const sets = objectsOf(platformOf({ services, overlay })).filter(({ kind }) => kind === 'StatefulSet');
  return Object.fromEntries(
    sets.map(({ metadata }) => [
      metadata.name,
      (metadata['annotations'] as Record<string, string> | undefined)?.['secret.reloader.stakater.com/reload'],
    ]),
  );
};

test.each(['kubectl', 'argocd'])('only the Redis reads a new password when it starts again, so only it is restarted (%s)', (delivery) => {
  expect(reloadOf(true, delivery)).toEqual({ postgres: undefined, rabbitmq: undefined, redis: 'cache' });
  expect(reloadOf(false, delivery)).toEqual({ postgres: undefined, rabbitmq: undefined, redis: undefined });
});
