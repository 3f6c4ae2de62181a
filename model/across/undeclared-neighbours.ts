import { boundedSuggest, createDiagnostic, type Diagnostic } from '../../diagnostics';
import { isServiceDomain } from '../../formats';
import { placeOf } from '../origin';
import type { CompiledPlatform } from '../compiled';
import type { Neighbour, Platform } from '../platform';
import { inNamespaces, type ResolveHost } from '../rules/facts/endpoints';
import { urlsIn } from '../rules/facts/urls';
import { writtenVariables } from '../rules/facts/variables';

type Services = ReadonlyMap<string, readonly Neighbour[]>;

/**
 * Finds URLs that lead to services of other products, in the environment of the same name, which the service does not depend on, or which do not exist.
 * Takes time in proportion to the variables and the services.
 * @param servicesOf lists the services of all products in an environment, by namespace
 */
export function undeclaredNeighbours(
  compiled: readonly Pick<CompiledPlatform, 'platform' | 'blueprint'>[],
  servicesOf: (environment: string) => Services,
): Diagnostic[] {
  const others = othersIn(compiled);
  const namespaces = new Map<string, ReadonlyMap<string, NamespaceHosts>>();
  return compiled.flatMap(({ platform }) => {
    const { environment } = platform;
    const known = namespaces.get(environment) ?? hostsIn(servicesOf(environment), (namespace) => others.get(idOf(environment, namespace)));
    namespaces.set(environment, known);
    return known.size > (known.has(platform.namespace) ? 1 : 0) ? undeclaredIn(platform, known) : [];
  });
}

/** The names of all Kubernetes Services that platforms have, those of servers and of the team among them, by environment and namespace. */
function othersIn(compiled: readonly Pick<CompiledPlatform, 'platform' | 'blueprint'>[]): ReadonlyMap<string, ReadonlySet<string>> {
  return new Map(
    compiled.map(({ platform: { environment, namespace }, blueprint: { names } }) => [
      idOf(environment, namespace),
      new Set(names.flatMap(({ kind, name }) => (kind === 'Service' ? [name] : []))),
    ]),
  );
}

function idOf(environment: string, namespace: string): string {
  return JSON.stringify([environment, namespace]);
}

interface NamespaceHosts {
  readonly product: string;
  readonly byHost: ReadonlyMap<string, Neighbour>;
  /** The names of all that is called there; undefined where only the services of the product are known. */
  readonly others: ReadonlySet<string> | undefined;
}

function hostsIn(
  services: Services,
  othersOf: (namespace: string) => ReadonlySet<string> | undefined,
): ReadonlyMap<string, NamespaceHosts> {
  return new Map(
    [...services].flatMap(([namespace, list]) => {
      const [first] = list;
      return first === undefined
        ? []
        : [
            [
              namespace,
              { product: first.product, byHost: new Map(list.map((service) => [service.host, service])), others: othersOf(namespace) },
            ],
          ];
    }),
  );
}

function undeclaredIn(platform: Platform, namespaces: ReadonlyMap<string, NamespaceHosts>): Diagnostic[] {
  const namespaceOf = (host: string): string | undefined => {
    const [, namespace, ...domain] = inNamespaces(host).split('.');
    return namespace === undefined || namespace === platform.namespace || !isServiceDomain(domain) || !namespaces.has(namespace)
      ? undefined
      : namespace;
  };
  const resolveHost: ResolveHost = (host) => {
    const namespace = namespaceOf(host);
    if (namespace === undefined) return { kind: 'elsewhere' };
    const neighbour = namespaces.get(namespace)?.byHost.get(inNamespaces(host));
    if (neighbour !== undefined) return { kind: 'neighbour', neighbour };
    if (namespaces.get(namespace)?.others?.has(host.split('.', 1)[0] ?? '') === true) return { kind: 'elsewhere' };
    // The namespace alone may be the domain of a host outside, such as `dev`.
    return host.split('.').length > 2 ? { kind: 'unknown', name: host } : { kind: 'elsewhere' };
  };
  const withDots = writtenVariables(platform).plain.filter(({ value }) => value.includes('.'));
  return urlsIn(withDots, resolveHost).urls.flatMap(({ variable: { service, name, origin }, target, host }): Diagnostic[] => {
    if (target.kind === 'neighbour' && !service.dependsOn.includes(target.neighbour.key)) {
      const related = [{ label: 'it belongs in', place: placeOf(platform, 'services', service.key, 'dependsOn') }];
      const args = { service: service.key, variable: name, dependency: target.neighbour.key };
      return [createDiagnostic('dependency-undeclared', args, origin.place, { related })];
    }
    const namespace = target.kind === 'unknown' ? namespaceOf(host) : undefined;
    const known = namespace === undefined ? undefined : namespaces.get(namespace);
    if (namespace === undefined || known === undefined) return [];
    const [label = ''] = host.split('.', 1);
    const close = boundedSuggest(Array.from(known.byHost.keys(), (other) => other.split('.', 1)[0] ?? ''))(label);
    // Of a product that others refer to alone, servers and what the team carries are not read.
    if (known.others === undefined && close === undefined) return [];
    const suggestion = close === undefined ? undefined : `${close}.${namespace}.svc`;
    const args = { variable: name, host, outside: false, product: known.product, namespace, suggestion };
    return [createDiagnostic('url-host-unknown', args, origin.place)];
  });
}
