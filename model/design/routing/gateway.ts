import type { Certificate, Exposure, Gateway, GatewayClients, GatewayListener, HttpsRedirect } from '../../blueprint';
import { identityHeaders } from '../../edge/identity-headers';
import type { Edge, ParentGateway, Platform, Routing } from '../../platform';
import { placeUnder } from '../../origin';
import { freeName } from './free-name';
import { chunks } from './http-routes';

/** The objects of the way in that belong to no service. */
export interface SharedRouting {
  readonly gateways: readonly Gateway[];
  readonly redirects: readonly HttpsRedirect[];
  readonly certificates: readonly Certificate[];
}

/** The file of what the routes of all services have in common. */
const file = 'routes';

/** Decides on the Gateway, the redirects to HTTPS and the certificates. None of them where nothing is exposed. */
export function designSharedRouting({ product, routing, edge }: Platform, exposures: readonly Exposure[]): SharedRouting {
  if (routing === undefined || exposures.length === 0) return { gateways: [], redirects: [], certificates: [] };
  const { gateway } = routing;
  return {
    gateways: gateway?.emit === true ? [gatewayOf(routing, gateway, edge)] : [],
    redirects: gateway?.redirectListener === undefined ? [] : redirectsOf(product, routing, gateway, gateway.redirectListener, exposures),
    certificates: certificatesOf(routing, exposures),
  };
}

function gatewayOf(routing: Routing, { name, listener, redirectListener }: ParentGateway, edge: Edge): Gateway {
  const { className = '', tls, controller, place } = routing;
  const plain = (of: string): GatewayListener => ({ name: of, port: 80, protocol: 'HTTP', certificate: undefined });
  return {
    name,
    file,
    className,
    listeners:
      tls === undefined
        ? [plain(listener)]
        : [
            ...(redirectListener === undefined ? [] : [plain(redirectListener)]),
            { name: listener, port: 443, protocol: 'HTTPS', certificate: tls.secretName },
          ],
    clients: controller === 'envoy-gateway' ? clientsOf(edge) : undefined,
    place: placeUnder(place, 'gateway'),
  };
}

function clientsOf({ trustedProxies, auth }: Edge): GatewayClients | undefined {
  const withoutHeaders = identityHeaders(auth);
  return trustedProxies.length === 0 && withoutHeaders.length === 0 ? undefined : { trustedProxies, withoutHeaders };
}

function redirectsOf(
  product: string,
  routing: Routing,
  { name, namespace }: ParentGateway,
  listener: string,
  exposures: readonly Exposure[],
): HttpsRedirect[] {
  const taken = new Set(exposures.flatMap(({ httpRoutes }) => httpRoutes.map((route) => route.name)));
  const first = freeName([`${product}-redirect`, `${product}-redirect-https`], taken);
  return chunks(hostsOf(routing, exposures), 16).map((hosts, index) => ({
    name: index === 0 ? first : freeName([`${first}-${index + 1}`, `${first}-part-${index + 1}`], taken),
    file,
    gateway: { name, namespace, listener },
    hosts,
    status: routing.controller === 'envoy-gateway' ? 308 : 301,
    place: placeUnder(routing.place, 'gateway'),
  }));
}

/**
 * One Certificate for all hosts, since all have one Secret. What is declared by `ingress` has the annotation of the issuer on its one Ingress in its place, and a Gateway that is not ours
 * has its certificate from whoever runs it.
 */
function certificatesOf(routing: Routing, exposures: readonly Exposure[]): Certificate[] {
  const { declaredBy, tls, place } = routing;
  const secured = exposures.filter((exposure) => exposure.tls?.certificate !== undefined);
  const name = secured[0]?.tls?.certificate;
  if (tls?.issuer === undefined || declaredBy === 'ingress' || name === undefined) return [];
  return [{ name, file, hosts: hostsOf(routing, secured), issuer: tls.issuer, place: placeUnder(place, 'tls') }];
}

/** The hosts that serve something: those of the routes in the declared order, then those of tools. */
function hostsOf({ hosts }: Routing, exposures: readonly Exposure[]): string[] {
  const used = new Set(exposures.flatMap((exposure) => exposure.hosts));
  const declared = hosts.map(({ host }) => host).filter((host) => used.has(host));
  return [...new Set([...declared, ...used])];
}
