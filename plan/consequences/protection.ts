import { blockHasBlock, isIpAddress } from '../../formats';
import type { KubernetesObject } from '../../model';
import { listOf, type Mapping, mappingOf, textOf } from '../../model/objects/mappings';
import { valueAt } from '../objects';
import type { PolicyKind, RouteSources } from './route-sources';

/** What stands between the clients of a route and its service, as the controller is told. */
export interface Protection {
  readonly hasLogin: boolean;
  /** Whether the edge has a certificate for the host, or a listener with TLS; undefined if no manifest tells it. */
  readonly hasTls: boolean | undefined;
  /** Whether the edge answers plain HTTP, too, and not by a redirect; undefined if no manifest tells it. */
  readonly isPlain: boolean | undefined;
  /** Lists of the addresses that alone may send requests: all of them hold. */
  readonly allowed: readonly (readonly string[])[];
  /** Whether the edge counts the requests of a client. */
  readonly isCounted: boolean;
  /** Whether the edge holds bodies to a size. */
  readonly hasBodyLimit: boolean;
  /** The headers that no client may send, in lower case and in code-unit order. */
  readonly withoutHeaders: readonly string[];
}

const nginx = 'nginx.ingress.kubernetes.io';
const traefik = 'traefik.ingress.kubernetes.io';
const haproxy = 'haproxy-ingress.github.io';

/** The annotations of Ingresses that list the addresses which alone may send requests. */
const allowAnnotations = [
  ...[nginx, haproxy].flatMap((prefix) => [`${prefix}/whitelist-source-range`, `${prefix}/allowlist-source-range`]),
  ...['haproxy.org/allow-list', 'haproxy.org/whitelist', 'alb.ingress.kubernetes.io/inbound-cidrs'],
];

/** The annotations of Ingresses by which the requests of a client are counted. */
const countAnnotations = [
  ...[nginx, haproxy].flatMap((prefix) => [`${prefix}/limit-rps`, `${prefix}/limit-rpm`, `${prefix}/limit-connections`]),
  'haproxy.org/rate-limit-requests',
];

/** The protection of the routes of an Ingress at a host. */
export function protectionOfIngress(object: KubernetesObject, host: string, middlewares: readonly Mapping[]): Protection {
  const annotations = mappingOf(object.metadata['annotations']);
  const said = (name: string): string | undefined => textOf(annotations[name]);
  const isTraefik =
    (textOf(valueAt(object, 'spec.ingressClassName')) ?? '').includes('traefik') ||
    Object.keys(annotations).some((name) => name.startsWith(`${traefik}/`));
  const hasCertificate = listOf(valueAt(object, 'spec.tls')).some((one) => {
    const hosts = listOf(mappingOf(one)['hosts']);
    return hosts.length === 0 || hosts.some((named) => fitsHost(textOf(named) ?? '', host));
  });
  const entryPoints = said(`${traefik}/router.entrypoints`)?.split(',');
  const redirects = (hasCertificate && said(`${nginx}/ssl-redirect`) !== 'false') || said(`${nginx}/force-ssl-redirect`) === 'true';
  const own = protectionBy(middlewares);
  return {
    ...own,
    hasLogin: own.hasLogin || ['auth-url', 'auth-type'].some((name) => said(`${nginx}/${name}`) !== undefined),
    hasTls: hasCertificate || said(`${traefik}/router.tls`) === 'true',
    // Traefik answers at every entry point unless it is told which; others lead to HTTPS where there is a certificate.
    isPlain: isTraefik ? entryPoints === undefined || entryPoints.some((name) => !/secure|https/.test(name)) : !redirects,
    allowed: [...allowAnnotations.flatMap((name) => listsIn(said(name)?.split(','))), ...own.allowed],
    isCounted: own.isCounted || countAnnotations.some((name) => said(name) !== undefined),
  };
}

/** The protection of the routes of one rule of an HTTPRoute. */
export function protectionOfRule(
  object: KubernetesObject,
  rule: Mapping,
  middlewares: readonly Mapping[],
  sources: RouteSources,
): Protection {
  const parents = listOf(valueAt(object, 'spec.parentRefs')).map(mappingOf);
  const targets = [`HTTPRoute/${object.metadata.name}`, ...parents.map(({ name }) => `Gateway/${String(name)}`)];
  // The policy of a route takes the place of that of its Gateway.
  const told = (kind: PolicyKind): readonly KubernetesObject[] =>
    targets.map((target) => sources.policiesFor(kind, target)).find((policies) => policies.length > 0) ?? [];
  const [security, traffic, client] = [told('SecurityPolicy'), told('BackendTrafficPolicy'), told('ClientTrafficPolicy')];
  const listeners = parents.flatMap((parent) => listenersOf(parent, sources));
  const own = protectionBy(middlewares);
  const removed = [
    ...listOf(rule['filters']).flatMap((filter) => listOf(valueAt(filter, 'requestHeaderModifier.remove'))),
    ...client.flatMap((policy) => listOf(valueAt(policy, 'spec.headers.earlyRequestHeaders.remove'))),
  ];
  const logins = ['extAuth', 'jwt', 'oidc', 'basicAuth', 'apiKeyAuth'];
  return {
    hasLogin: own.hasLogin || security.some((policy) => logins.some((kind) => valueAt(policy, `spec.${kind}`) !== undefined)),
    hasTls: listeners.length === 0 ? undefined : listeners.includes('tls'),
    isPlain: listeners.length === 0 ? undefined : listeners.includes('plain'),
    allowed: [...security.flatMap((policy) => allowedBy(mappingOf(valueAt(policy, 'spec.authorization')))), ...own.allowed],
    isCounted: own.isCounted || traffic.some((policy) => valueAt(policy, 'spec.rateLimit') !== undefined),
    hasBodyLimit: own.hasBodyLimit || traffic.some((policy) => valueAt(policy, 'spec.requestBuffer') !== undefined),
    withoutHeaders: [...new Set([...removed.map((name) => String(name).toLowerCase()), ...own.withoutHeaders])].sort(),
  };
}

/** What the Middlewares of Traefik do with requests. */
function protectionBy(middlewares: readonly Mapping[]): Omit<Protection, 'hasTls' | 'isPlain'> {
  const headers = middlewares.flatMap((spec) => Object.entries(mappingOf(valueAt(spec, 'headers.customRequestHeaders'))));
  return {
    hasLogin: middlewares.some((spec) => ['forwardAuth', 'basicAuth', 'digestAuth'].some((kind) => spec[kind] !== undefined)),
    allowed: middlewares.flatMap(({ ipAllowList, ipWhiteList }) => listsIn(mappingOf(ipAllowList ?? ipWhiteList)['sourceRange'])),
    isCounted: middlewares.some(({ rateLimit }) => rateLimit !== undefined),
    hasBodyLimit: middlewares.some((spec) => valueAt(spec, 'buffering.maxRequestBodyBytes') !== undefined),
    withoutHeaders: [...new Set(headers.flatMap(([name, value]) => (value === '' ? [name.toLowerCase()] : [])))].sort(),
  };
}

/** The addresses that a SecurityPolicy lets in where it refuses all others. */
function allowedBy({ defaultAction = 'Deny', rules }: Mapping): string[][] {
  if (rules === undefined || defaultAction !== 'Deny') return [];
  const allowing = listOf(rules).filter((rule) => mappingOf(rule)['action'] === 'Allow');
  const blocks = allowing.map((rule) => listOf(valueAt(rule, 'principal.clientCIDRs')));
  // A rule without addresses lets in by something else, from anywhere.
  return blocks.some((list) => list.length === 0) ? [] : listsIn(blocks.flat());
}

function listsIn(value: unknown): string[][] {
  const list = listOf(value).flatMap((one) => textOf(one)?.trim() ?? []);
  return list.length === 0 ? [] : [list.filter((one) => one !== '')];
}

/** What the listeners of a parent speak that a route is for; empty if that is not known. Of a Gateway that is in no manifest only the name of the listener tells it. */
function listenersOf({ name, sectionName }: Mapping, { find }: RouteSources): ('tls' | 'plain')[] {
  const listeners = listOf(valueAt(find(`Gateway/${String(name)}`), 'spec.listeners')).map(mappingOf);
  if (listeners.length === 0)
    return sectionName === undefined ? [] : [/https|tls|secure|443/.test(textOf(sectionName) ?? '') ? 'tls' : 'plain'];
  return listeners
    .filter((listener) => sectionName === undefined || listener['name'] === sectionName)
    .map(({ protocol, tls }) => (tls !== undefined || protocol === 'HTTPS' || protocol === 'TLS' ? 'tls' : 'plain'));
}

function fitsHost(named: string, host: string): boolean {
  return named.toLowerCase() === host || (named.startsWith('*.') && host.slice(host.indexOf('.')) === named.slice(1).toLowerCase());
}

/** The addresses that one side lets send requests and another one does not: those of its lists, or all if it has none. Empty if there are none. */
export function allowedMore(had: Protection['allowed'], has: Protection['allowed']): string[] {
  for (const list of had) {
    const closest = has.map((other) => other.filter((block) => !list.some((wide) => hasBlock(wide, block))));
    if (closest.some((more) => more.length === 0)) continue;
    return closest.sort((one, other) => one.length - other.length)[0] ?? ['any address'];
  }
  return [];
}

function hasBlock(wide: string, narrow: string): boolean {
  const [one, other] = [wide, narrow].map((text) => (isIpAddress(text) ? `${text}/${text.includes(':') ? 128 : 32}` : text));
  return one === other || blockHasBlock(one ?? '', other ?? '');
}
