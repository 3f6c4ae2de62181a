import type { k8s } from 'cdk8s-plus-28';
import type { Construct } from 'constructs';
import type { Ingress, Platform } from '../../model/platform';
import { createSubject, metadataOf } from '../delivery/metadata';
import { Manifest, type Plain } from '../manifest';

/** What the route table is made from. */
export interface RouteTableProps {
  readonly platform: Platform;
  readonly ingress: Ingress;
}

/**
 * The route table as one plain Ingress: paths in match order, no annotations a controller would have to know.
 * @see https://kubernetes.io/docs/concepts/services-networking/ingress/
 */
export class RouteTable extends Manifest {
  constructor(scope: Construct, id: string, { platform, ingress }: RouteTableProps) {
    const { host, className, tlsSecretName } = ingress;
    const subject = createSubject(platform, { name: platform.product, instance: platform.product, component: 'routes' });
    super(scope, id, {
      apiVersion: 'networking.k8s.io/v1',
      kind: 'Ingress',
      metadata: metadataOf(platform, subject, { name: platform.product, wave: 'routes' }),
      spec: {
        ingressClassName: className,
        ...(tlsSecretName !== undefined && { tls: [{ hosts: [host], secretName: tlsSecretName }] }),
        rules: [
          {
            host,
            http: {
              paths: platform.routes.map(({ path, pathType, serviceName }) => ({
                path,
                pathType,
                backend: { service: { name: serviceName, port: { name: 'http' } } },
              })),
            },
          },
        ],
      } satisfies Plain<k8s.IngressSpec>,
    });
  }
}
