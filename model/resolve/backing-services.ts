import type { EnvironmentOverlay } from '../../registry/schema';
import type { Place } from '../../diagnostics';
import { placeUnder } from '../origin';
import type { Endpoint, ImageReference, Platform, Postgres, Rabbitmq, Redis, Resources, UserIds } from '../platform';
import { toImageReference } from './images';
import { postgresMajor } from './postgres-version';
import { resolveResources, type ResourcesInput } from './resources';

type BackingServices = Pick<Platform, 'postgres' | 'redis' | 'rabbitmq'>;

interface InClusterInput {
  readonly provider: 'in-cluster';
  readonly host?: string | undefined;
  readonly image?: string | undefined;
  readonly storage?: string | undefined;
  readonly storageClass?: string | undefined;
  readonly resources?: ResourcesInput | undefined;
}

interface ExternalInput {
  readonly provider: 'external';
  readonly host: string;
  readonly port?: number | undefined;
}

/** What a backing service is when it runs in the cluster and nobody says more. */
interface InClusterDefaults {
  readonly name: string;
  readonly image: string;
  readonly port: number;
  readonly resources: Resources;
  /** The users of the Alpine and of the Debian image. */
  readonly users: { readonly alpine: UserIds; readonly debian: UserIds };
}

const postgresDefaults: InClusterDefaults = {
  name: 'postgres',
  users: { alpine: { uid: 70, gid: 70 }, debian: { uid: 999, gid: 999 } },
  image: 'postgres:16-alpine',
  port: 5432,
  resources: {
    requests: { cpu: '100m', 'ephemeral-storage': '64Mi', memory: '256Mi' },
    limits: { cpu: '2', 'ephemeral-storage': '512Mi', memory: '1Gi' },
  },
};

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
 * Resolves the backing services of an environment.
 * @param overlayPlace the place of the overlay's root
 */
export function resolveBackingServices(overlay: EnvironmentOverlay, product: string, overlayPlace: Place): BackingServices {
  const pullPolicy = overlay.images.pullPolicy ?? (overlay.development === true ? 'IfNotPresent' : 'Always');
  return {
    postgres: overlay.postgres && postgres(overlay.postgres, pullPolicy, placeUnder(overlayPlace, 'postgres')),
    redis: overlay.redis && redis(overlay.redis, placeUnder(overlayPlace, 'redis')),
    rabbitmq: overlay.rabbitmq && rabbitmq(overlay.rabbitmq, product, placeUnder(overlayPlace, 'rabbitmq')),
  };
}

function postgres(input: NonNullable<EnvironmentOverlay['postgres']>, clientPullPolicy: Postgres['clientPullPolicy'], place: Place): Postgres {
  const end = endpoint(input, postgresDefaults, place);
  const tls = input.provider === 'external' && input.tls?.mode === 'verify-full' ? input.tls : undefined;
  const clientImage =
    input.clientImage === undefined ? (end.inCluster?.image ?? toImageReference(postgresDefaults.image)) : toImageReference(input.clientImage);
  return {
    ...end,
    majorVersion: end.inCluster && postgresMajor(end.inCluster.image),
    adminSecret: input.adminSecret ?? 'postgres-admin',
    maxConnections: input.maxConnections ?? 100,
    poolSize: input.poolSize ?? 10,
    clientImage,
    clientUser: imageUser(clientImage, postgresDefaults),
    clientPullPolicy,
    certificateAuthority: tls && { configMap: tls.caConfigMap ?? 'postgres-ca', path: '/var/run/postgres-ca/ca.crt' },
  };
}

function imageUser({ tag = '' }: ImageReference, { users }: InClusterDefaults): UserIds {
  return tag.includes('alpine') ? users.alpine : users.debian;
}

function redis(input: NonNullable<EnvironmentOverlay['redis']>, place: Place): Redis {
  return {
    ...endpoint(input, redisDefaults, place),
    secret: input.secret ?? 'redis-auth',
    tls: input.provider === 'external' && input.tls === true,
  };
}

function rabbitmq(input: NonNullable<EnvironmentOverlay['rabbitmq']>, product: string, place: Place): Rabbitmq {
  const tls = input.provider === 'external' && input.tls === true;
  return {
    ...endpoint(input, tls ? { ...rabbitmqDefaults, port: 5671 } : rabbitmqDefaults, place),
    secret: input.secret ?? 'rabbitmq-auth',
    tls,
    vhost: input.vhost ?? product,
  };
}

function endpoint(input: InClusterInput | ExternalInput, defaults: InClusterDefaults, place: Place): Endpoint {
  if (input.provider === 'external') return { host: input.host, port: input.port ?? defaults.port, inCluster: undefined, place };
  const image = toImageReference(input.image ?? defaults.image);
  const { resources, origins } = resolveResources([{ layer: 'overlay', place, values: input }], defaults.resources, place);
  return {
    host: input.host ?? defaults.name,
    port: defaults.port,
    inCluster: {
      image,
      storage: input.storage ?? '1Gi',
      storageClass: input.storageClass,
      resources,
      resourceOrigins: origins,
      user: imageUser(image, defaults),
    },
    place,
  };
}
