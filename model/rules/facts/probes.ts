import type { Place } from '../../../diagnostics';
import { originOf } from '../../origin';
import type { HealthCheck, Platform, Service } from '../../platform';

/** A probe of a service, and where it was said. */
export interface ProbeUse {
  /** The field, such as `health.ready`. */
  readonly probe: string;
  readonly check: HealthCheck;
  readonly place: Place;
}

/** The probes that the layers of a service declare. Those that follow from other facts are right by themselves, or are reported with those. */
export function probesOf(platform: Platform, { key, health }: Service): ProbeUse[] {
  return (['live', 'ready', 'startup'] as const).flatMap((name): ProbeUse[] => {
    const { [name]: check } = health;
    const { layer, place } = originOf(platform, 'services', key, 'health', name);
    return check === undefined || layer === 'built-in' ? [] : [{ probe: `health.${name}`, check, place }];
  });
}
