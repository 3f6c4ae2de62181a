import type { Place } from '../../diagnostics';
import type { ParsedPatch } from '../../registry/schema';
import { placeUnder } from '../origin';
import type { Patch } from '../platform';

/** The patches of one part of the input, in their order. */
export function resolvePatches(patches: readonly ParsedPatch[] | undefined, place: Place): Patch[] {
  return (patches ?? []).map(({ target, merge, jsonPatch }, index) => ({
    ...target,
    change:
      merge !== undefined && jsonPatch === undefined
        ? { kind: 'merge', merge }
        : jsonPatch !== undefined && merge === undefined
          ? { kind: 'json', operations: jsonPatch }
          : undefined,
    both: merge !== undefined && jsonPatch !== undefined,
    place: placeUnder(place, index),
  }));
}
