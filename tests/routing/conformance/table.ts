import { buildTable, type Condition, type RouteTable, type TableRoute } from '../../../model/route-table';

/*
 * Makes the table of one Gateway out of its HTTPRoutes. Only what decides on the way of a request is read, and a backend is a name, whether or not
 * it is there.
 */

interface Metadata {
  readonly name: string;
  readonly namespace?: string;
  readonly labels?: Readonly<Record<string, string>>;
}

interface Listener {
  readonly name: string;
  readonly port: number;
  readonly hostname?: string;
  readonly allowedRoutes?: {
    readonly namespaces?: {
      readonly from?: 'Same' | 'All' | 'Selector';
      readonly selector?: { readonly matchLabels?: Record<string, string> };
    };
    readonly kinds?: readonly { readonly kind: string }[];
  };
}

interface ParentRef {
  readonly name: string;
  readonly namespace?: string;
  readonly sectionName?: string;
  readonly port?: number;
}

interface Match {
  readonly path?: { readonly type?: 'Exact' | 'PathPrefix'; readonly value?: string };
  readonly method?: string;
  readonly headers?: readonly (Condition & { type?: 'Exact' })[];
  readonly queryParams?: readonly (Condition & { type?: 'Exact' })[];
}

interface Rule {
  readonly matches?: readonly Match[];
  readonly filters?: readonly { readonly type: string }[];
  readonly backendRefs?: readonly { readonly name: string; readonly namespace?: string }[];
}

type SuiteObject =
  | { readonly kind: 'Namespace'; readonly metadata: Metadata }
  | { readonly kind: 'Gateway'; readonly metadata: Metadata; readonly spec: { readonly listeners: readonly Listener[] } }
  | {
      readonly kind: 'HTTPRoute';
      readonly metadata: Metadata;
      readonly spec: {
        readonly parentRefs: readonly ParentRef[];
        readonly hostnames?: readonly string[];
        readonly rules?: readonly Rule[];
      };
    };

const keyOf = ({ namespace = '', name }: Metadata): string => `${namespace}/${name}`;

/**
 * The table of a Gateway.
 * @param port the port that the client connects to; that of the first listener if no listener has it
 * @throws Error if there is no such Gateway
 */
export function tableOfGateway(objects: readonly unknown[], gateway: string, port: number): RouteTable {
  const all = objects as readonly SuiteObject[];
  const found = all.filter((object) => object.kind === 'Gateway').find(({ metadata }) => keyOf(metadata) === gateway);
  if (found === undefined) throw new Error(`no Gateway ${gateway}`);
  const { listeners } = found.spec;
  const atPort = listeners.filter((listener) => listener.port === port);
  const heard = atPort.length > 0 ? atPort : listeners.filter((listener) => listener.port === listeners[0]?.port);
  const labels = new Map(all.filter(({ kind }) => kind === 'Namespace').map(({ metadata }) => [metadata.name, metadata.labels ?? {}]));
  const routes = all
    .filter((object) => object.kind === 'HTTPRoute')
    .sort((a, b) => (keyOf(a.metadata) < keyOf(b.metadata) ? -1 : 1))
    .flatMap(({ metadata, spec }) => {
      const { namespace = '' } = metadata;
      const attached = heard.filter(
        (listener) =>
          spec.parentRefs.some((parent) => isParent(parent, namespace, gateway, listener)) &&
          isAllowed(listener, namespace, found.metadata, labels.get(namespace)),
      );
      const hosts = new Set(attached.flatMap(({ hostname }) => commonHosts(hostname, spec.hostnames)));
      return [...hosts].flatMap((host) =>
        (spec.rules ?? [{}]).flatMap((rule, index) => routesOf(rule, host, `${keyOf(metadata)}#${index}`, namespace)),
      );
    });
  return buildTable(routes);
}

function isParent(parent: ParentRef, namespace: string, gateway: string, listener: Listener): boolean {
  return (
    keyOf({ namespace, ...parent }) === gateway &&
    (parent.sectionName ?? listener.name) === listener.name &&
    (parent.port ?? listener.port) === listener.port
  );
}

function isAllowed(
  { allowedRoutes }: Listener,
  namespace: string,
  gateway: Metadata,
  labels: Readonly<Record<string, string>> = {},
): boolean {
  if (allowedRoutes?.kinds?.some(({ kind }) => kind === 'HTTPRoute') === false) return false;
  const { from = 'Same', selector } = allowedRoutes?.namespaces ?? {};
  if (from === 'Same') return namespace === gateway.namespace;
  return from === 'All' || Object.entries(selector?.matchLabels ?? {}).every(([name, value]) => labels[name] === value);
}

/** The hosts that a listener and an HTTPRoute have in common; the empty text for any. */
function commonHosts(ofListener: string | undefined, ofRoute: readonly string[] | undefined): string[] {
  if (ofListener === undefined) return ofRoute === undefined ? [''] : [...ofRoute];
  if (ofRoute === undefined) return [ofListener];
  const covers = (wide: string, narrow: string): boolean => wide === narrow || (wide.startsWith('*.') && narrow.endsWith(wide.slice(1)));
  return ofRoute.flatMap((host) => (covers(ofListener, host) ? [host] : covers(host, ofListener) ? [ofListener] : []));
}

function routesOf({ matches = [{}], filters = [], backendRefs = [] }: Rule, host: string, id: string, home: string): TableRoute[] {
  const names = backendRefs.map(({ name, namespace = home }) => `${namespace}/${name}`);
  const backend = filters.some(({ type }) => type === 'RequestRedirect') ? 'redirect' : names.join(' or ');
  return matches.map(({ path, method, headers, queryParams }, index) => {
    for (const { type = 'Exact' } of [...(headers ?? []), ...(queryParams ?? [])])
      if (type !== 'Exact') throw new Error(`${id}: ${type as string}`);
    return {
      id: `${id}.${index} ${host}`,
      backend,
      host,
      path: path?.value ?? '/',
      match: path?.type === 'Exact' ? 'exact' : 'prefix',
      methods: method === undefined ? undefined : [method],
      ...(headers === undefined ? {} : { headers }),
      ...(queryParams === undefined ? {} : { query: queryParams }),
    };
  });
}
