import { anywhere, type Placement, shared } from '../blueprint';
import type { Platform, PodPlacement, Service } from '../platform';

/** Where pods run that belong to no service: as the environment says for all. */
export function podPlacement({ placement }: Pick<Platform, 'placement'>): Placement {
  return placementOf(placement, []);
}

/** Where the Jobs of a service run: as its pods, but for what matters to pods that stay. An autoscaler must not end a run. */
export function jobPlacement(platform: Pick<Platform, 'imagePullSecrets'>, { placement }: Pick<Service, 'placement'>): Placement {
  const { serviceAccount, dedicated } = placement;
  const pullSecrets = serviceAccount.name === undefined ? [] : platform.imagePullSecrets;
  const placed = placementOf(placement, pullSecrets);
  return dedicated === undefined ? placed : onDedicated(placed, dedicated);
}

/** Where the pods of a service run. */
export function servicePlacement(platform: Pick<Platform, 'imagePullSecrets'>, service: Pick<Service, 'placement' | 'volumes'>): Placement {
  const { near } = service.placement;
  // What a volume holds outlasts the pod, and the node may be the only one that has it.
  const safeToEvict = service.placement.safeToEvict && service.volumes.length === 0;
  const placed = jobPlacement(platform, service);
  if (near?.component !== undefined) {
    const { service: name, component, on } = near;
    return { ...placed, near: { name, component, on }, evictable: safeToEvict };
  }
  return !safeToEvict ? placed : placed === anywhere ? evictable : { ...placed, evictable: true };
}

const evictable: Placement = shared(
  () => '',
  () => ({ ...anywhere, evictable: true }),
)(undefined);

function placementOf(placement: PodPlacement, pullSecrets: readonly string[]): Placement {
  const { nodeSelector, tolerations, architecture, dnsConfig, hostAliases, podLabels, podAnnotations } = placement;
  const nothing =
    architecture === undefined &&
    dnsConfig === undefined &&
    tolerations.length + hostAliases.length + pullSecrets.length === 0 &&
    [nodeSelector, podLabels, podAnnotations].every((mapping) => Object.keys(mapping).length === 0);
  if (nothing) return anywhere;
  return {
    ...anywhere,
    nodeSelector: { ...nodeSelector, ...(architecture !== undefined && { 'kubernetes.io/arch': architecture }) },
    tolerations,
    dnsConfig,
    hostAliases,
    labels: podLabels,
    annotations: podAnnotations,
    pullSecrets,
  };
}

function onDedicated(placed: Placement, { key, value }: { readonly key: string; readonly value: string }): Placement {
  return {
    ...placed,
    nodeSelector: { ...placed.nodeSelector, [key]: value },
    tolerations: [...placed.tolerations, { key, operator: 'Equal', value, effect: 'NoSchedule' }],
  };
}
