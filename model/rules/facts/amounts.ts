import { parseQuantity } from '../../../formats';
import type { Place } from '../../../diagnostics';
import { originOf, recordedIn } from '../../origin';
import { type Amounts, helpersOf, pathOf, type Platform, type Resources } from '../../platform';

/** The two kinds of amounts. */
export type AmountKind = keyof Resources;

/** The measured resource. */
export type AmountResource = keyof Amounts;

/** One amount of a resource of a container. */
export interface Amount {
  readonly kind: AmountKind;
  readonly resource: AmountResource;
  /** In canonical form where it is legal. */
  readonly quantity: string;
  /** In cores or bytes; `undefined` when it is no quantity. */
  readonly value: number | undefined;
  readonly place: Place;
  /** How late the layer is that set it: of two amounts that disagree the one set later is to blame. */
  readonly rank: number;
}

/** The amounts of one resource that the container of a service or a backing service asks for and may use. */
export interface AmountPair {
  readonly requests: Amount | undefined;
  readonly limits: Amount | undefined;
}

const resources = ['cpu', 'memory', 'ephemeral-storage'] as const satisfies readonly AmountResource[];
const ranks = { 'built-in': 0, 'product-default': 1, entry: 2, overlay: 3 } as const;

/**
 * Lists the amounts of all containers, without pairs that are built in.
 * @returns services by key, then backing services
 */
export function amountPairs(platform: Platform): AmountPair[] {
  const valueOf = memoized(parseQuantity);
  const pairs: AmountPair[] = [];
  const add = (
    of: Resources,
    ...path:
      | readonly ['services', string, 'resources']
      | readonly ['services', string, 'migration', 'resources']
      | readonly ['services', string, 'sidecars' | 'init', string, 'resources']
      | readonly ['backing', string, ...string[]]
  ): void => {
    const kinds = recordedIn(platform, ...path);
    const originIn = (kind: AmountKind, resource: AmountResource): Pick<Amount, 'place' | 'rank'> => {
      const { layer, place } = kinds[kind]?.fields?.[resource]?.origin ?? originOf(platform, ...path, kind, resource);
      return { place, rank: ranks[layer] };
    };
    for (const resource of resources) {
      const origins = { requests: originIn('requests', resource), limits: originIn('limits', resource) };
      if (origins.requests.rank === 0 && origins.limits.rank === 0) continue;
      const amount = (kind: AmountKind): Amount | undefined => {
        const quantity = of[kind][resource];
        return quantity === undefined ? undefined : { kind, resource, quantity, value: valueOf(quantity), ...origins[kind] };
      };
      pairs.push({ requests: amount('requests'), limits: amount('limits') });
    }
  };
  for (const service of platform.services) {
    add(service.resources, 'services', service.key, 'resources');
    if (service.migration.mode === 'job') add(service.migration.resources, 'services', service.key, 'migration', 'resources');
    for (const { name, field, resources: of } of helpersOf(service)) add(of, 'services', service.key, field, name, 'resources');
  }
  for (const server of platform.backing)
    if (server.inCluster !== undefined) add(server.inCluster.resources, ...pathOf(server), 'resources');
  return pairs;
}

/** Most containers have the same few amounts. */
function memoized<R>(compute: (text: string) => R): (text: string) => R {
  const known = new Map<string, R>();
  return (text) => {
    const value = known.get(text) ?? compute(text);
    known.set(text, value);
    return value;
  };
}
