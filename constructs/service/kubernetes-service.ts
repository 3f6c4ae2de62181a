import type { k8s } from 'cdk8s-plus-28';
import type { Construct } from 'constructs';
import { headlessName, type Workload } from '../../model/blueprint';
import { metadataOf, type Setting, type Subject } from '../delivery/metadata';
import { Manifest, type Plain } from '../manifest';

/** The workload that a Kubernetes Service leads to. */
export interface KubernetesServiceProps {
  readonly setting: Setting;
  readonly subject: Subject;
  readonly workload: Pick<Workload, 'name' | 'stage' | 'pod' | 'proxy'>;
}

/** The Kubernetes Service of a workload: its name and ports are the address that other workloads call. */
export class KubernetesService extends Manifest {
  constructor(scope: Construct, id: string, { setting, subject, workload }: KubernetesServiceProps) {
    const { name, stage, proxy } = workload;
    super(scope, id, {
      apiVersion: 'v1',
      kind: 'Service',
      metadata: metadataOf(setting, subject, {
        name,
        stage,
        ...(proxy !== undefined && { annotations: proxyAnnotations(proxy, setting, name) }),
      }),
      spec: { type: 'ClusterIP', selector: subject.selector, ports: servicePorts(workload) } satisfies Plain<k8s.ServiceSpec>,
    });
  }
}

/** The Kubernetes Service that gives the pods of a StatefulSet their names. */
export class HeadlessService extends Manifest {
  constructor(scope: Construct, id: string, { setting, subject, workload }: KubernetesServiceProps) {
    const { name, stage } = workload;
    super(scope, id, {
      apiVersion: 'v1',
      kind: 'Service',
      metadata: metadataOf(setting, subject, { name: headlessName(name), stage }),
      // The pod's own name must lead to it before it is ready: a broker looks itself up while it starts.
      spec: {
        clusterIP: 'None',
        publishNotReadyAddresses: true,
        selector: subject.selector,
        ports: servicePorts(workload),
      } satisfies Plain<k8s.ServiceSpec>,
    });
  }
}

/** @see https://doc.traefik.io/traefik/reference/routing-configuration/kubernetes/ingress/#on-service */
function proxyAnnotations(
  { controller, speaks, answerSeconds, sticky }: NonNullable<Workload['proxy']>,
  { namespace }: Setting,
  name: string,
): Record<string, string> {
  const prefix = `${controller}.ingress.kubernetes.io/service`;
  return {
    ...(speaks !== undefined && { [`${prefix}.serversscheme`]: speaks }),
    ...(answerSeconds !== undefined && { [`${prefix}.serverstransport`]: `${namespace}-${name}@kubernetescrd` }),
    ...(sticky !== undefined && {
      [`${prefix}.sticky.cookie`]: 'true',
      [`${prefix}.sticky.cookie.httponly`]: 'true',
      [`${prefix}.sticky.cookie.samesite`]: 'lax',
      ...(sticky.secure && { [`${prefix}.sticky.cookie.secure`]: 'true' }),
    }),
  };
}

/** @see https://kubernetes.io/docs/concepts/services-networking/service/#application-protocol */
const appProtocols = { http: 'http', h2c: 'kubernetes.io/h2c', grpc: 'kubernetes.io/h2c' } as const;

function servicePorts({ pod }: Pick<Workload, 'pod'>): Plain<k8s.ServicePort>[] {
  const sidecars = pod.initContainers.filter(({ sidecar }) => sidecar === true);
  const ports = [...pod.containers.slice(0, 1), ...sidecars].flatMap((container) => container.ports);
  return ports.map(({ name, port, protocol, application }) => ({
    name,
    port,
    targetPort: name as never,
    protocol,
    ...(application !== undefined && { appProtocol: appProtocols[application] }),
  }));
}
