import type { IngressController } from '../../platform';

/** How a controller is kept from answering in plain HTTP. */
export interface PlainHttp {
  /** The annotations of which one says it; whoever writes one of them has decided. */
  readonly settledBy: readonly string[];
  /** The annotations that say it, as a person would write them. */
  readonly write: string;
}

/** The controllers that answer in plain HTTP also where an Ingress has TLS. Those that redirect by themselves, such as ingress-nginx, are not among them. */
export const plainHttp: Readonly<Record<IngressController, PlainHttp>> = {
  // https://doc.traefik.io/traefik/reference/routing-configuration/kubernetes/ingress/#on-ingress
  traefik: {
    settledBy: ['traefik.ingress.kubernetes.io/router.entrypoints', 'traefik.ingress.kubernetes.io/router.tls'],
    write: 'traefik.ingress.kubernetes.io/router.entrypoints: websecure',
  },
  // https://projectcontour.io/docs/main/config/annotations/
  contour: {
    settledBy: ['ingress.kubernetes.io/force-ssl-redirect', 'kubernetes.io/ingress.allow-http'],
    write: "ingress.kubernetes.io/force-ssl-redirect: 'true'",
  },
  // https://developer.konghq.com/kubernetes-ingress-controller/reference/annotations/
  kong: { settledBy: ['konghq.com/protocols'], write: 'konghq.com/protocols: https' },
  // Without a certificate by annotation or these ports it listens on port 80 alone:
  // https://kubernetes-sigs.github.io/aws-load-balancer-controller/latest/guide/ingress/annotations/#listen-ports
  alb: {
    settledBy: [
      'alb.ingress.kubernetes.io/listen-ports',
      'alb.ingress.kubernetes.io/ssl-redirect',
      'alb.ingress.kubernetes.io/certificate-arn',
    ],
    write: 'alb.ingress.kubernetes.io/listen-ports: \'[{"HTTPS": 443}]\'',
  },
  // https://cloud.google.com/kubernetes-engine/docs/how-to/ingress-configuration
  gce: {
    settledBy: ['kubernetes.io/ingress.allow-http', 'networking.gke.io/v1beta1.FrontendConfig'],
    write: "kubernetes.io/ingress.allow-http: 'false'",
  },
};
