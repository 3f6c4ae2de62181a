import type { k8s } from 'cdk8s-plus-28';
import type { Pod } from '../../model/blueprint';
import type { Plain } from '../manifest';

const zone = 'topology.kubernetes.io/zone';
const node = 'kubernetes.io/hostname';

/**
 * Where the pods of a workload are by what else runs there: apart from each other over zones, then over nodes, and near to others. Unless the
 * workload says otherwise all of it is a wish and no condition, because a condition and a rolling update lock each other out on a small cluster.
 * @param matchLabels the workload's selector
 * @param beside whether pods of the new version stand beside those of the old one during a rollout, and do not take their places
 */
export function spread(
  { spread: apart, placement: { near } }: Pick<Pod, 'spread' | 'placement'>,
  matchLabels: Readonly<Record<string, string>>,
  beside: boolean,
): Pick<Plain<k8s.PodSpec>, 'affinity' | 'topologySpreadConstraints'> {
  return {
    ...(near !== undefined && {
      affinity: {
        podAffinity: {
          preferredDuringSchedulingIgnoredDuringExecution: [
            {
              weight: 100,
              podAffinityTerm: {
                labelSelector: { matchLabels: { 'app.kubernetes.io/name': near.name, 'app.kubernetes.io/component': near.component } },
                topologyKey: near.on === 'node' ? node : zone,
              },
            },
          ],
        },
      },
    }),
    ...(apart !== false && {
      topologySpreadConstraints: [zone, node].map((topologyKey) => ({
        maxSkew: 1,
        topologyKey,
        whenUnsatisfiable: (topologyKey === zone ? apart === 'zones' : apart === 'nodes') ? 'DoNotSchedule' : 'ScheduleAnyway',
        labelSelector: { matchLabels },
        // Without it the pods of the old version skew the rollout of the new one.
        ...(beside && { matchLabelKeys: ['pod-template-hash'] }),
      })),
    }),
  };
}
