import { canonicalQuantity } from '../../formats';
import { type Origins, placeUnder } from '../origin';
import type { Amounts, Resources } from '../platform';
import { into, type Layer, type Picked, withOverruled } from './layers';
import type { RuntimeMemory } from './runtime-profile';

/** Resources as the schema reads them. */
export interface ResourcesInput {
  readonly requests?: AmountsInput | undefined;
  readonly limits?: AmountsInput | undefined;
}

interface AmountsInput {
  readonly cpu?: string | number | null | undefined;
  readonly memory?: string | number | undefined;
  readonly 'ephemeral-storage'?: string | number | undefined;
}

type Kind = keyof Resources;
type AmountName = keyof Amounts;

/** The field names of amounts, in the order they are written. */
const amountNames = ['cpu', 'ephemeral-storage', 'memory'] as const satisfies readonly AmountName[];

/** The resources of a container for which no layer sets any. */
export interface BuiltInResources extends Omit<Resources, 'requests'> {
  /** Memory is undefined where as much is reserved as the container may use, whoever says how much that is. */
  readonly requests: Omit<Amounts, 'memory'> & { readonly memory: string | undefined };
}

/** The resources of a service's container for which no layer sets any, of the usual runtime and outside development. */
const serviceResources: Resources = {
  requests: { cpu: '100m', 'ephemeral-storage': '64Mi', memory: '512Mi' },
  limits: { cpu: '1', 'ephemeral-storage': '512Mi', memory: '512Mi' },
};

/** The amounts that a service asks for where people develop: whole products have to fit beside each other, and hardly anything happens in most of their pods. */
const developmentCpu = '50m';
const developmentMemory = '256Mi';

/** The resources of a service's container, of the usual runtime. */
export function usualResources(development: boolean): Resources {
  const { requests, limits } = serviceResources;
  return development ? { requests: { ...requests, memory: developmentMemory }, limits } : serviceResources;
}

/**
 * The resources of a service's container if no layer sets them.
 * @param memory the amounts of its runtime
 */
export function defaultResources({ request, limit }: RuntimeMemory, development: boolean): BuiltInResources {
  const { requests, limits } = serviceResources;
  return {
    requests: { ...requests, memory: undefined, ...(development && { cpu: developmentCpu, memory: request }) },
    limits: { ...limits, memory: limit },
  };
}

/** The resources of the small containers that wait for something or run a short script. */
export const helperResources: Resources = {
  requests: { cpu: '10m', 'ephemeral-storage': '16Mi', memory: '32Mi' },
  limits: { cpu: '500m', 'ephemeral-storage': '64Mi', memory: '128Mi' },
};

/**
 * Merges resources amount by amount. A CPU amount of `null` counts: it says that there is none.
 * @param layers from the one that wins to the one that loses, each with a `resources` field
 * @param builtIn the amounts that no layer set
 * @param otherwise the origin of those
 */
export function resolveResources(
  layers: readonly Layer<{ readonly resources?: ResourcesInput | undefined }>[],
  builtIn: BuiltInResources,
  otherwise: Origins,
): Picked<Resources> {
  const resourceLayers = into(layers, 'resources');
  const fields: Record<string, Origins> = {};
  const resolveKind = (kind: Kind): Amounts => {
    const amounts: Record<string, string | undefined> = {};
    const origins: Record<string, Origins> = {};
    const kindLayers = into(resourceLayers, kind);
    for (const name of amountNames) {
      // `null` says that there is no such amount.
      let picked: Picked<string | number | null> | undefined;
      for (const { layer, place, values } of kindLayers) {
        const value = values[name];
        if (value === undefined) continue;
        const origin = { layer, place: placeUnder(place, name) };
        picked =
          picked === undefined
            ? { value, origins: { origin } }
            : { value: picked.value, origins: withOverruled(picked.origins, { ...origin, value }) };
      }
      amounts[name] = picked === undefined ? builtIn[kind][name] : picked.value === null ? undefined : canonical(String(picked.value));
      origins[name] = picked?.origins ?? otherwise;
    }
    fields[kind] = { fields: origins };
    return amounts as unknown as Amounts;
  };
  const limits = resolveKind('limits');
  const requests = resolveKind('requests') as BuiltInResources['requests'];
  if (requests.memory !== undefined) return { value: { requests: requests as Amounts, limits }, origins: { fields } };
  const memory = fields['limits']?.fields?.['memory'] ?? otherwise;
  fields['requests'] = { fields: { ...fields['requests']?.fields, memory } };
  return { value: { requests: { ...requests, memory: limits.memory }, limits }, origins: { fields } };
}

/** An illegal quantity stays as it is: a rule reports it. */
function canonical(quantity: string): string {
  return canonicalQuantity(quantity) ?? quantity;
}
