import type { Construct } from 'constructs';
import { metadataOf } from '../delivery/metadata';
import { Manifest } from '../manifest';
import { configMapName, type ServiceObjectProps } from './service-props';

/** The ConfigMap with a service's plain configuration. */
export class ServiceConfig extends Manifest {
  constructor(scope: Construct, id: string, { platform, service, subject }: ServiceObjectProps) {
    const data = Object.fromEntries(service.config.map(({ name, value }) => [name, value]));
    const metadata = metadataOf(platform, subject, { name: configMapName(service), wave: 'configuration' });
    super(scope, id, { apiVersion: 'v1', kind: 'ConfigMap', metadata, data });
  }
}
