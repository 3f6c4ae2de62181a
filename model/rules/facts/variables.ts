import type { Origin } from '../../origin';
import type { Platform, Service } from '../../platform';

/** A plain environment variable of a service that somebody wrote, in an entry, a default or an overlay. */
export interface PlainVariable {
  readonly service: Service;
  readonly name: string;
  readonly value: string;
  readonly origin: Origin;
}

/**
 * Lists the plain environment variables of all services, without those that are built in.
 * @returns by service, then by name
 */
export function plainVariables({ services }: Platform): PlainVariable[] {
  const variables: PlainVariable[] = [];
  for (const service of services) {
    for (const { name, value, origin } of service.config) {
      if (origin.layer !== 'built-in') variables.push({ service, name, value, origin });
    }
  }
  return variables;
}
