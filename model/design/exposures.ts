import { serviceId, toolId, type Exposure } from '../blueprint';
import type { Platform } from '../platform';
import { ingressAnnotations } from './ingress-annotations';
import { routedPort } from './ports';

/** The ways in: the route table if there are routes, then each development tool with a host. None without an Ingress in the environment. */
export function designExposures({ product, ingress, routes, tools, services }: Platform): Exposure[] {
  if (ingress === undefined) return [];
  const backendOf = new Map(
    services.map((service) => [service.key, { workload: serviceId(service), port: routedPort(service), weight: 1 }]),
  );
  const { className, host, tls, place } = ingress;
  const annotations = ingressAnnotations(ingress);
  const table: Exposure = {
    id: 'routes',
    name: product,
    file: 'routes',
    className,
    host,
    tls: tls && { certificate: tls.secretName },
    annotations,
    routes: routes.map(({ path, service, place: at }) => ({
      path,
      match: 'prefix',
      backends: [backendOf.get(service) ?? { workload: '', port: 'http', weight: 1 }],
      place: at,
    })),
    place,
  };
  const ofTools = tools.flatMap((tool): Exposure[] => {
    if (tool.host === undefined) return [];
    const backends = [{ workload: toolId(tool), port: 'http', weight: 1 }];
    return [
      {
        id: toolId(tool),
        name: tool.name,
        // On a host of its own, apart from the routes, which no tool may change.
        file: tool.name,
        className,
        host: tool.host,
        // cert-manager lets one Ingress own the Certificate of a Secret, and refuses the others.
        tls: tls && { certificate: tls.issuer === undefined ? tls.secretName : `${tool.name}-tls` },
        annotations,
        routes: [{ path: '/', match: 'prefix', backends, place: tool.place }],
        place: tool.place,
      },
    ];
  });
  return [...(routes.length > 0 ? [table] : []), ...ofTools];
}
