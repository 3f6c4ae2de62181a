import type { k8s } from 'cdk8s-plus-28';
import type { Construct } from 'constructs';
import { metadataOf } from '../delivery/metadata';
import { Manifest, type Plain } from '../manifest';
import type { ServiceObjectProps } from './service-props';

/** The Kubernetes Service of one service: its hostname and port are what other services call. */
export class KubernetesService extends Manifest {
  constructor(scope: Construct, id: string, { platform, service, subject }: ServiceObjectProps) {
    const { metrics, port } = service;
    super(scope, id, {
      apiVersion: 'v1',
      kind: 'Service',
      metadata: metadataOf(platform, subject, { name: service.name, wave: 'workload' }),
      spec: {
        type: 'ClusterIP',
        selector: subject.selector,
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
