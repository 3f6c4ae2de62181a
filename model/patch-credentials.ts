import { PatchError, pointerSegments } from '../formats';
import { type PlainCredential, plainCredentials } from './objects/plain-credentials';
import type { KubernetesObject, Patch } from './platform';

/** Finds credentials that a patch holds by itself. */
export function credentialsInPatch({ kind, change }: Patch): PlainCredential[] {
  if (change === undefined) return [];
  if (change.kind === 'merge') return plainCredentials(change.merge, kind);
  return change.operations.flatMap(({ path, value }) => plainCredentials(around(value, segmentsOf(path)), kind));
}

/** A value in the place that it is for, such as a variable in its list. */
function around(value: unknown, segments: readonly string[]): unknown {
  return segments.reduceRight<unknown>((inner, segment) => (isIndex(segment) ? [inner] : { [segment]: inner }), value);
}

/**
 * Finds credentials that an object has by a patch that brings them in pieces: the name of a variable by one operation, its value by another.
 * @param object the object with all of its patches
 */
export function credentialsInPieces(object: KubernetesObject, { change }: Patch): PlainCredential[] {
  if (change?.kind !== 'json') return [];
  const places = change.operations.flatMap(({ op, path }) => (op === 'remove' || op === 'test' ? [] : [segmentsOf(path)]));
  const inside = places.filter((segments) => segments.some((segment, index) => isIndex(segment) && segments[index - 1] === 'env'));
  if (inside.length === 0) return [];
  const pieces = new Set(inside.map(formOf));
  return plainCredentials(object, object.kind).filter(({ path }) => {
    const variable = path.slice(0, -1).map(String);
    return ['name', 'value'].some((part) => pieces.has(formOf([...variable, part])));
  });
}

/** A pointer without its indexes: another operation may have moved the items of a list. */
function formOf(segments: readonly string[]): string {
  return JSON.stringify(segments.map((segment) => (isIndex(segment) ? '-' : segment)));
}

function isIndex(segment: string): boolean {
  return /^(?:-|\d+)$/.test(segment);
}

/** The segments of a pointer; of one that is none, which is reported when it is applied, the text. */
function segmentsOf(pointer: string): string[] {
  try {
    return pointerSegments(pointer);
  } catch (error) {
    if (error instanceof PatchError) return [pointer];
    throw error;
  }
}
