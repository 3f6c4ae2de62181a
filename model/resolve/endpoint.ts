import type { Place } from '../../diagnostics';
import type { ServerDefaults } from '../backing';
import type { BackingService, ImageReference, UserIds } from '../platform';
import { toImageReference } from './images';
import { resolveResources, type ResourcesInput } from './resources';

/** The overlay's settings of a backing service that runs in the cluster. */
export interface InClusterInput {
  readonly provider: 'in-cluster';
  readonly host?: string | undefined;
  readonly image?: string | undefined;
  readonly storage?: string | undefined;
  readonly storageClass?: string | undefined;
  readonly resources?: ResourcesInput | undefined;
}

/** The overlay's settings of a backing service that runs elsewhere. */
export interface ExternalInput {
  readonly provider: 'external';
  readonly host: string;
  readonly port?: number | undefined;
}

/** The overlay's settings of a backing service that an operator runs in the product's namespace. */
export interface OperatorInput {
  readonly provider: 'cloudnative-pg';
  readonly host?: string | undefined;
}

/** The parts of a backing service that are resolved alike for all kinds. */
type Endpoint = Pick<BackingService, 'host' | 'port' | 'inCluster' | 'place'>;

/**
 * Resolves what all backing services have.
 * @param host the host of a server whose overlay names none
 * @param place where the backing service is declared
 */
export function resolveEndpoint(
  input: InClusterInput | ExternalInput | OperatorInput,
  defaults: ServerDefaults,
  host: string,
  place: Place,
): Endpoint {
  if (input.provider === 'external') return { host: input.host, port: input.port ?? defaults.port, inCluster: undefined, place };
  if (input.provider === 'cloudnative-pg') return { host: input.host ?? host, port: defaults.port, inCluster: undefined, place };
  const image = toImageReference(input.image ?? defaults.image);
  const { resources, origins } = resolveResources([{ layer: 'overlay', place, values: input }], defaults.resources, place);
  return {
    host: input.host ?? host,
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

/** The user that an image's program runs as, told by its tag. */
export function imageUser({ tag = '' }: ImageReference, { users }: Pick<ServerDefaults, 'users'>): UserIds {
  return tag.includes('alpine') ? users.alpine : users.debian;
}
