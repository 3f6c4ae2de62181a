import { type AlertRule, claimsOf, podClaimsOf, type Workload } from '../../blueprint';
import type { Platform } from '../../platform';
import { alertRule } from './alert';
import { decimal, literally, series } from './promql';

/** The alert about the volumes of a workload, by what the kubelet shows of them. */
export function volumeAlerts(platform: Platform, workload: Workload): AlertRule[] {
  const shared = claimsOf(workload).map(({ claim }) => literally(claim));
  const own = podClaimsOf(workload).map(({ volume }) => `${literally(`${volume}-${workload.name}`)}-[0-9]+`);
  const claims = [...shared, ...own];
  if (claims.length === 0) return [];
  const { volumePercent } = platform.observability.thresholds;
  const of = { namespace: platform.namespace, persistentvolumeclaim: new RegExp(claims.join('|')) };
  const available = series('kubelet_volume_stats_available_bytes', of);
  return [
    alertRule(platform, {
      alert: 'VolumeNearlyFull',
      severity: 'page',
      expr: `1 - ${available} / ${series('kubelet_volume_stats_capacity_bytes', of)} > ${decimal(volumePercent / 100)}`,
      for: '15m',
      summary: 'the volume {{ $labels.persistentvolumeclaim }} is {{ $value | humanizePercentage }} full',
      description: 'Make it larger, if its StorageClass can do that, or remove what is not needed.',
    }),
  ];
}
