import type { FlaggedKindName } from '../../../registry/schema';
import { flaggedKinds } from '../../backing';
import type { Origins } from '../../origin';
import type { EnvVariable, Service } from '../../platform';
import { pick } from '../layers';
import { compareText } from '../order';
import type { Part, Subject } from './subject';

const kinds = [...flaggedKinds].sort((a, b) => compareText(a.kind, b.kind));

/**
 * Resolves the backing services that a service asks for by flags.
 * @returns the kinds, and the variables of those that the environment has
 */
export function resolveNeeds({
  layers,
  builtIn,
  place,
  context: { backing },
}: Subject): Part<Pick<Service, 'needs'> & { readonly ofNeeds: readonly EnvVariable[] }> {
  const needs: FlaggedKindName[] = [];
  const ofNeeds: EnvVariable[] = [];
  const origins: Record<string, Origins> = {};
  for (const flagged of kinds) {
    const { kind, flag } = flagged;
    const needed = pick(layers, flag, false, builtIn);
    origins[flag] = needed.origins;
    if (!needed.value) continue;
    needs.push(kind);
    const server = backing.get(kind);
    if (server !== undefined)
      ofNeeds.push(...flagged.variables(server, { layer: 'built-in', place: needed.origins.origin?.place ?? place }));
  }
  return { values: { needs, ofNeeds }, origins };
}
