import type { IngressController, RoutingController } from '../../platform';

/** A controller that reads annotations of Ingresses under a prefix of its own. */
type Reader =
  Exclude<RoutingController, 'none'> | IngressController | 'haproxy' | 'haproxy-ingress' | 'nginx-inc' | 'azure' | 'apisix' | 'skipper';

/** The prefixes of annotations that one controller reads and no other one. */
const prefixes: readonly (readonly [prefix: string, reader: Reader])[] = [
  ['nginx.ingress.kubernetes.io/', 'nginx'],
  ['traefik.ingress.kubernetes.io/', 'traefik'],
  ['projectcontour.io/', 'contour'],
  ['konghq.com/', 'kong'],
  ['alb.ingress.kubernetes.io/', 'alb'],
  ['networking.gke.io/', 'gce'],
  ['haproxy.org/', 'haproxy'],
  ['haproxy-ingress.github.io/', 'haproxy-ingress'],
  ['nginx.org/', 'nginx-inc'],
  ['nginx.com/', 'nginx-inc'],
  ['appgw.ingress.kubernetes.io/', 'azure'],
  ['k8s.apisix.apache.org/', 'apisix'],
  ['zalando.org/', 'skipper'],
];

/** What each reader is called in findings. */
export const readerTitles: Readonly<Record<Reader, string>> = {
  nginx: 'ingress-nginx',
  traefik: 'Traefik',
  'envoy-gateway': 'Envoy Gateway',
  contour: 'Contour',
  kong: 'Kong',
  alb: 'the AWS Load Balancer Controller',
  gce: 'the controller of Google Cloud',
  haproxy: 'the HAProxy Ingress Controller',
  'haproxy-ingress': 'haproxy-ingress',
  'nginx-inc': 'the NGINX Ingress Controller of F5',
  azure: 'Application Gateway',
  apisix: 'APISIX',
  skipper: 'Skipper',
};

/** The one controller that reads an annotation; undefined if several may, or it is not known. */
export function readerOf(annotation: string): Reader | undefined {
  return prefixes.find(([prefix]) => annotation.startsWith(prefix))?.[1];
}
