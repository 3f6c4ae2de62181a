import { Construct } from 'constructs';
import { metadataOf } from '../delivery/metadata';
import { Manifest } from '../manifest';
import { configMapName, type ServiceProps } from './deployment';
import { serviceSubject } from './subject';

/** The ConfigMap with a service's plain configuration. */
export class ServiceConfig extends Construct {
  constructor(scope: Construct, id: string, { platform, service }: ServiceProps) {
    super(scope, id);
    new Manifest(this, 'config', {
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: metadataOf(platform, serviceSubject(service), { name: configMapName(service), wave: 'configuration' }),
      data: Object.fromEntries(service.config.map(({ name, value }) => [name, value])),
    });
  }
}
