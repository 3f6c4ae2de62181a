import type { Routing } from '../../platform';
import { compareText } from '../../resolve/order';

/**
 * The annotations that every Ingress of an environment has: those of its class, of the issuer of its certificate, and over them what the overlay says.
 * @returns by name in code-unit order
 */
export function ingressAnnotations(
  routing: Pick<Routing, 'controller' | 'tls' | 'annotations' | 'declaredBy'>,
): Readonly<Record<string, string>> {
  const all = { ...ofController(routing), ...ofIssuer(routing), ...routing.annotations };
  return Object.fromEntries(
    Object.entries(all)
      .filter((entry): entry is [string, string] => entry[1] !== false)
      .sort(([a], [b]) => compareText(a, b)),
  );
}

/**
 * `spec.tls` of an Ingress is no more to Traefik than certificates for its store. Without annotations it answers at every entry point, that of plain HTTP among them. The
 * names of the entry points are those of Traefik's chart.
 * @see https://doc.traefik.io/traefik/reference/routing-configuration/kubernetes/ingress/#on-ingress
 */
function ofController({ controller, tls }: Pick<Routing, 'controller' | 'tls'>): Readonly<Record<string, string>> {
  if (controller !== 'traefik' || tls === undefined) return {};
  return {
    'traefik.ingress.kubernetes.io/router.entrypoints': 'websecure',
    'traefik.ingress.kubernetes.io/router.tls': 'true',
  };
}

/**
 * cert-manager lets one Ingress own the Certificate of a Secret and refuses the others: where there are many, a Certificate of ours is written in its place.
 * @see https://cert-manager.io/docs/usage/ingress/#supported-annotations
 */
function ofIssuer({ tls, declaredBy }: Pick<Routing, 'tls' | 'declaredBy'>): Readonly<Record<string, string>> {
  const issuer = tls?.issuer;
  if (issuer === undefined || declaredBy === 'routing') return {};
  return { [`cert-manager.io/${issuer.kind === 'Issuer' ? 'issuer' : 'cluster-issuer'}`]: issuer.name };
}
