import { isRoutePath } from '../formats';
import type { KubernetesObject } from '../model';
import { listOf, type Mapping, mappingOf, textOf } from '../model/objects/mappings';
import { titleOf } from './objects';

/** A route that an object holds, at all of its hosts. */
export interface ObjectRoute {
  readonly path: string;
  readonly match: 'prefix' | 'exact';
  readonly methods: readonly string[] | undefined;
  /** The names of the Kubernetes Services that answer. */
  readonly backend: string;
  readonly hosts: readonly string[];
  /** The kind and the name of the first object that holds it. */
  readonly object: string;
}

/** A route at one host. */
type HostedRoute = Omit<ObjectRoute, 'hosts' | 'object'> & { readonly host: string };

/**
 * The routes of Ingresses and HTTPRoutes, by what they say but for their hosts. Left out are paths that cannot be read or are patterns, matches of headers and query parameters, and what only redirects.
 */
export function routesOfObjects(objects: readonly KubernetesObject[]): Map<string, ObjectRoute> {
  const found = new Map<string, ObjectRoute & { readonly hosts: string[] }>();
  for (const object of objects) {
    for (const { host, ...route } of routesOf(object)) {
      if (!isRoutePath(route.path)) continue;
      const id = JSON.stringify([route.path, route.match, route.methods ?? [], route.backend]);
      const known = found.get(id) ?? { ...route, hosts: [], object: titleOf(object) };
      known.hosts.push(host.toLowerCase());
      found.set(id, known);
    }
  }
  return found;
}

function routesOf(object: KubernetesObject): HostedRoute[] {
  if (object.kind === 'Ingress') return isRedirect(object) ? [] : routesOfIngress(mappingOf(object['spec']));
  return object.kind === 'HTTPRoute' ? routesOfHttpRoute(mappingOf(object['spec'])) : [];
}

/** Whether an Ingress is the one that leads plain HTTP to HTTPS, whose backend gets no request. */
export function isRedirect({ metadata }: KubernetesObject): boolean {
  const middlewares = textOf(mappingOf(metadata['annotations'])['traefik.ingress.kubernetes.io/router.middlewares']);
  return middlewares?.endsWith('-redirect-https@kubernetescrd') === true;
}

function routesOfIngress({ rules }: Mapping): HostedRoute[] {
  return listOf(rules)
    .map(mappingOf)
    .flatMap(({ host, http }) =>
      listOf(mappingOf(http)['paths'])
        .map(mappingOf)
        .map(({ path, pathType, backend }): HostedRoute => {
          const service = mappingOf(mappingOf(backend)['service'])['name'];
          const match = pathType === 'Exact' ? 'exact' : 'prefix';
          return { host: textOf(host) ?? '', path: textOf(path) ?? '/', match, methods: undefined, backend: textOf(service) ?? '' };
        }),
    );
}

function routesOfHttpRoute({ rules, hostnames }: Mapping): HostedRoute[] {
  const hosts = hostnames === undefined ? [''] : listOf(hostnames).map((host) => textOf(host) ?? '');
  return listOf(rules)
    .map(mappingOf)
    .flatMap(({ matches, backendRefs }) => {
      const backends = listOf(backendRefs).map((backend) => textOf(mappingOf(backend)['name']) ?? '');
      if (backends.length === 0) return [];
      return (matches === undefined ? [{}] : listOf(matches).map(mappingOf)).flatMap(({ path, method, headers, queryParams }) => {
        const { type = 'PathPrefix', value } = mappingOf(path);
        if (headers !== undefined || queryParams !== undefined || type === 'RegularExpression') return [];
        const methods = typeof method === 'string' ? [method] : undefined;
        const match = type === 'Exact' ? 'exact' : 'prefix';
        return hosts.map((host): HostedRoute => ({ host, path: textOf(value) ?? '/', match, methods, backend: backends.join(' ') }));
      });
    });
}
