import { type Origins, placeUnder, type ServiceField } from '../../origin';
import type { DnsConfig, Service, ServicePlacement, Toleration } from '../../platform';
import { builtInAt, decide, into, type Layer, type Picked, pick, withOverruled } from '../layers';
import type { LayeredFields, Part, Subject } from './subject';

type MappingField = 'nodeSelector' | 'podLabels' | 'podAnnotations' | 'extendedResources';
type DnsInput = NonNullable<LayeredFields['dnsConfig']>;

/** The fields that say where pods run. Few services set one. */
const fields = [
  'nodeSelector',
  'tolerations',
  'architecture',
  'dnsConfig',
  'hostAliases',
  'podLabels',
  'podAnnotations',
  'affinity',
  'extendedResources',
  'serviceAccount',
  'safeToEvict',
] as const satisfies readonly ServiceField[];

const usual = usualPlacement(true);
const usualWithoutHint = usualPlacement(false);

/**
 * The most seconds that the cluster autoscaler waits for a pod to stop before its node goes: less the time before the stop and after it.
 * @see https://github.com/kubernetes/autoscaler/blob/master/cluster-autoscaler/FAQ.md#does-ca-respect-gracefultermination-in-scale-down
 */
const longestStopInScaleDown = 580;

function usualPlacement(safeToEvict: boolean): ServicePlacement {
  return {
    nodeSelector: {},
    tolerations: [],
    architecture: undefined,
    dnsConfig: undefined,
    hostAliases: [],
    podLabels: {},
    podAnnotations: {},
    spread: 'preferred',
    near: undefined,
    dedicated: undefined,
    extendedResources: {},
    serviceAccount: { name: undefined, annotations: {} },
    safeToEvict,
  };
}

/**
 * Resolves where the pods of a service run, and what they are given there. Mappings are merged key by key, and `false` takes a key away; of the rest a
 * later layer replaces an earlier one.
 */
export function resolvePlacement({ layers, place, development, entry, context }: PlacementSubject): Part<Pick<Service, 'placement'>> {
  const built = development || (entry.stopSeconds ?? 0) > longestStopInScaleDown ? usualWithoutHint : usual;
  if (layers.every(({ values }) => fields.every((field) => values[field] === undefined)))
    return { values: { placement: built }, origins: {} };
  const origins: Partial<Record<ServiceField, Origins>> = {};
  const mapping = (field: MappingField): Readonly<Record<string, never>> => {
    const merged = mergeKeys(into<LayeredFields, MappingField>(layers, field));
    origins[field] = merged.origins;
    return merged.value as Readonly<Record<string, never>>;
  };
  const decided = <F extends 'tolerations' | 'architecture' | 'dnsConfig' | 'hostAliases' | 'safeToEvict'>(field: F) => {
    const found = decide(layers, field);
    origins[field] = found?.origins ?? builtInAt(placeUnder(place, field));
    return found?.value;
  };
  const affinity = into(layers, 'affinity');
  const otherwise = builtInAt(placeUnder(place, 'affinity'));
  const spread = pick(affinity, 'spread', 'preferred', otherwise);
  const near = decide(affinity, 'near');
  const dedicated = decide(affinity, 'dedicated');
  const account = into(layers, 'serviceAccount');
  const name = decide(account, 'name');
  const annotations = mergeKeys(into(account, 'annotations'));
  const dnsConfig = decided('dnsConfig');
  const placement: ServicePlacement = {
    nodeSelector: mapping('nodeSelector'),
    tolerations: (decided('tolerations') ?? []).map(toleration),
    architecture: decided('architecture'),
    dnsConfig: dnsConfig && resolver(dnsConfig),
    hostAliases: decided('hostAliases') ?? [],
    podLabels: mapping('podLabels'),
    podAnnotations: mapping('podAnnotations'),
    spread: spread.value,
    near: near && {
      service: near.value.service,
      component: context.componentOf(near.value.service),
      on: near.value.on ?? 'zone',
    },
    dedicated: dedicated && { key: dedicated.value.key ?? 'dedicated', value: dedicated.value.value },
    extendedResources: mapping('extendedResources'),
    serviceAccount: { name: name?.value, annotations: annotations.value as Readonly<Record<string, string>> },
    safeToEvict: decided('safeToEvict') ?? built.safeToEvict,
  };
  origins.affinity = {
    fields: {
      spread: spread.origins,
      ...(near && { near: near.origins }),
      ...(dedicated && { dedicated: dedicated.origins }),
    },
  };
  origins.serviceAccount = { fields: { ...(name && { name: name.origins }), annotations: annotations.origins } };
  return { values: { placement }, origins };
}

/** The part of a service that placing its pods needs. */
export type PlacementSubject = Pick<Subject, 'layers' | 'place' | 'development'> & {
  readonly entry: Pick<Subject['entry'], 'stopSeconds'>;
  readonly context: Pick<Subject['context'], 'componentOf'>;
};

type Mapping = Readonly<Record<string, string | number | false | undefined>>;

/** Lays mappings over each other, key by key. */
function mergeKeys(layers: readonly Layer<Mapping>[]): Picked<Readonly<Record<string, string | number>>> {
  const said = new Map<string, Picked<string | number | false>>();
  for (const { layer, place, values } of layers) {
    for (const [key, value] of Object.entries(values)) {
      if (value === undefined) continue;
      const origin = { layer, place: placeUnder(place, key) };
      const winner = said.get(key);
      said.set(
        key,
        winner === undefined ? { value, origins: { origin } } : { ...winner, origins: withOverruled(winner.origins, { ...origin, value }) },
      );
    }
  }
  const kept = [...said].flatMap(([key, { value }]): [string, string | number][] => (value === false ? [] : [[key, value]]));
  return {
    value: Object.fromEntries(kept.sort(([a], [b]) => (a < b ? -1 : 1))),
    origins: { fields: Object.fromEntries([...said].map(([key, { origins }]) => [key, origins])) },
  };
}

function toleration({ operator, ...given }: NonNullable<LayeredFields['tolerations']>[number]): Toleration {
  const { key, value, effect, tolerationSeconds } = given;
  return {
    ...(key !== undefined && { key }),
    operator: operator ?? (value === undefined ? 'Exists' : 'Equal'),
    ...(value !== undefined && { value }),
    ...(effect !== undefined && { effect }),
    ...(tolerationSeconds !== undefined && { tolerationSeconds }),
  };
}

function resolver({ nameservers = [], searches = [], options = {} }: DnsInput): DnsConfig {
  return {
    nameservers,
    searches,
    options: Object.entries(options)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, value]) => ({ name, value: value === true ? undefined : String(value) })),
  };
}
