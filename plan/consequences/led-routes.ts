import { isRoutePath } from '../../formats';
import type { KubernetesObject } from '../../model';
import { listOf, mappingOf, textOf } from '../../model/objects/mappings';
import { isRedirect } from '../object-routes';
import { valueAt } from '../objects';
import { type Protection, protectionOfIngress, protectionOfRule } from './protection';
import { middlewaresOfIngress, middlewaresOfRule, type RouteSources } from './route-sources';

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
  /** What stands between clients and the service. */
  readonly protection: Protection;
  /** What else a request must be, which no table of routes can say; undefined if nothing. */
  readonly condition: string | undefined;
}

/** A port by which a route leads to a Kubernetes Service; what that does not say is undefined. */
export interface LedPort {
  readonly name: string | undefined;
  readonly number: number | undefined;
}

/** The routes of an Ingress or HTTPRoute, at each of its hosts; none of other objects, and of what leads plain HTTP to HTTPS. */
export function routesLedBy(object: KubernetesObject, sources: RouteSources): Led[] {
  if (object.kind === 'Ingress') return isRedirect(object) ? [] : ledByIngress(object, sources);
  return object.kind === 'HTTPRoute' ? ledByHttpRoute(object, sources) : [];
}

function ledByIngress(object: KubernetesObject, sources: RouteSources): Led[] {
  const middlewares = middlewaresOfIngress(object, sources);
  return listOf(valueAt(object, 'spec.rules'))
    .map(mappingOf)
    .flatMap((rule) => {
      const host = (textOf(rule['host']) ?? '').toLowerCase();
      const protection = protectionOfIngress(object, host, middlewares);
      return listOf(mappingOf(rule['http'])['paths'])
        .map(mappingOf)
        .map((one): Led => {
          const { name, port } = mappingOf(mappingOf(one['backend'])['service']);
          const to = textOf(name) ?? 'none';
          const path = textOf(one['path']) ?? '/';
          return {
            object,
            host,
            path,
            match: one['pathType'] === 'Exact' ? 'exact' : 'prefix',
            methods: undefined,
            to,
            port: portOf(to, mappingOf(port)['name'] ?? mappingOf(port)['number'], sources),
            protection,
            condition: isRoutePath(path) ? undefined : 'a pattern',
          };
        });
    });
}

function ledByHttpRoute(object: KubernetesObject, sources: RouteSources): Led[] {
  const named = listOf(valueAt(object, 'spec.hostnames')).flatMap((host) => textOf(host)?.toLowerCase() ?? []);
  const hosts = named.length === 0 ? [''] : named;
  return listOf(valueAt(object, 'spec.rules'))
    .map(mappingOf)
    .flatMap((rule) => {
      const { backendRefs, matches } = rule;
      const backend = mappingOf(listOf(backendRefs)[0]);
      const to = textOf(backend['name']);
      if (to === undefined) return [];
      const port = portOf(to, backend['port'], sources);
      const protection = protectionOfRule(object, rule, middlewaresOfRule(rule, sources), sources);
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
        return hosts.map((host): Led => ({ object, host, ...of, to, port, protection }));
      });
    });
}

/** A port, as the Kubernetes Service has it. */
function portOf(service: string, port: unknown, { find }: RouteSources): LedPort {
  const ports = listOf(valueAt(find(`Service/${service}`), 'spec.ports')).map(mappingOf);
  const found = ports.find(({ name, port: number }) => port === name || port === number) ?? {};
  const number = found['port'] ?? port;
  return { name: textOf(found['name']) ?? textOf(port), number: typeof number === 'number' ? number : undefined };
}
