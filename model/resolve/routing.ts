import { createDiagnostic, type Diagnostic, type Place } from '../../diagnostics';
import type { EnvironmentOverlay } from '../../registry/schema';
import { placeUnder } from '../origin';
import type { IngressController, IngressTls, ParentGateway, RoutedHost, Routing } from '../platform';

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

/** The product and the namespace that a way in belongs to. */
interface Owner {
  readonly product: string;
  readonly namespace: string;
}

/**
 * The way in of an environment: `routing`, or `ingress`, which is one Ingress at one host.
 * @returns undefined if the environment has neither
 */
export function resolveRouting(overlay: EnvironmentOverlay, owner: Owner, overlayPlace: Place): Routing | undefined {
  const { ingress, routing } = overlay;
  if (routing !== undefined) return fromRouting(routing, overlay, owner, placeUnder(overlayPlace, 'routing'));
  if (ingress === undefined) return undefined;
  const { className, host, tls, annotations = {} } = ingress;
  const place = placeUnder(overlayPlace, 'ingress');
  const classController = controllerOf(className);
  return {
    target: 'ingress',
    controller: classController === 'traefik' ? 'traefik' : 'none',
    className,
    classController,
    gateway: undefined,
    host,
    hosts: [{ host, name: undefined, services: undefined, place: placeUnder(place, 'host') }],
    tls: tls && resolveTls(tls, owner.product),
    annotations,
    acceptEndOfLife: false,
    declaredBy: 'ingress',
    place,
  };
}

/** Reports an `ingress` beside `routing`, which is the whole way in. */
export function idleIngress({ ingress, routing }: EnvironmentOverlay, overlayPlace: Place): Diagnostic[] {
  return ingress === undefined || routing === undefined ? [] : [createDiagnostic('ingress-idle', {}, placeUnder(overlayPlace, 'ingress'))];
}

type DeclaredRouting = NonNullable<EnvironmentOverlay['routing']>;

function fromRouting(
  { target = 'ingress', controller, className, gateway, hosts: listed, tls, annotations = {}, acceptEndOfLife = false }: DeclaredRouting,
  { development = false }: EnvironmentOverlay,
  owner: Owner,
  place: Place,
): Routing {
  const hosts = listed.map((item, index): RoutedHost => {
    const at = placeUnder(place, 'hosts', index);
    if (typeof item === 'string') return { host: item, name: undefined, services: undefined, place: at };
    return { host: item.host, name: item.name, services: item.services, place: placeUnder(at, 'host') };
  });
  const general = hosts.find(isGeneral) ?? hosts[0];
  const classController = target === 'ingress' && className !== undefined ? controllerOf(className) : undefined;
  return {
    target,
    controller: controller ?? (className !== undefined && controllerOf(className) === 'traefik' ? 'traefik' : 'none'),
    className,
    classController,
    gateway: gateway && resolveGateway(gateway, { owner, withTls: tls !== undefined, development }),
    host: general?.host ?? '',
    hosts,
    tls: tls && resolveTls(tls, owner.product),
    annotations,
    acceptEndOfLife,
    declaredBy: 'routing',
    place,
  };
}

/** Whether a host serves the routes that choose none. */
export function isGeneral({ name, services }: Pick<RoutedHost, 'name' | 'services'>): boolean {
  return name === undefined && services === undefined;
}

function resolveGateway(
  { name, namespace, listener, redirectListener, emit = false }: NonNullable<DeclaredRouting['gateway']>,
  { owner, withTls, development }: { readonly owner: Owner; readonly withTls: boolean; readonly development: boolean },
): ParentGateway {
  const redirect = redirectListener ?? (withTls && !development ? 'http' : false);
  return {
    name,
    namespace: namespace ?? owner.namespace,
    listener: listener ?? (withTls ? 'https' : 'http'),
    redirectListener: redirect === false ? undefined : redirect,
    emit,
  };
}

function controllerOf(className: string): IngressController | undefined {
  return controllerNames.find((known) => known.className.test(className.toLowerCase()))?.controller;
}

function resolveTls({ secretName, issuer }: NonNullable<DeclaredRouting['tls']>, product: string): IngressTls {
  return {
    secretName: secretName ?? (issuer && `${product}-tls`),
    issuer: issuer && { name: issuer.name, kind: issuer.kind ?? 'Issuer' },
  };
}
