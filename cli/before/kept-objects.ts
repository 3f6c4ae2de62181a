import type { RenderedChart } from '../../constructs';
import type { KubernetesObject } from '../../model';
import type { ManifestObject, RenderedFile } from '../../output';
import { type ChangedObjects, documentsIn, isCompared } from './changed-objects';

/** Objects of now that take part in a comparison, each with its file, and those among them that were the same before. */
export interface ComparedObjects {
  readonly files: ReadonlyMap<KubernetesObject, string>;
  readonly kept: ReadonlySet<KubernetesObject>;
}

/**
 * Tells which objects of now were there before, byte by byte, without parsing any.
 * @param changed what of before has changed; undefined if there was nothing before
 */
export function comparedObjects(
  charts: readonly RenderedChart[],
  files: readonly RenderedFile[],
  changed: ChangedObjects | undefined,
): ComparedObjects {
  const { orderManifests } = require('../../output') as typeof import('../../output');
  const texts = new Map(files.map(({ path, text }) => [path, text]));
  const fileOf = new Map<KubernetesObject, string>();
  const kept = new Set<KubernetesObject>();
  for (const { file, objects } of charts) {
    if (!isCompared(file)) continue;
    // A file has its objects in this order, one document each.
    const ordered = orderManifests(objects as unknown as readonly ManifestObject[]) as unknown as KubernetesObject[];
    let documents: readonly string[] | undefined;
    const documentAt = (index: number): string => (documents ??= documentsIn(texts.get(file) ?? ''))[index] ?? '';
    for (const [index, object] of ordered.entries()) {
      fileOf.set(object, file);
      if (changed?.isKept(file, () => documentAt(index)) === true) kept.add(object);
    }
  }
  return { files: fileOf, kept };
}
