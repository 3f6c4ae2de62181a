import type { k8s } from 'cdk8s-plus-28';
import type { Placement, Pod, Workload } from '../../model/blueprint';
import type { Subject } from '../delivery/metadata';
import type { Plain } from '../manifest';

type PodMetadata = Pick<Plain<k8s.ObjectMeta>, 'labels' | 'annotations'>;

/**
 * The metadata of the pods of a workload.
 * @param annotations those that follow from the workload
 */
export function podMetadata(
  { podLabels }: Pick<Subject, 'podLabels'>,
  { pod: { placement } }: Pick<Workload, 'pod'>,
  annotations?: Readonly<Record<string, string>>,
): PodMetadata {
  const all = {
    ...annotations,
    ...(placement.evictable && { 'cluster-autoscaler.kubernetes.io/safe-to-evict': 'true' }),
    ...placement.annotations,
  };
  return {
    labels: Object.keys(placement.labels).length === 0 ? podLabels : { ...podLabels, ...placement.labels },
    ...(Object.keys(all).length > 0 && { annotations: all }),
  };
}

/** Tells kubectl which container does the work of a pod. */
export function shownContainer({ shownContainer: name }: Pick<Pod, 'shownContainer'>): Record<string, string> {
  return name === undefined ? {} : { 'kubectl.kubernetes.io/default-container': name };
}

type PlacedPod = Pick<Plain<k8s.PodSpec>, 'nodeSelector' | 'tolerations' | 'dnsConfig' | 'hostAliases' | 'imagePullSecrets'>;

/** The parts of a pod spec that say where its pods run. Empty for pods that may run anywhere. */
export function podPlacement({ nodeSelector, tolerations, dnsConfig, hostAliases, pullSecrets }: Placement): PlacedPod {
  return {
    ...(pullSecrets.length > 0 && { imagePullSecrets: pullSecrets.map((name) => ({ name })) }),
    ...(Object.keys(nodeSelector).length > 0 && { nodeSelector }),
    ...(tolerations.length > 0 && { tolerations }),
    ...(hostAliases.length > 0 && { hostAliases }),
    ...(dnsConfig !== undefined && { dnsConfig: toDnsConfig(dnsConfig) }),
  };
}

function toDnsConfig({ nameservers, searches, options }: NonNullable<Placement['dnsConfig']>): Plain<k8s.PodDnsConfig> {
  return {
    ...(nameservers.length > 0 && { nameservers }),
    ...(searches.length > 0 && { searches }),
    ...(options.length > 0 && { options: options.map(({ name, value }) => ({ name, ...(value !== undefined && { value }) })) }),
  };
}
