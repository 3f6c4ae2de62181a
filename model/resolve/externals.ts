import { boundedSuggest, createDiagnostic, type Diagnostic, type Place } from '../../diagnostics';
import type { EnvironmentOverlay } from '../../registry/schema';
import { placeUnder } from '../origin';
import { type External, isCalled, type Service } from '../platform';
import type { Registry } from '../read/parse';
import { compareText } from './order';

/** The externals of an environment, and the findings about those that are services which nothing can call. */
export interface ResolvedExternals {
  /** By name in code-unit order, without those that have no host or port, which is a finding. */
  readonly externals: readonly External[];
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * Resolves the externals of an overlay.
 * @param keys the registry keys of the product
 * @param overlayPlace the place of the overlay's root
 */
export function resolveExternals(
  { externals: declared = {} }: EnvironmentOverlay,
  registry: Registry,
  keys: readonly string[],
  overlayPlace: Place,
): ResolvedExternals {
  const externals: External[] = [];
  const diagnostics: Diagnostic[] = [];
  const inProduct = new Set(keys);
  for (const [name, { host, port, protocol = 'TCP', service, secret, keys: named = ['username', 'password'] }] of Object.entries(
    declared,
  )) {
    const place = placeUnder(overlayPlace, 'externals', name);
    const entry = service !== undefined && inProduct.has(service) ? registry[service] : undefined;
    const at = service === undefined ? { host, port } : { host: entry?.hostname ?? service, port: port ?? entry?.port };
    if (service !== undefined && (entry === undefined || !isCalled({ kind: entry.kind ?? 'service' }) || at.port === undefined)) {
      const args = { external: name, service, suggestion: entry === undefined ? boundedSuggest(keys)(service) : undefined };
      diagnostics.push(createDiagnostic('external-service-unknown', args, placeUnder(place, 'service')));
    } else if (at.host !== undefined && at.port !== undefined)
      externals.push({
        name,
        host: at.host,
        port: at.port,
        protocol: transportAt(entry, at.port) ?? protocol,
        service,
        secret,
        keys: secret === undefined ? [] : named,
        place,
      });
  }
  return { externals: externals.sort((a, b) => compareText(a.name, b.name)), diagnostics };
}

/** What a port of a service is called over; undefined if there is no service, or it has no such port. */
function transportAt(entry: Registry[string] | undefined, port: number): 'TCP' | 'UDP' | undefined {
  if (entry === undefined) return undefined;
  const spoken = [{ port: entry.port, protocol: entry.protocol }, ...Object.values(entry.ports ?? {})].find((own) => own.port === port);
  return spoken === undefined ? undefined : spoken.protocol === 'udp' ? 'UDP' : 'TCP';
}

/** Reports externals that entries name and the environment lacks. */
export function externalFindings(
  { externals = {} }: EnvironmentOverlay,
  services: readonly Pick<Service, 'externals' | 'place' | 'of'>[],
  overlayPlace: Place,
): Diagnostic[] {
  const known = Object.keys(externals);
  const suggest = boundedSuggest(known);
  return services.flatMap(({ externals: names, place, of }) => {
    // Those of a lender are found with the lender.
    if (of !== undefined) return [];
    const seen = new Set<string>();
    return names.flatMap((external, index): Diagnostic[] => {
      const at = placeUnder(place, 'externals', index);
      if (seen.has(external)) return [createDiagnostic('external-repeated', { external }, at)];
      seen.add(external);
      if (Object.hasOwn(externals, external)) return [];
      const related = [{ label: 'the environment is', place: overlayPlace }];
      const args = { external, overlay: overlayPlace.file, suggestion: suggest(external) };
      return [createDiagnostic('external-unknown', args, at, { related })];
    });
  });
}
