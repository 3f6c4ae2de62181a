import type { Blueprint, Exposure, ForwardAuth } from '../../model';
import { type ExposedSource, tableOfBlueprint } from '../../model/edge/table';
import { type NginxLocation, nginxLocations, type RouteTable, type TableRoute } from '../../model/route-table';
import { preflightMap } from './cors';
import { block, type Directive, directivesText, word } from './directive';
import { hashSizes } from './hash-sizes';
import { type ProxyHeaders, proxyHeaders } from './headers';
import { inside, type Serving, writeLocations } from './locations';
import { type Policy, policyOf } from './policy';
import { type AddressOf, createUpstreams, type Upstreams } from './upstreams';

/** Options of {@link nginxConfig}. */
export interface NginxOptions {
  /** A port, or an address and a port. */
  readonly listen: string;
  /** The addresses of proxies in front of nginx, as CIDR. */
  readonly trustedProxies: readonly string[];
  /** @default the name of the Kubernetes Service, which is the hostname in docker-compose too */
  readonly addressOf?: AddressOf;
}

/** A complete configuration of nginx. */
export interface NginxConfig {
  readonly text: string;
  /** What the routes ask for and nginx cannot do, each as a sentence. */
  readonly lacks: readonly string[];
}

/** A check of logins that nginx cannot make, so that routes would be open. */
export class NginxLoginError extends Error {
  override readonly name = 'NginxLoginError';
}

/** Where a login is asked for, inside nginx. */
const loginPath = `${inside}login`;

/**
 * Writes the routes of a blueprint as a configuration of nginx 1.18 or newer. It answers as `match()` says under the dialect `nginx`, but that hosts with a login
 * refuse paths that services may read otherwise. TLS ends in front of it.
 * @throws NginxLoginError if routes need a login by JSON Web Token
 */
export function nginxConfig(blueprint: Blueprint, options: NginxOptions): NginxConfig {
  const { listen, trustedProxies, addressOf = ({ name }, port) => `${name}:${port}` } = options;
  const { table, sources } = tableOfBlueprint(blueprint);
  const { exposures } = blueprint;
  if (exposures.some(({ auth }) => auth?.kind === 'jwt'))
    throw new NginxLoginError(
      'nginx checks no JSON Web Tokens, so the routes that need a login would be open: choose `forward` in `gateway.auth`',
    );
  const upstreams = createUpstreams(blueprint.workloads, addressOf);
  const policies = new Map(exposures.map((exposure) => [exposure, policyOf(exposure)]));
  const headers = proxyHeaders(blueprint, trustedProxies.length > 0);
  const lacks = new Set([...policies.values()].flatMap((policy) => policy.lacks));
  const servingOf = (route: TableRoute): Serving => {
    const source = sources.get(route)!;
    const upstream = upstreams.nameOf(source.route.backends);
    if (upstream === undefined) lacks.add(`the route ${route.path}: its port speaks no HTTP/1.1, so it answers 501`);
    return serve(source, upstream, policies.get(source.exposure)!, headers);
  };
  const maps: Directive[] = [];
  const servers: Directive[] = [];
  let needsLogin = false;
  for (const [host, ofHost] of locationsByHost(table)) {
    const locations = writeLocations(ofHost, servingOf, maps.length);
    maps.push(...locations.maps);
    const login = loginLocation(exposures, host, blueprint, upstreams, headers);
    needsLogin ||= login.length > 0;
    const name = host === '' ? [`listen ${listen} default_server`] : [`listen ${listen}`, `server_name ${host}`];
    servers.push(block('server', [...name, ...(login.length === 0 ? [] : [refusal]), ...locations.blocks, ...login]));
  }
  const isOpen = table.byHost.has('');
  const http: Directive[] = [
    ...settings,
    ...hashSizes({ table, exposures }),
    ...(trustedProxies.length === 0 ? [] : proxySettings(trustedProxies)),
    ...headers(),
    ...upgradeMaps,
    ...(needsLogin ? [ambiguityMap] : []),
    ...(exposures.some(({ features }) => features.cors !== undefined) ? [preflightMap] : []),
    ...[...policies.values()].flatMap((policy) => policy.shared),
    ...maps,
    ...upstreams.blocks(),
    ...(isOpen ? [] : [block('server', [`listen ${listen} default_server`, 'server_name _', 'return 404'])]),
    ...servers,
  ];
  const heading = [
    `# The routes of ${blueprint.product} in ${blueprint.environment}: made by \`cadastre routes --format nginx\`, not to be edited.`,
    '# TLS ends in front of this proxy: services learn of it where `gateway.trustedProxies` has the address of what is in front.',
    ...[...lacks].map((lack) => `# Left out: ${lack}.`),
  ];
  const text = directivesText([...heading, 'worker_processes auto', block('events', ['worker_connections 1024']), block('http', http)]);
  return { text, lacks: [...lacks] };
}

function locationsByHost(table: RouteTable): Map<string, NginxLocation[]> {
  const hosts = new Map<string, NginxLocation[]>();
  for (const location of nginxLocations(table)) {
    const known = hosts.get(location.host);
    if (known === undefined) hosts.set(location.host, [location]);
    else known.push(location);
  }
  return hosts;
}

/** What holds for all hosts. Values that are nginx's own stand here because readers look for them. */
const settings: readonly Directive[] = [
  'server_tokens off',
  'client_max_body_size 1m',
  // As much as Node.js takes: the cookies of a session are larger than what nginx has room for by itself.
  'large_client_header_buffers 4 16k',
  'proxy_buffer_size 16k',
  'proxy_buffers 8 16k',
  'limit_req_status 429',
  'proxy_http_version 1.1',
  'proxy_connect_timeout 5s',
  'proxy_read_timeout 60s',
  'proxy_send_timeout 60s',
];

/** Asks services for WebSockets, and for no other protocol. */
const upgradeMaps: readonly Directive[] = [
  block('map $http_upgrade $upgrade', ["default ''", 'websocket websocket']),
  block('map $upgrade $connection_upgrade', ["default ''", 'websocket upgrade']),
];

/**
 * Marks paths that a service may read otherwise than nginx, which decides on the path after it has decoded it and sends it as it came: dot segments, also those with a `;` behind, slashes that are encoded or turned, and two at the
 * beginning, behind which programs read a host.
 */
const ambiguityMap = block('map $request_uri $is_ambiguous', [
  "default ''",
  '"~^//" 1',
  String.raw`"~*^[^?]*(%2f|%5c|\\\\|/(\.|%2e)(\.|%2e)?([/;?]|%3b|$))" 1`,
]);

/** Answers them at a host with a login, by which they would pass. */
const refusal = block('if ($is_ambiguous)', ['return 400']);

/** Takes the client's address, and whether it came by TLS, from proxies that are trusted, and from nobody else. */
function proxySettings(trusted: readonly string[]): Directive[] {
  return [
    ...trusted.map((address) => `set_real_ip_from ${address}`),
    'real_ip_header X-Forwarded-For',
    'real_ip_recursive on',
    block('geo $realip_remote_addr $is_trusted', ['default 0', ...trusted.map((address) => `${address} 1`)]),
    block('map "$is_trusted $http_x_forwarded_proto" $forwarded_proto', ['default $scheme', '"1 http" http', '"1 https" https']),
    block('map "$is_trusted $http_x_forwarded_proto" $forwarded_port', ['default $server_port', '"1 http" 80', '"1 https" 443']),
  ];
}

function serve({ exposure, route }: ExposedSource, upstream: string | undefined, policy: Policy, headers: ProxyHeaders): Serving {
  const { auth, rewrite, features } = exposure;
  const login = auth?.kind === 'forward' ? auth : undefined;
  const own = {
    ...(rewrite !== undefined && { 'X-Forwarded-Prefix': route.path }),
    ...(login && Object.fromEntries(login.headers.map((name) => [name, `$${loginVariable(name)}`]))),
  };
  return {
    directives: [
      ...policy.own,
      ...(login === undefined ? [] : loginDirectives(login)),
      ...(upstream === undefined ? ['return 501'] : Object.keys(own).length > 0 ? headers(own) : []),
    ],
    upstream,
    path: route.path,
    rewrite,
    preflight: features.cors !== undefined,
  };
}

function loginDirectives({ headers }: ForwardAuth): string[] {
  return [
    `auth_request ${loginPath}`,
    ...headers.map((name) => `auth_request_set $${loginVariable(name)} $upstream_http_${name.toLowerCase().replaceAll('-', '_')}`),
  ];
}

function loginVariable(header: string): string {
  return `login_${header.toLowerCase().replaceAll('-', '_')}`;
}

/** The location that asks the service that checks logins, in a server that has routes which need one. */
function loginLocation(
  exposures: readonly Exposure[],
  host: string,
  { workloads }: Blueprint,
  upstreams: Upstreams,
  headers: ProxyHeaders,
): Directive[] {
  const protectedOne = exposures.find(({ auth, hosts }) => auth?.kind === 'forward' && hosts.some((one) => one.toLowerCase() === host));
  if (protectedOne?.auth?.kind !== 'forward') return [];
  const { service, path } = protectedOne.auth;
  const workload = workloads.find((one) => one.service === service && one.reachable);
  const port = workload?.pod.containers[0]?.ports[0]?.name;
  const upstream = workload && port !== undefined ? upstreams.nameOf([{ workload: workload.id, port, weight: 1 }]) : undefined;
  return [
    block(`location = ${loginPath}`, [
      'internal',
      'client_max_body_size 0',
      'proxy_pass_request_body off',
      ...headers({
        'Content-Length': '""',
        Upgrade: '""',
        Connection: '""',
        'X-Forwarded-Method': '$request_method',
        'X-Forwarded-Uri': '$request_uri',
      }),
      // Without a service to ask, nobody gets in.
      upstream === undefined ? 'return 403' : `proxy_pass ${word(`http://${upstream}${path.replaceAll('$', '%24')}`)}`,
    ]),
  ];
}
