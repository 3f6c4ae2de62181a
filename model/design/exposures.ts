import { serviceId, toolId, type Exposure } from '../blueprint';
import type { Platform } from '../platform';

/** The ways in: the route table if there are routes, then each development tool with a host. None without an Ingress in the environment. */
export function designExposures({ product, ingress, routes, services, tools }: Platform): Exposure[] {
  if (ingress === undefined) return [];
  const ids = new Map(services.map((service) => [service.key, serviceId(service)]));
  const { className, host, tlsSecretName: certificate, place } = ingress;
  const table: Exposure = {
    id: 'routes',
    name: product,
    file: 'routes',
    className,
    host,
    certificate,
    routes: routes.map(({ path, service, place: at }) => ({
      path,
      match: 'prefix',
      backends: [{ workload: ids.get(service) ?? '', port: 'http', weight: 1 }],
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
        certificate,
        routes: [{ path: '/', match: 'prefix', backends, place: tool.place }],
        place: tool.place,
      },
    ];
  });
  return [...(routes.length > 0 ? [table] : []), ...ofTools];
}
