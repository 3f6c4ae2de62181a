import type { EnvironmentOverlay } from '../../registry/schema';
import type { Place } from '../../diagnostics';
import { placeUnder } from '../origin';
import type { BackingService, Rabbitmq, Redis } from '../platform';
import { type InClusterDefaults, resolveEndpoint } from './endpoint';
import { type Layer, pick } from './layers';

const redisDefaults: InClusterDefaults = {
  name: 'redis',
  users: { alpine: { uid: 999, gid: 1000 }, debian: { uid: 999, gid: 999 } },
  image: 'redis:7.4-alpine',
  port: 6379,
  resources: {
    requests: { cpu: '50m', 'ephemeral-storage': '64Mi', memory: '64Mi' },
    limits: { cpu: '1', 'ephemeral-storage': '256Mi', memory: '256Mi' },
  },
};

const rabbitmqDefaults: InClusterDefaults = {
  name: 'rabbitmq',
  users: { alpine: { uid: 100, gid: 101 }, debian: { uid: 999, gid: 999 } },
  image: 'rabbitmq:4.3-management-alpine',
  port: 5672,
  resources: {
    requests: { cpu: '100m', 'ephemeral-storage': '64Mi', memory: '256Mi' },
    limits: { cpu: '2', 'ephemeral-storage': '512Mi', memory: '1Gi' },
  },
};

/**
 * Resolves the backing services of an environment but for its database servers.
 * @param overlayPlace the place of the overlay's root
 */
export function resolveBackingServices(overlay: EnvironmentOverlay, product: string, overlayPlace: Place): BackingService[] {
  return [
    ...(overlay.redis === undefined ? [] : [redis(overlay.redis, placeUnder(overlayPlace, 'redis'))]),
    ...(overlay.rabbitmq === undefined ? [] : [rabbitmq(overlay.rabbitmq, product, placeUnder(overlayPlace, 'rabbitmq'))]),
  ];
}

function redis(input: NonNullable<EnvironmentOverlay['redis']>, place: Place): Redis {
  const secret = pick([{ layer: 'overlay', place, values: input }], 'secret', 'redis-auth', placeUnder(place, 'secret'));
  return {
    kind: 'redis',
    name: 'redis',
    ...resolveEndpoint(input, redisDefaults, place),
    secret: secret.value,
    origins: { secret: secret.origin },
    tls: input.provider === 'external' && input.tls === true,
  };
}

function rabbitmq(input: NonNullable<EnvironmentOverlay['rabbitmq']>, product: string, place: Place): Rabbitmq {
  const tls = input.provider === 'external' && input.tls === true;
  const layers: readonly Layer<Pick<typeof input, 'secret' | 'vhost'>>[] = [{ layer: 'overlay', place, values: input }];
  const secret = pick(layers, 'secret', 'rabbitmq-auth', placeUnder(place, 'secret'));
  const vhost = pick(layers, 'vhost', product, placeUnder(place, 'vhost'));
  return {
    kind: 'rabbitmq',
    name: 'rabbitmq',
    ...resolveEndpoint(input, tls ? { ...rabbitmqDefaults, port: 5671 } : rabbitmqDefaults, place),
    secret: secret.value,
    tls,
    vhost: vhost.value,
    origins: { secret: secret.origin, vhost: vhost.origin },
  };
}
