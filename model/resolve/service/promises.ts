import type { Service } from '../../platform';
import { decide } from '../layers';
import { type Part, type Subject, withoutDefaults } from './subject';

/** Resolves the names of a service's metrics and what it promises. Without metrics the product's defaults are not meant for it. */
export function resolvePromises(subject: Subject, { metrics }: Pick<Service, 'metrics'>): Part<Pick<Service, 'metricsProfile' | 'slo'>> {
  const layers = metrics === undefined ? withoutDefaults(subject) : subject.layers;
  const profile = decide(layers, 'metricsProfile');
  const slo = decide(layers, 'slo');
  const { availability, latencyMs, latencyPercent = 99 } = slo?.value ?? {};
  return {
    values: {
      metricsProfile: profile?.value,
      slo: slo && { availability, latency: latencyMs === undefined ? undefined : { percent: latencyPercent, ms: latencyMs } },
    },
    origins: { ...(profile && { metricsProfile: profile.origins }), ...(slo && { slo: slo.origins }) },
  };
}
