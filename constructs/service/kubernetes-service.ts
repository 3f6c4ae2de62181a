import type { k8s } from 'cdk8s-plus-28';
import { Construct } from 'constructs';
import { metadataOf, selectorOf } from '../delivery/metadata';
import { Manifest, type Plain } from '../manifest';
import type { ServiceProps } from './deployment';
import { serviceSubject } from './subject';

/** The Kubernetes Service of one service: its hostname and port are what other services call. */
export class KubernetesService extends Construct {
  constructor(scope: Construct, id: string, { platform, service }: ServiceProps) {
    super(scope, id);
    const subject = serviceSubject(service);
    const { metrics, port } = service;
    new Manifest(this, 'service', {
      apiVersion: 'v1',
      kind: 'Service',
      metadata: metadataOf(platform, subject, { name: service.name, wave: 'workload' }),
      spec: {
        type: 'ClusterIP',
        selector: selectorOf(subject),
        ports: [
          { name: 'http', port, targetPort: 'http', protocol: 'TCP', appProtocol: 'http' },
          ...(metrics !== undefined && metrics.port !== port
            ? [{ name: 'metrics', port: metrics.port, targetPort: 'metrics', protocol: 'TCP', appProtocol: 'http' }]
            : []),
        ],
      } satisfies Plain<k8s.ServiceSpec>,
    });
  }
}
