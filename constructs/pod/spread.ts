import type { k8s } from 'cdk8s-plus-28';
import type { Plain } from '../manifest';

/**
 * Keeps the pods of one service apart where the cluster allows it: over zones, then over nodes. It is a wish and not a
 * condition, because a condition and a rolling update lock each other out on a small cluster.
 * @param matchLabels the service's selector
 * @param beside whether pods of the new version stand beside those of the old one during a rollout, and do not take their places
 */
export function spread(
  matchLabels: Readonly<Record<string, string>>,
  beside: boolean,
): Pick<Plain<k8s.PodSpec>, 'affinity' | 'topologySpreadConstraints'> {
  return {
    affinity: {
      podAntiAffinity: {
        preferredDuringSchedulingIgnoredDuringExecution: [
          { weight: 100, podAffinityTerm: { labelSelector: { matchLabels }, topologyKey: 'kubernetes.io/hostname' } },
        ],
      },
    },
    topologySpreadConstraints: ['topology.kubernetes.io/zone', 'kubernetes.io/hostname'].map((topologyKey) => ({
      maxSkew: 1,
      topologyKey,
      whenUnsatisfiable: 'ScheduleAnyway',
      labelSelector: { matchLabels },
      // Without it the pods of the old version skew the rollout of the new one.
      ...(beside && { matchLabelKeys: ['pod-template-hash'] }),
    })),
  };
}
