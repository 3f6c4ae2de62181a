import type { k8s } from 'cdk8s-plus-28';
import type { Construct } from 'constructs';
import type { Ingress, Platform, Tool } from '../../model/platform';
import { metadataOf, type Subject } from '../delivery/metadata';
import { Manifest, type Plain } from '../manifest';

/** What the Ingress of a development tool is made from. */
export interface ToolIngressProps {
  readonly platform: Platform;
  readonly tool: Tool;
  readonly subject: Subject;
  readonly host: string;
  /** The way in of the environment: its class, and its certificate. */
  readonly ingress: Ingress;
}

/** The way in to a development tool, on a host of its own: apart from the routes, which no tool may change. */
export class ToolIngress extends Manifest {
  constructor(scope: Construct, id: string, { platform, tool, subject, host, ingress }: ToolIngressProps) {
    const { className, tlsSecretName } = ingress;
    super(scope, id, {
      apiVersion: 'networking.k8s.io/v1',
      kind: 'Ingress',
      metadata: metadataOf(platform, subject, { name: tool.name, wave: 'routes' }),
      spec: {
        ingressClassName: className,
        ...(tlsSecretName !== undefined && { tls: [{ hosts: [host], secretName: tlsSecretName }] }),
        rules: [
          { host, http: { paths: [{ path: '/', pathType: 'Prefix', backend: { service: { name: tool.name, port: { name: 'http' } } } }] } },
        ],
      } satisfies Plain<k8s.IngressSpec>,
    });
  }
}
