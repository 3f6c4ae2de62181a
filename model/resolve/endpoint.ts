import type { Place } from '../../diagnostics';
import type { SettingValue } from '../../registry/schema';
import type { ServerDefaults } from '../backing';
import type { BackingService, ImageReference, UserIds } from '../platform';
import { toImageReference } from './images';
import type { Origins } from '../origin';
import { builtInAt } from './layers';
import { compareText } from './order';
import { resolveResources, type ResourcesInput } from './resources';

/** The overlay's settings of a backing service that runs in the cluster. */
export interface InClusterInput {
  readonly provider: 'in-cluster';
  readonly host?: string | undefined;
  readonly image?: string | undefined;
  readonly storage?: string | undefined;
  readonly storageClass?: string | undefined;
  readonly resources?: ResourcesInput | undefined;
  readonly settings?: Readonly<Record<string, SettingValue>> | undefined;
  readonly acceptDataLoss?: string | undefined;
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
): { readonly endpoint: Endpoint; readonly origins: Origins } {
  const origin = { layer: 'overlay', place } as const;
  const elsewhere = (at: Pick<Endpoint, 'host' | 'port'>) => ({ endpoint: { ...at, inCluster: undefined, place }, origins: { origin } });
  if (input.provider === 'external') return elsewhere({ host: input.host, port: input.port ?? defaults.port });
  if (input.provider === 'cloudnative-pg') return elsewhere({ host: input.host ?? host, port: defaults.port });
  const image = toImageReference(input.image ?? defaults.image);
  const resources = resolveResources([{ layer: 'overlay', place, values: input }], defaults.resources, builtInAt(place));
  return {
    endpoint: {
      host: input.host ?? host,
      port: defaults.port,
      inCluster: {
        image,
        storage: input.storage ?? '1Gi',
        storageClass: input.storageClass,
        resources: resources.value,
        user: imageUser(image, defaults),
        settings: Object.fromEntries(Object.entries(input.settings ?? {}).sort(([a], [b]) => compareText(a, b))),
        acceptDataLoss: input.acceptDataLoss,
      },
      place,
    },
    origins: { origin, fields: { resources: resources.origins } },
  };
}

/** The user that an image's program runs as, told by its tag. */
export function imageUser({ tag = '' }: ImageReference, { users }: Pick<ServerDefaults, 'users'>): UserIds {
  return tag.includes('alpine') ? users.alpine : users.debian;
}
