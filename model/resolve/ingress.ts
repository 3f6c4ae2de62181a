import type { Place } from '../../diagnostics';
import type { EnvironmentOverlay } from '../../registry/schema';
import { placeUnder } from '../origin';
import type { Ingress, IngressController, IngressTls } from '../platform';

/**
 * The names of classes by which controllers are known. Traefik's, Contour's and Kong's are chosen with their charts, and mostly have the name of the
 * controller in them; the others are given.
 */
const controllerNames: readonly { readonly controller: IngressController; readonly className: RegExp }[] = [
  { controller: 'traefik', className: /traefik/ },
  { controller: 'contour', className: /contour/ },
  { controller: 'kong', className: /(^|[-.])kong/ },
  // https://kubernetes-sigs.github.io/aws-load-balancer-controller/latest/guide/ingress/ingress_class/
  { controller: 'alb', className: /(^|[-.])alb([-.]|$)/ },
  // https://cloud.google.com/kubernetes-engine/docs/concepts/ingress
  { controller: 'gce', className: /^gce(-internal|-regional-external)?$/ },
];

/** The way in of an environment. */
export function resolveIngress({ ingress }: EnvironmentOverlay, product: string, overlayPlace: Place): Ingress | undefined {
  if (ingress === undefined) return undefined;
  const { className, host, tls, annotations = {} } = ingress;
  return {
    className,
    controller: controllerNames.find((known) => known.className.test(className.toLowerCase()))?.controller,
    host,
    tls: tls && resolveTls(tls, product),
    annotations,
    place: placeUnder(overlayPlace, 'ingress'),
  };
}

function resolveTls({ secretName, issuer }: NonNullable<NonNullable<EnvironmentOverlay['ingress']>['tls']>, product: string): IngressTls {
  return {
    secretName: secretName ?? (issuer && `${product}-tls`),
    issuer: issuer && { name: issuer.name, kind: issuer.kind ?? 'Issuer' },
  };
}
