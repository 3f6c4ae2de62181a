import type { FlaggedKindName } from '../../../registry/schema';
import { flaggedKinds, messageKind } from '../../backing';
import { type Origins, placeUnder } from '../../origin';
import type { Consumption, EnvVariable, Service } from '../../platform';
import { isAboutTopics, serversFor } from './messages';
import { pick } from '../layers';
import { compareText } from '../order';
import type { Part, Subject } from './subject';

const kinds = [...flaggedKinds].sort((a, b) => compareText(a.kind, b.kind));

/**
 * Resolves the backing services that a service asks for by flags, and the broker, which one that names topics needs without a flag.
 * @returns the kinds, and the variables of those that the environment has
 */
export function resolveNeeds(
  { layers, builtIn, place, entry, hostname, context }: Subject,
  consumes: readonly Consumption[],
): Part<Pick<Service, 'needs'> & { readonly ofNeeds: readonly EnvVariable[] }> {
  const needs: FlaggedKindName[] = [];
  const ofNeeds: EnvVariable[] = [];
  const origins: Record<string, Origins> = {};
  const servers = serversFor(context, hostname);
  for (const flagged of kinds) {
    const { kind, flag } = flagged;
    const needed = pick(layers, flag, false, builtIn);
    const implied = !needed.value && kind === messageKind && isAboutTopics(entry);
    origins[flag] = implied
      ? { origin: { layer: 'entry', place: placeUnder(place, (entry.publishes ?? []).length > 0 ? 'publishes' : 'consumes') } }
      : needed.origins;
    if (!needed.value && !implied) continue;
    needs.push(kind);
    const server = servers.get(kind);
    if (server !== undefined)
      ofNeeds.push(
        ...flagged.variables(server, { layer: 'built-in', place: origins[flag].origin?.place ?? place }),
        ...(flagged.queueVariables?.(consumes, { layer: 'built-in', place: placeUnder(place, 'consumes') }) ?? []),
      );
  }
  return { values: { needs, ofNeeds }, origins };
}
