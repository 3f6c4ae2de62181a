import type { Probe } from './probe';

/** The routes of one listener, as Envoy gets them. @see https://www.envoyproxy.io/docs/envoy/latest/api-v3/config/route/v3/route.proto */
export interface XdsRouteConfiguration {
  readonly name: string;
  readonly virtualHosts?: readonly XdsVirtualHost[];
}

interface XdsVirtualHost {
  readonly domains: readonly string[];
  readonly routes?: readonly XdsRoute[];
}

/** One route of a virtual host. */
export interface XdsRoute {
  readonly name: string;
  readonly match: {
    readonly path?: string;
    readonly prefix?: string;
    readonly pathSeparatedPrefix?: string;
    readonly safeRegex?: { readonly regex: string };
    readonly headers?: readonly { readonly name: string; readonly stringMatch: { readonly exact: string } }[];
    readonly [other: string]: unknown;
  };
  readonly metadata?: {
    readonly filterMetadata?: {
      readonly 'envoy-gateway'?: { readonly resources?: readonly { readonly kind: string; readonly name: string }[] };
    };
  };
  readonly route?: {
    readonly cluster?: string;
    readonly prefixRewrite?: string;
    readonly regexRewrite?: { readonly pattern: { readonly regex: string }; readonly substitution: string };
    readonly timeout?: string;
    readonly [other: string]: unknown;
  };
  readonly directResponse?: { readonly status: number };
  readonly redirect?: Readonly<Record<string, unknown>>;
}

/** What Envoy does with a request: the route that it takes, and the path that the backend gets. */
export interface XdsAnswer {
  readonly route: XdsRoute;
  /** The name of the HTTPRoute that the route was made from. */
  readonly httpRoute: string | undefined;
  /** The path without its query, rewritten if the route does. */
  readonly path: string;
}

/**
 * Answers a request as Envoy does with these routes: the virtual host of the most specific domain, and in it the first route that matches. The path of the request has to
 * be normal already, since a listener makes it so before it looks at the routes.
 * @returns undefined if Envoy answers 404 by itself
 * @throws if a route matches by what is not read here
 */
export function answerOfXds(
  { virtualHosts = [] }: XdsRouteConfiguration,
  { method, host, path }: Omit<Probe, 'headers' | 'body'>,
): XdsAnswer | undefined {
  const name = host.replace(/:\d+$/, '').toLowerCase();
  const pathOnly = path.split('?')[0]!;
  const ranked = virtualHosts
    .flatMap((virtualHost) => virtualHost.domains.map((domain) => ({ virtualHost, rank: rankOf(domain.toLowerCase(), name) })))
    .filter(({ rank }) => rank >= 0)
    .sort((one, other) => other.rank - one.rank);
  const route = ranked[0]?.virtualHost.routes?.find((candidate) => matches(candidate, method, pathOnly));
  if (route === undefined) return undefined;
  const made = route.metadata?.filterMetadata?.['envoy-gateway']?.resources?.find(({ kind }) => kind === 'HTTPRoute');
  return { route, httpRoute: made?.name, path: rewritten(route, pathOnly) };
}

/** How specific a domain is that a host belongs to; below 0 if it does not. */
function rankOf(domain: string, host: string): number {
  if (domain === host) return Number.MAX_SAFE_INTEGER;
  if (domain === '*') return 0;
  return domain.startsWith('*') && host.length > domain.length - 1 && host.endsWith(domain.slice(1)) ? domain.length : -1;
}

const READ = ['path', 'prefix', 'pathSeparatedPrefix', 'safeRegex', 'headers'];

function matches({ name, match }: XdsRoute, method: string, path: string): boolean {
  const unread = Object.keys(match).filter((key) => !READ.includes(key));
  if (unread.length > 0) throw new Error(`${name} matches by ${unread.join(' and ')}`);
  return matchesPath(match, path) && (match.headers ?? []).every((header) => matchesMethod(header, method));
}

function matchesPath({ path: exact, prefix, pathSeparatedPrefix: whole, safeRegex }: XdsRoute['match'], path: string): boolean {
  if (exact !== undefined) return path === exact;
  if (prefix !== undefined) return path.startsWith(prefix);
  if (whole !== undefined) return path === whole || path.startsWith(`${whole}/`);
  return safeRegex !== undefined && new RegExp(`^(?:${safeRegex.regex})$`, 'su').test(path);
}

function matchesMethod({ name, stringMatch }: { name: string; stringMatch: { exact: string } }, method: string): boolean {
  // A request of these tests has no other header.
  if (name !== ':method') return false;
  return stringMatch.exact === method;
}

function rewritten({ match, route }: XdsRoute, path: string): string {
  if (route?.prefixRewrite !== undefined) {
    return `${route.prefixRewrite}${path.slice((match.path ?? match.pathSeparatedPrefix ?? match.prefix ?? '').length)}`;
  }
  const { regexRewrite } = route ?? {};
  if (regexRewrite === undefined) return path;
  return path.replace(
    new RegExp(regexRewrite.pattern.regex, 'gsu'),
    regexRewrite.substitution.replaceAll('$', '$$$$').replace(/\\(\d)/g, '$$$1'),
  );
}
