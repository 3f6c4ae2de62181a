import type { TableRoute } from '../../../model/route-table';
import type { RoutingObject } from './api-client';
import { backendsOf, CLASS } from './table-objects';

/** One Ingress a backend. An Ingress knows no methods, so that a route of some answers all. */
export function ingressObjects(namespace: string, routes: readonly TableRoute[]): RoutingObject[] {
  return backendsOf(routes).map((name) => {
    const own = routes.filter(({ backend }) => backend === name);
    const hosts = [...new Set(own.map(({ host }) => host))];
    return {
      apiVersion: 'networking.k8s.io/v1',
      kind: 'Ingress',
      metadata: { name, namespace },
      spec: {
        ingressClassName: CLASS,
        rules: hosts.map((host) => ({
          ...(host === '' ? {} : { host }),
          http: { paths: own.filter((route) => route.host === host).map((route) => pathOf(route)) },
        })),
      },
    };
  });
}

function pathOf({ path, match, backend }: TableRoute): object {
  return {
    path,
    pathType: match === 'exact' ? 'Exact' : 'Prefix',
    backend: { service: { name: backend, port: { name: 'http' } } },
  };
}
