import type { Place } from '../../../diagnostics';
import { placeOf, recordedIn } from '../../origin';
import type { HealthCheck, Platform, Service, ServicePort } from '../../platform';

/** A probe of a service, and where it was said. */
export interface ProbeUse {
  readonly service: Service;
  /** The field, such as `health.ready`. */
  readonly probe: string;
  readonly check: HealthCheck;
  /** The ports of the container that is asked. */
  readonly ports: readonly ServicePort[];
  /** Whether it is a sidecar that is asked. */
  readonly sidecar: boolean;
  readonly place: Place;
}

/** The probes that the layers declare. Those that follow from other facts are right by themselves, or are reported with those. */
export function declaredProbes(platform: Platform): ProbeUse[] {
  return platform.services.flatMap((service) => probesOf(platform, service));
}

const names = ['live', 'ready', 'startup'] as const;

function probesOf(platform: Platform, service: Service): ProbeUse[] {
  const { key, health } = service;
  const probes: ProbeUse[] = [];
  const ports = service.sidecars.length === 0 ? service.ports : service.ports.filter(({ sidecar }) => sidecar === undefined);
  const origins = recordedIn(platform, 'services', key, 'health');
  for (const name of names) {
    const { [name]: check } = health;
    const origin = origins[name]?.origin;
    if (check !== undefined && origin !== undefined && origin.layer !== 'built-in')
      probes.push({ service, probe: `health.${name}`, check, ports, sidecar: false, place: origin.place });
  }
  for (const { name: sidecar, health: asked } of service.sidecars) {
    const own = service.ports.filter((port) => port.sidecar === sidecar);
    for (const name of names) {
      const check = asked?.[name];
      // A start that is asked about as readiness is reported as that.
      if (check === undefined || (name === 'startup' && check === asked?.ready)) continue;
      const place = placeOf(platform, 'services', key, 'sidecars', sidecar, 'health', name);
      probes.push({ service, probe: `health.${name}`, check, ports: own, sidecar: true, place });
    }
  }
  return probes;
}
