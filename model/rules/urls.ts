import type { Protocol } from '../../registry/schema';
import { askedBy } from '../backing';
import { type Blueprint, serverId, serviceId } from '../blueprint';
import { foreignServices, foreignWorkloads } from '../design/network/foreign-workloads';
import { ownHosts } from '../design/network/own-hosts';
import { clusterOf, type Platform, type Service } from '../platform';
import type { RuleContext } from './context';
import { flawFinder } from './facts/encryption';
import type { Target } from './facts/endpoints';
import type { UrlUse } from './facts/urls';
import { type AreaRules, type Report, rule } from './rule';

const forBrowsers =
  /(?:^|_)(?:CORS|ORIGINS?|ALLOW|ALLOWED|CALLBACK|REDIRECT|PUBLIC|NEXTAUTH|AUTH_URL|BASE_URL|SITE_URL|APP_URL|WEB_URL|FRONTEND)(?:_|$)/i;

/** Whether the URLs of a variable of this name are for browsers, which do not see what a pod sees. */
function isForBrowsers(name: string): boolean {
  return forBrowsers.test(name);
}

/** Reports values that are meant to be a URL and that no parser takes. */
const urlInvalid = rule('url-invalid', ({ urlFacts }, report) => {
  for (const { name, origin } of urlFacts.invalid) report({ variable: name }, origin.place);
});

/** The listeners at a host outside of the product. */
function listensAt(target: Target): Pick<Service, 'key' | 'ports'> | undefined {
  if (target.kind !== 'external') return calledAt(target);
  const { name: key, port, place } = target.external;
  return { key, ports: [{ name: key, port, protocol: 'tcp', metrics: false, field: 'port', place }] };
}

/** The callee at a host, of this product or of another. */
function calledAt(target: Target): Pick<Service, 'key' | 'ports'> | undefined {
  return target.kind === 'service' ? target.service : target.kind === 'neighbour' ? target.neighbour : undefined;
}

/** Reports URLs that lead to a port which their service does not listen on. */
const urlPortMismatch = rule('url-port-mismatch', ({ urlFacts }, report) => {
  for (const { variable, port, portImplied, target } of urlFacts.urls) {
    const called = listensAt(target);
    if (called === undefined || port === undefined) continue;
    const { key, ports } = called;
    const own = ports.find(({ field }) => field === 'port');
    const expected = own?.port;
    if (own === undefined || expected === undefined || ports.some((listened) => listened.port === port)) continue;
    const others = ports.flatMap(({ field, metrics, port: further }) => (field === 'port' || metrics ? [] : [further]));
    const related = [{ label: 'the port is declared at', place: own.place }];
    report({ variable: variable.name, service: key, port, expected, others, implied: portImplied }, variable.origin.place, { related });
  }
});

const webSchemes = ['http', 'https', 'ws', 'wss'];

/** The schemes that cannot be meant of a port, by its protocol. A scheme that is not known may mean anything. */
const wrongSchemes: Readonly<Record<Protocol, ReadonlySet<string>>> = {
  http: new Set(['grpc', 'grpcs', 'udp']),
  h2c: new Set(['ws', 'wss', 'udp']),
  grpc: new Set(['ws', 'wss', 'udp']),
  tcp: new Set([...webSchemes, 'grpc', 'grpcs', 'udp']),
  udp: new Set([...webSchemes, 'grpc', 'grpcs', 'tcp']),
};

/** Reports URLs whose scheme is not what their port speaks. */
const urlSchemeMismatch = rule('url-scheme-mismatch', ({ urlFacts }, report) => {
  for (const { variable, scheme, port, target } of urlFacts.urls) {
    const called = calledAt(target);
    if (called === undefined) continue;
    const { key, ports } = called;
    const spoken = ports.filter((listened) => listened.port === port);
    const [first] = spoken;
    if (first === undefined || !spoken.every(({ protocol }) => wrongSchemes[protocol].has(scheme))) continue;
    const related = [{ label: 'the port is declared at', place: first.place }];
    report({ variable: variable.name, scheme, service: key, port: first.port, protocol: first.protocol }, variable.origin.place, {
      related,
    });
  }
});

/** Reports addresses that cannot connect, because one side speaks TLS and the other does not. */
const urlTlsMismatch = rule('url-tls-mismatch', ({ platform, urlFacts, composedAddresses }, report) => {
  const flawOf = flawFinder(platform);
  for (const use of [...urlFacts.urls, ...composedAddresses]) {
    const { variable, target } = use;
    const flaw = flawOf(use);
    if (flaw?.effect !== 'fails' || (target.kind === 'elsewhere' && isForBrowsers(variable.name))) continue;
    const { called, isServer, port, scheme, reference } = flaw;
    report({ variable: variable.name, encrypted: flaw.says === 'tls', called, isServer, port, scheme, reference }, variable.origin.place);
  }
});

/** Reports addresses by which the connection to a server with TLS may be without it, outside development. */
const urlWithoutTls = rule('url-without-tls', ({ platform, urlFacts, composedAddresses }, report) => {
  if (platform.development) return;
  const flawOf = flawFinder(platform);
  for (const use of [...urlFacts.urls, ...composedAddresses]) {
    const flaw = flawOf(use);
    if (flaw?.effect !== 'unencrypted') continue;
    const { variable, host } = use;
    const { called, scheme, reference } = flaw;
    report({ variable: variable.name, called, host, unsaid: flaw.says === 'nothing', scheme, reference }, variable.origin.place);
  }
});

/** Reports URLs of a service whose path is neither under nor above one of its routes, nor one of its health and metrics paths. */
const urlPathMismatch = rule('url-path-mismatch', ({ urlFacts }, report) => {
  for (const { variable, scheme, path, target } of urlFacts.urls) {
    if (target.kind !== 'service' || !/^(?:https?|wss?)$/.test(scheme)) continue;
    const { service } = target;
    const bare = path.replace(/\/$/, '');
    if (bare === '' || service.routes.length === 0 || isKnownPath(bare, service)) continue;
    const routes = service.routes.map((route) => route.path);
    report({ variable: variable.name, path: bare, service: service.key, routes }, variable.origin.place);
  }
});

function isKnownPath(path: string, { routes, health, metrics }: Service): boolean {
  return (
    routes.some((route) => isUnder(path, route.path) || isUnder(route.path, path)) ||
    [health.live, health.ready, health.startup].some((check) => check !== undefined && 'http' in check && check.http === path) ||
    metrics?.path === path
  );
}

function isUnder(path: string, prefix: string): boolean {
  return prefix === '/' || path === prefix || path.startsWith(`${prefix}/`);
}

/** Reports URLs whose host would be in the namespace, where there is nothing of that name. */
const urlHostUnknown = rule('url-host-unknown', ({ platform, blueprint, serviceByKey, urlFacts, suggestHost }, report) => {
  const ofTeam = new Set(blueprint.foreign.flatMap(({ object }) => (object.kind === 'Service' ? [object.metadata.name] : [])));
  for (const { variable, target } of urlFacts.urls) {
    if ((target.kind !== 'unknown' && target.kind !== 'left-out') || ofTeam.has(target.name)) continue;
    const outside = target.kind === 'left-out';
    const suggestion = outside ? undefined : suggestHost(target.name);
    const hostname = serviceByKey.get(target.name)?.name;
    const args = { variable: variable.name, host: target.name, outside, hostname, product: platform.product, suggestion };
    report(args, variable.origin.place);
  }
});

/** Reports endpoints outside the platform that a service lists twice. */
const egressRepeated = rule('egress-repeated', ({ platform }, report) => {
  for (const { egress = [] } of platform.services) {
    const seen = new Set<string>();
    for (const { host, port, protocol, place } of egress) {
      const endpoint = `${host}:${port}${protocol === 'UDP' ? '/UDP' : ''}`;
      if (seen.has(endpoint)) report({ endpoint }, place);
      seen.add(endpoint);
    }
  }
});

/** Reports calls of services to the public hosts of the product, which come back by way of the edge: policies cut them. */
const urlOwnHost = rule('url-own-host', ({ platform, blueprint, urlFacts }, report) => {
  if (platform.network.policies !== 'full') return;
  const own = ownHosts(platform, blueprint);
  if (own.size === 0) return;
  const edge = edgeEntry(platform);
  for (const { variable, host, path, target } of urlFacts.urls) {
    const { service } = variable;
    // A reference to the way in is for browsers, whatever the variable is called.
    if (!own.has(host) || target.kind !== 'elsewhere' || isForBrowsers(variable.name) || variable.written !== undefined) continue;
    if (service.runtime === 'static') continue;
    const callee = answering(platform, path);
    if (callee?.key === service.key) continue;
    const internal = callee && { callee: callee.key, internal: `http://${callee.name}:${callee.port}${path === '/' ? '' : path}` };
    report({ variable: variable.name, host, service: service.key, ...internal, edge }, variable.origin.place);
  }
  for (const { key, egress = [] } of platform.services)
    for (const { host, place } of egress) if (own.has(host.toLowerCase())) report({ host, service: key, edge }, place);
});

/** The port that SRV records mostly name, by the scheme that has clients read them. */
const srvPorts: ReadonlyMap<string, number> = new Map([['mongodb+srv', 27017]]);

/**
 * Reports URLs whose name the DNS leads to other hosts, where nothing declares those. They share its domain.
 * @see https://www.mongodb.com/docs/manual/reference/connection-string/#srv-connection-format
 */
const urlSrvHost = rule('url-srv-host', ({ platform, blueprint, urlFacts, composedAddresses }, report) => {
  if (platform.network.policies !== 'full') return;
  let called: ReadonlySet<string> | undefined;
  for (const use of [...urlFacts.urls, ...composedAddresses]) {
    const { variable, scheme, host } = use;
    const port = srvPorts.get(scheme);
    if (port === undefined || !isName(use)) continue;
    called ??= new Set(blueprint.connections.flatMap(({ from, to }) => ('id' in from && 'host' in to ? `${from.id} ${to.host}` : [])));
    const pattern = `*.${host.slice(host.indexOf('.') + 1)}`;
    if (called.has(`${serviceId(variable.service)} ${pattern}`)) continue;
    report({ variable: variable.name, host, service: variable.service.key, pattern, port }, variable.origin.place);
  }
});

/** The service whose route takes a path. */
function answering({ services }: Platform, path: string): Service | undefined {
  let best: { readonly service: Service; readonly length: number } | undefined;
  for (const service of services)
    for (const route of service.routes)
      if (isUnder(path, route.path) && route.path.length > (best?.length ?? 0)) best = { service, length: route.path.length };
  return best?.service.port === undefined ? undefined : best.service;
}

/** The entry of `network.hosts` that says that the pods of the edge are behind a host. */
function edgeEntry({ network }: Platform): string {
  const [edge] = network.edge ?? [];
  const labels = Object.entries(edge?.pods?.labels ?? {}).map(([name, value]) => `${name}: ${value}`);
  const pods = edge?.pods?.namespace === undefined ? 'namespace: traefik' : `namespace: ${edge.pods.namespace}`;
  return `{ ${[pods, ...(labels.length === 0 ? [] : [`labels: { ${labels.join(', ')} }`]), 'ports: { 443: 8443 }'].join(', ')} }`;
}

/**
 * Reports URLs that lead to an endpoint outside the platform, or to a Kubernetes Service of the team's, which the service does not declare. Of a service without a list they are reported where
 * its policy would cut them.
 */
const egressUndeclared = rule('egress-undeclared', ({ platform, blueprint, urlFacts, composedAddresses }, report) => {
  const { policies } = platform.network;
  reportServers(policies, blueprint, [...urlFacts.urls, ...composedAddresses], report);
  const own = ownHosts(platform, blueprint);
  const lists = new Map(
    platform.services.map(({ key, egress }) => [
      key,
      egress && new Set(egress.map(({ host, port, protocol }) => `${host}:${port}/${protocol}`)),
    ]),
  );
  const ofTeam = foreignServices(blueprint.foreign, foreignWorkloads(blueprint.foreign));
  let calls: ReadonlySet<string> | undefined;
  for (const use of urlFacts.urls) {
    const { variable, host, port, target } = use;
    const { service } = variable;
    if (own.has(host) || isForBrowsers(variable.name) || port === undefined) continue;
    const undeclared = { variable: variable.name, endpoint: `${host}:${port}`, service: service.key, udp: use.scheme === 'udp' };
    const list = lists.get(service.key);
    if (target.kind === 'unknown') {
      const behind = ofTeam.get(target.name)?.workloads ?? [];
      calls ??= callsOf(blueprint);
      const [cut] = behind.filter(({ id }) => calls?.has(`${serviceId(service)} ${id}`) !== true);
      if (cut !== undefined && policies !== 'none') report({ ...undeclared, why: 'team', workload: cut.title }, variable.origin.place);
    } else if (target.kind === 'elsewhere' && isName(use)) {
      const names = [host, `*.${host.slice(host.indexOf('.') + 1)}`];
      const ends = names.flatMap((name) => transportsOf(use).map((transport) => `${name}:${port}/${transport}`));
      if (ends.some((end) => list?.has(end) === true)) continue;
      if (list === undefined) {
        // What is served as files calls nothing: its URLs are for browsers.
        if (policies !== 'full' || service.runtime === 'static') continue;
        calls ??= callsOf(blueprint);
        if (ends.some((end) => calls?.has(`${serviceId(service)} ${end}`) === true)) continue;
      }
      report({ ...undeclared, why: list === undefined ? 'cut' : 'list' }, variable.origin.place);
    }
  }
});

/** Reports addresses of backing services that a service does not ask for: its policy, or that of the server, cuts them. */
function reportServers(
  policies: Platform['network']['policies'],
  { connections }: Blueprint,
  uses: readonly UrlUse[],
  report: Report<'egress-undeclared'>,
): void {
  let called: ReadonlySet<string> | undefined;
  for (const { variable, host, port, scheme, target } of uses) {
    if (target.kind !== 'backing' || variable.service.runtime === 'static') continue;
    const { endpoint } = target;
    const isHere = endpoint.inCluster !== undefined || clusterOf(endpoint) !== undefined;
    if (policies === 'none' || (policies === 'ingress-only' && !isHere)) continue;
    called ??= new Set(
      connections.flatMap(({ from, to }) =>
        from.kind === 'workload' && to.kind !== 'cluster' ? endsOf(to).map((end) => `${from.id} ${end}`) : [],
      ),
    );
    const id = serviceId(variable.service);
    const pooler = endpoint.kind === 'postgres' ? endpoint.pooler?.host : undefined;
    if ([serverId(endpoint), endpoint.host, pooler].some((end) => end !== undefined && called?.has(`${id} ${end}`) === true)) continue;
    const { key } = variable.service;
    const udp = scheme === 'udp';
    const field = askedBy(endpoint.kind);
    const args = {
      variable: variable.name,
      endpoint: `${host}:${port ?? endpoint.port}`,
      service: key,
      udp,
      why: 'server',
      field,
    } as const;
    report(args, variable.origin.place);
  }
}

/** The id and the host of what is called, as far as it has them. */
function endsOf(to: Exclude<Blueprint['connections'][number]['to'], { readonly kind: 'cluster' }>): string[] {
  return [...('id' in to ? [to.id] : []), ...('host' in to ? [to.host] : [])];
}

/** Who calls what is no workload of the registry, as the blueprint declares it: the id of the caller, and the id or the host, port and transport of what is called. */
function callsOf({ connections }: Blueprint): ReadonlySet<string> {
  const calls = new Set<string>();
  for (const { from, to, port, protocol } of connections) {
    if (from.kind !== 'workload') continue;
    if (to.kind === 'foreign') calls.add(`${from.id} ${to.id}`);
    if ('host' in to) calls.add(`${from.id} ${to.host}:${port}/${protocol}`);
  }
  return calls;
}

/** What a URL may be called over; its scheme need not say. */
function transportsOf({ scheme }: UrlUse): readonly ('TCP' | 'UDP')[] {
  if (scheme === 'udp') return ['UDP'];
  return webSchemes.includes(scheme) ? ['TCP'] : ['TCP', 'UDP'];
}

/** A DNS name that was meant as one: no address, and nothing that is filled in later. */
function isName({ host }: UrlUse): boolean {
  return /^[a-z0-9-]+(?:\.[a-z0-9-]+)*\.[a-z][a-z0-9-]*$/.test(host);
}

/** Reports URLs that lead to the pod itself, where that is not the service's own port. */
const urlLocalhost = rule('url-localhost', (context, report) => {
  const hostnameByPort = hostnamesByPort(context);
  for (const use of context.urlFacts.urls) {
    const { variable, host, port, target } = use;
    if (target.kind !== 'local' || isForBrowsers(variable.name) || isOwnPort(use)) continue;
    // A reference to the way in is for browsers, whatever the variable is called.
    if (variable.written !== undefined && host === context.platform.routing?.host) continue;
    const suggestion = port === undefined ? undefined : hostnameByPort.get(port);
    report({ variable: variable.name, host, suggestion }, variable.origin.place);
  }
});

/** Whether the pod may listen itself: of a sidecar's ports only those that others call are known. */
function isOwnPort({ variable: { service }, port }: UrlUse): boolean {
  return service.sidecars.length > 0 || service.ports.some((listened) => listened.port === port);
}

/** Ports that only one thing listens on, so that a port tells who was meant. */
function hostnamesByPort({ platform, endpoints }: RuleContext): Map<number, string | undefined> {
  const hostnames = new Map<number, string | undefined>();
  const ofServices = platform.services.flatMap(({ name, ports }) =>
    [...new Set(ports.flatMap(({ port, metrics }) => (metrics ? [] : [port])))].map((port) => ({ host: name, port })),
  );
  const listeners = [...ofServices, ...endpoints];
  for (const { host, port } of listeners) hostnames.set(port, hostnames.has(port) ? undefined : host);
  return hostnames;
}

/** The rules about URLs. */
export const urlsRules: AreaRules<'urls'> = [
  urlInvalid,
  urlPortMismatch,
  urlSchemeMismatch,
  urlTlsMismatch,
  urlWithoutTls,
  urlPathMismatch,
  urlHostUnknown,
  egressRepeated,
  egressUndeclared,
  urlOwnHost,
  urlSrvHost,
  urlLocalhost,
];
