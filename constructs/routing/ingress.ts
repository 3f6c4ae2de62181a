import type { k8s } from 'cdk8s-plus-28';
import type { Construct } from 'constructs';
import type { Exposure, ExposedRoute, Workload } from '../../model/blueprint';
import { metadataOf, type Setting, type Subject } from '../delivery/metadata';
import { Manifest, type Plain } from '../manifest';

/** The way in that an Ingress makes. */
export interface ExposureIngressProps {
  readonly setting: Setting;
  readonly subject: Subject;
  readonly exposure: Exposure;
  /** All workloads, by id. */
  readonly workloads: ReadonlyMap<string, Workload>;
}

/**
 * An exposure as one Ingress: paths in match order, at each of its hosts.
 * @see https://kubernetes.io/docs/concepts/services-networking/ingress/
 */
export class ExposureIngress extends Manifest {
  constructor(scope: Construct, id: string, { setting, subject, exposure, workloads }: ExposureIngressProps) {
    const { name, hosts, className, tls, annotations, routes } = exposure;
    super(scope, id, {
      apiVersion: 'networking.k8s.io/v1',
      kind: 'Ingress',
      metadata: metadataOf(setting, subject, { name, stage: 'routes', annotations }),
      spec: {
        ...(className !== undefined && { ingressClassName: className }),
        ...(tls !== undefined && {
          tls: [{ hosts: [...hosts], ...(tls.certificate !== undefined && { secretName: tls.certificate }) }],
        }),
        rules: hosts.map((host) => ({ host, http: { paths: routes.flatMap((route) => pathsOf(route, workloads)) } })),
      } satisfies Plain<k8s.IngressSpec>,
    });
  }
}

/** An Ingress sends a path to one backend. */
function pathsOf(
  { path, match, backends: [backend] }: ExposedRoute,
  workloads: ReadonlyMap<string, Workload>,
): Plain<k8s.HttpIngressPath>[] {
  const name = backend === undefined ? undefined : workloads.get(backend.workload)?.name;
  return backend === undefined || name === undefined
    ? []
    : [{ path, pathType: match === 'exact' ? 'Exact' : 'Prefix', backend: { service: { name, port: { name: backend.port } } } }];
}
