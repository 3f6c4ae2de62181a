import type { Place } from '../../diagnostics';
import type { Blueprint, Exposure } from '../../model';
import type { ExposedSource } from '../../model/edge/table';
import type { TableRoute } from '../../model/route-table';
import { portNamed } from '../backend-port';

/** A route with what it leads to. */
export interface DescribedRoute {
  /** Empty for any host. */
  readonly host: string;
  readonly path: string;
  readonly match: 'prefix' | 'exact';
  /** Undefined for all. */
  readonly methods: readonly string[] | undefined;
  /** The registry key of the service that answers, or the name of the tool. */
  readonly service: string;
  /** The name of its port. */
  readonly port: string;
  /** Undefined if the workload has no port of that name. */
  readonly portNumber: number | undefined;
  /** The manifest that holds the route. */
  readonly object: { readonly kind: 'Ingress' | 'HTTPRoute'; readonly name: string; readonly file: string };
  readonly place: Place;
}

/** Describes a route of the table. */
export type DescribeRoute = (route: TableRoute) => DescribedRoute;

/**
 * Makes a function that describes routes of the table of a blueprint.
 * @param sources those of `tableOfBlueprint()`
 */
export function routeDescriber(
  { workloads }: Pick<Blueprint, 'workloads'>,
  sources: ReadonlyMap<TableRoute, ExposedSource>,
): DescribeRoute {
  const byId = new Map(workloads.map((workload) => [workload.id, workload]));
  return (tableRoute) => {
    const { exposure, route, backend } = sources.get(tableRoute)!;
    const workload = backend && byId.get(backend.workload);
    const { host, path, match } = tableRoute;
    return {
      host,
      path,
      match,
      methods: route.methods,
      service: workload?.title ?? '',
      port: backend?.port ?? '',
      portNumber: workload && portNamed(workload, backend.port)?.port,
      object: objectOf(exposure),
      place: route.place,
    };
  };
}

function objectOf({ target, name, file }: Exposure): DescribedRoute['object'] {
  return { kind: target === 'gateway' ? 'HTTPRoute' : 'Ingress', name, file: `${file}.k8s.yaml` };
}

/** Writes which requests a route takes, such as `/api/v1/owners`, `= /health` for this path alone, or `GET, HEAD /files`. */
export function requestsOf({ path, match, methods }: Pick<DescribedRoute, 'path' | 'match' | 'methods'>): string {
  return `${methods === undefined ? '' : `${methods.join(', ')} `}${match === 'exact' ? '= ' : ''}${path}`;
}
