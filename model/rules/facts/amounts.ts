import type { Place } from '../../../diagnostics';
import { placeUnder } from '../../origin';
import type { Amounts, Platform, Resources } from '../../platform';
import type { BackingEndpoint } from './endpoints';

/** The two kinds of amounts. */
export type AmountKind = keyof Resources;

/** One amount of a resource of a container. */
export interface Amount {
  readonly kind: AmountKind;
  readonly resource: keyof Amounts;
  /** In canonical form where it is legal. */
  readonly quantity: string;
  readonly place: Place;
  /** How late the layer is that set it: of two amounts that disagree the one set later is to blame. */
  readonly rank: number;
}

/** What the container of a service or a backing service asks for and may use. */
export type ContainerAmounts = readonly { readonly requests: Amount | undefined; readonly limits: Amount | undefined }[];

const resources = ['cpu', 'memory', 'ephemeral-storage'] as const satisfies readonly (keyof Amounts)[];
const ranks = { 'built-in': 0, 'product-default': 1, entry: 2, overlay: 3 } as const;

/**
 * Lists the amounts of all containers.
 * @returns an element for each container, with request and limit of each resource side by side
 */
export function containerAmounts({ services }: Platform, endpoints: readonly BackingEndpoint[]): ContainerAmounts[] {
  const ofServices = services.map((service) =>
    pairs(service.resources, (kind, resource) => {
      const { layer, place } = service.origins[`resources.${kind}.${resource}`];
      return { place, rank: ranks[layer] };
    }),
  );
  const ofBacking = endpoints.flatMap(({ inCluster, place }) =>
    inCluster === undefined
      ? []
      : [pairs(inCluster.resources, (kind, resource) => ({ place: placeUnder(place, 'resources', kind, resource), rank: kind === 'limits' ? 1 : 0 }))],
  );
  return [...ofServices, ...ofBacking];
}

function pairs(of: Resources, origin: (kind: AmountKind, resource: keyof Amounts) => Pick<Amount, 'place' | 'rank'>): ContainerAmounts {
  const amount = (kind: AmountKind, resource: keyof Amounts): Amount | undefined => {
    const quantity = of[kind][resource];
    return quantity === undefined ? undefined : { kind, resource, quantity, ...origin(kind, resource) };
  };
  return resources.map((resource) => ({ requests: amount('requests', resource), limits: amount('limits', resource) }));
}
