import type { TableRoute } from '../../../model/route-table';
import type { RoutingObject } from './api';

interface IngressSpec {
  readonly rules?: readonly {
    readonly host?: string;
    readonly http?: {
      readonly paths: readonly {
        readonly path: string;
        readonly pathType: string;
        readonly backend: { readonly service: { readonly name: string } };
      }[];
    };
  }[];
}

/** The routes that the Ingresses among some objects say, in their order. */
export function routesOfIngresses(objects: readonly RoutingObject[]): TableRoute[] {
  return objects
    .filter(({ kind }) => kind === 'Ingress')
    .flatMap(({ spec }) => (spec as IngressSpec).rules ?? [])
    .flatMap(({ host = '', http }) =>
      (http?.paths ?? []).map(({ path, pathType, backend }): TableRoute => {
        if (pathType !== 'Exact' && pathType !== 'Prefix') throw new Error(`${path} is of type ${pathType}`);
        const match = pathType === 'Exact' ? 'exact' : 'prefix';
        return { id: `${host}${path} ${match}`, backend: backend.service.name, host, path, match, methods: undefined };
      }),
    );
}
