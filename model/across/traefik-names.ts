import { createDiagnostic, type Diagnostic } from '../../diagnostics';
import type { Blueprint, Exposure } from '../blueprint';
import type { CompiledPlatform } from '../compiled';
import type { Platform } from '../platform';

/** An object that Traefik knows by a name of its own making. */
interface Named {
  readonly kind: 'Kubernetes Service' | 'Middleware';
  /** As a reader finds it in the cluster: namespace, name, and of a Service the port. */
  readonly parts: readonly string[];
  readonly platform: Platform;
  readonly exposure: Exposure;
  readonly at: Exposure['place'];
}

/**
 * Finds objects that one Traefik takes for one: it joins namespace, name and port by dashes, which names have, too. Takes time in proportion to the routes. Platforms with one
 * namespace are in different clusters, as are two products of different environments, perhaps.
 * @returns one finding for each two exposures, with the first of their objects
 * @see https://github.com/traefik/traefik/issues/10105
 */
export function traefikNames(platforms: readonly CompiledPlatform[]): Diagnostic[] {
  const owners = new Map<string, Named>();
  const told = new Set<string>();
  return platforms.flatMap(({ platform, blueprint }) => {
    if (platform.routing?.controller !== 'traefik') return [];
    return namedIn(platform, blueprint).flatMap((own) => {
      const name = own.parts.join('-');
      const id = JSON.stringify([own.kind, own.exposure.className ?? platform.routing?.gateway, name]);
      const other = owners.get(id);
      if (other === undefined) owners.set(id, own);
      if (other === undefined || isSame(own, other)) return [];
      const pair = JSON.stringify(
        [other, own].map(({ platform: { product, environment }, exposure }) => [product, environment, exposure.name]),
      );
      if (told.has(pair)) return [];
      told.add(pair);
      return [findingOf(name, own, other)];
    });
  });
}

/** The Kubernetes Services that Ingresses lead to, and the Middlewares. Of an HTTPRoute Traefik makes other names, as of 3.6.25 and 3.7.10. */
function namedIn(platform: Platform, { exposures, workloads }: Pick<Blueprint, 'exposures' | 'workloads'>): Named[] {
  const { namespace } = platform;
  const names = new Map(workloads.map(({ id, name }) => [id, name]));
  return exposures.flatMap((exposure): Named[] => {
    const ofRoutes = exposure.routes.flatMap(({ backends, place }) =>
      backends.map(({ workload, port }): Named => {
        const parts = [namespace, names.get(workload) ?? workload, port];
        return { kind: 'Kubernetes Service', parts, platform, exposure, at: place };
      }),
    );
    const ofMiddlewares = exposure.middlewares.map(({ name }): Named => ({
      kind: 'Middleware',
      parts: [namespace, name],
      platform,
      exposure,
      at: exposure.place,
    }));
    // A redirect leads no request to its backend, which others name.
    const isAnswered = !exposure.middlewares.some(({ does }) => does.kind === 'redirect-https');
    return [...(exposure.target === 'ingress' && isAnswered ? ofRoutes : []), ...ofMiddlewares];
  });
}

/** Whether two are one object, or objects of one namespace in two clusters. */
function isSame(a: Named, b: Named): boolean {
  if (a.platform !== b.platform) return a.parts[0] === b.parts[0];
  return a.parts.length === b.parts.length && a.parts.every((part, index) => part === b.parts[index]);
}

function findingOf(name: string, own: Named, other: Named): Diagnostic {
  const args = {
    kind: own.kind,
    name,
    object: own.parts.slice(1),
    namespace: own.parts[0]!,
    other: other.parts.slice(1),
    elsewhere: other.parts[0]!,
  };
  // Environments of one name are taken to be in one cluster.
  const isNear = own.platform.environment === other.platform.environment;
  return createDiagnostic('traefik-name-shared', args, own.at, {
    related: [{ label: 'the other one is used at', place: other.at }],
    ...(!isNear && { severity: 'warning' }),
  });
}
