import { isRoutePath } from '../../formats';
import type { KubernetesObject } from '../../model';
import { listOf, type Mapping, mappingOf, textOf } from '../../model/objects/mappings';
import { isRedirect } from '../object-routes';
import { valueAt } from '../objects';

/** One path at one host, and who answers there. */
export interface Led {
  readonly object: KubernetesObject;
  /** In lower case; empty for any. */
  readonly host: string;
  readonly path: string;
  readonly match: 'prefix' | 'exact';
  readonly methods: readonly string[] | undefined;
  /** The Kubernetes Service. */
  readonly to: string;
  readonly port: LedPort;
  readonly hasLogin: boolean;
  /** What else a request must be, which no table of routes can say; undefined if nothing. */
  readonly condition: string | undefined;
}

/** A port by which a route leads to a Kubernetes Service; what that does not say is undefined. */
export interface LedPort {
  readonly name: string | undefined;
  readonly number: number | undefined;
}

/** Finds an object by kind and name, such as `Service/orders`. */
export type FindObject = (title: string) => KubernetesObject | undefined;

/** The routes of an Ingress or HTTPRoute, at each of its hosts; none of other objects, and of what leads plain HTTP to HTTPS. */
export function routesLedBy(object: KubernetesObject, find: FindObject): Led[] {
  if (object.kind === 'Ingress') return isRedirect(object) ? [] : ledByIngress(object, find);
  return object.kind === 'HTTPRoute' ? ledByHttpRoute(object, find) : [];
}

function ledByIngress(object: KubernetesObject, find: FindObject): Led[] {
  const hasLogin = asksForLogin(object, find);
  return listOf(valueAt(object, 'spec.rules'))
    .map(mappingOf)
    .flatMap((rule) =>
      listOf(mappingOf(rule['http'])['paths'])
        .map(mappingOf)
        .map((one): Led => {
          const { name, port } = mappingOf(mappingOf(one['backend'])['service']);
          const to = textOf(name) ?? 'none';
          const path = textOf(one['path']) ?? '/';
          return {
            object,
            host: (textOf(rule['host']) ?? '').toLowerCase(),
            path,
            match: one['pathType'] === 'Exact' ? 'exact' : 'prefix',
            methods: undefined,
            to,
            port: portOf(to, mappingOf(port)['name'] ?? mappingOf(port)['number'], find),
            hasLogin,
            condition: isRoutePath(path) ? undefined : 'a pattern',
          };
        }),
    );
}

function ledByHttpRoute(object: KubernetesObject, find: FindObject): Led[] {
  const named = listOf(valueAt(object, 'spec.hostnames')).flatMap((host) => textOf(host)?.toLowerCase() ?? []);
  const hosts = named.length === 0 ? [''] : named;
  const hasLogin = hasSecurityPolicy(object, find);
  return listOf(valueAt(object, 'spec.rules'))
    .map(mappingOf)
    .flatMap(({ backendRefs, matches }) => {
      const backend = mappingOf(listOf(backendRefs)[0]);
      const to = textOf(backend['name']);
      if (to === undefined) return [];
      const port = portOf(to, backend['port'], find);
      return (matches === undefined ? [{}] : listOf(matches).map(mappingOf)).flatMap(({ path: asked, method, headers, queryParams }) => {
        const { type, value } = mappingOf(asked);
        const path = textOf(value) ?? '/';
        const isPlain = type !== 'RegularExpression' && headers === undefined && queryParams === undefined && isRoutePath(path);
        const of = {
          path,
          match: type === 'Exact' ? ('exact' as const) : ('prefix' as const),
          methods: typeof method === 'string' ? [method] : undefined,
          condition: isPlain ? undefined : JSON.stringify([type, headers, queryParams]),
        };
        return hosts.map((host): Led => ({ object, host, ...of, to, port, hasLogin }));
      });
    });
}

/** A port, as the Kubernetes Service has it. */
function portOf(service: string, port: unknown, find: FindObject): LedPort {
  const ports = listOf(valueAt(find(`Service/${service}`), 'spec.ports')).map(mappingOf);
  const found = ports.find(({ name, port: number }) => port === name || port === number) ?? {};
  const number = found['port'] ?? port;
  return { name: textOf(found['name']) ?? textOf(port), number: typeof number === 'number' ? number : undefined };
}

/** Whether the controller asks for a login, by the annotations of ingress-nginx and by the Middlewares of Traefik. */
function asksForLogin({ metadata }: KubernetesObject, find: FindObject): boolean {
  const annotations = mappingOf(metadata['annotations']);
  if (['auth-url', 'auth-type'].some((name) => annotations[`nginx.ingress.kubernetes.io/${name}`] !== undefined)) return true;
  const namespace = textOf(metadata['namespace']) ?? '';
  const middlewares = (textOf(annotations['traefik.ingress.kubernetes.io/router.middlewares']) ?? '').split(',');
  return middlewares.some((reference) => {
    const name = /^(.+)@kubernetescrd$/.exec(reference.trim())?.[1] ?? '';
    const spec = name.startsWith(`${namespace}-`) ? mappingOf(find(`Middleware/${name.slice(namespace.length + 1)}`)?.['spec']) : {};
    return ['forwardAuth', 'basicAuth', 'digestAuth'].some((kind) => spec[kind] !== undefined);
  });
}

/** Whether a SecurityPolicy of Envoy Gateway that has the name of the route asks for a login. */
function hasSecurityPolicy({ metadata }: KubernetesObject, find: FindObject): boolean {
  const spec: Mapping = mappingOf(find(`SecurityPolicy/${metadata.name}`)?.['spec']);
  return ['extAuth', 'jwt', 'oidc', 'basicAuth', 'apiKeyAuth'].some((kind) => spec[kind] !== undefined);
}
