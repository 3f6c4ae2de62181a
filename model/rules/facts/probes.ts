import type { Place } from '../../../diagnostics';
import { recordedIn } from '../../origin';
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
  const probes: ProbeUse[] = [];
  const origins = recordedIn(platform, 'services', key, 'health');
  for (const name of ['live', 'ready', 'startup'] as const) {
    const { [name]: check } = health;
    const origin = origins[name]?.origin;
    if (check !== undefined && origin !== undefined && origin.layer !== 'built-in')
      probes.push({ probe: `health.${name}`, check, place: origin.place });
  }
  return probes;
}
