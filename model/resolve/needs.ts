import type { Place } from '../../diagnostics';
import type { FlaggedKindName, ServiceDefaults } from '../../registry/schema';
import { flaggedKinds } from '../backing';
import type { Origin } from '../origin';
import type { EnvVariable, FlaggedService, Service } from '../platform';
import { builtInOrigin, type Layer, pick } from './layers';
import { compareText } from './order';

type NeedOrigins = Record<`needs.${FlaggedKindName}`, Origin>;

const kinds = [...flaggedKinds].sort((a, b) => compareText(a.kind, b.kind));

/**
 * Resolves the backing services that a service asks for by flags.
 * @param layers from the one that wins to the one that loses
 * @param backing those of the environment, by kind
 * @returns the kinds, the variables of those that the environment has, and the origin of every flag
 */
export function resolveNeeds(
  layers: readonly Layer<ServiceDefaults>[],
  backing: ReadonlyMap<FlaggedKindName, FlaggedService>,
  place: Place,
): Pick<Service, 'needs'> & { readonly variables: readonly EnvVariable[]; readonly origins: Readonly<NeedOrigins> } {
  const needs: FlaggedKindName[] = [];
  const variables: EnvVariable[] = [];
  // The loop gives it one of each kind.
  const origins = {} as NeedOrigins;
  for (const kind of kinds) {
    const { value: needed, origin } = pick(layers, kind.flag, false, place);
    origins[`needs.${kind.kind}`] = origin;
    if (!needed) continue;
    needs.push(kind.kind);
    const server = backing.get(kind.kind);
    if (server !== undefined) variables.push(...kind.variables(server, builtInOrigin(origin.place)));
  }
  return { needs, variables, origins };
}
