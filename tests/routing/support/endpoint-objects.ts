import type { RoutingObject } from './api-client';
import type { Backends } from './echo';

/**
 * An EndpointSlice for each Service among some objects, as a cluster's controllers make it, that leads to the backend of the Service's name. A Service without a backend
 * gets none.
 */
export function endpointObjects(objects: readonly RoutingObject[], { host, ports }: Backends): RoutingObject[] {
  return objects.flatMap(({ kind, metadata: { name, namespace }, spec }) => {
    const port = ports.get(name);
    if (kind !== 'Service' || port === undefined) return [];
    const served = (spec as { readonly ports: readonly { readonly name?: string }[] }).ports;
    return [
      {
        apiVersion: 'discovery.k8s.io/v1',
        kind: 'EndpointSlice',
        metadata: { name, ...(namespace === undefined ? {} : { namespace }), labels: { 'kubernetes.io/service-name': name } },
        addressType: 'IPv4',
        endpoints: [{ addresses: [host], conditions: { ready: true } }],
        ports: served.map((one) => ({ name: one.name ?? '', port, protocol: 'TCP' })),
      },
    ];
  });
}
