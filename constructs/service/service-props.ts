import type { Platform, Service } from '../../model/platform';
import type { Subject } from '../delivery/metadata';

/** What all objects of one service are made from. */
export interface ServiceProps {
  readonly platform: Platform;
  readonly service: Service;
}

/** What one object of a service is made from. */
export interface ServiceObjectProps extends ServiceProps {
  readonly subject: Subject;
}

/** The name of a service's ConfigMap with its plain configuration. */
export function configMapName(service: Service): string {
  return `${service.name}-config`;
}
