import { areas } from '../diagnostics';
import { type Compiled, type KubernetesObject, settle } from '../model';
import type { ManifestObject } from '../output';
import { makePlan, type Plan } from '../plan';
import { documentsIn, isCompared } from './before/changed-objects';
import type { Before } from './before/open-before';
import { renderTrees, type Tree } from './synthesize';

/** Compares every platform with the manifests of before, and says what an apply would do. One of which there was nothing before is all new. */
export function planTrees(compiled: Compiled, before: Before): Plan[] {
  const trees = renderTrees(compiled.platforms, '', before).filter(({ isWritten }) => isWritten);
  return trees.map((tree) => planOf(compiled, tree));
}

function planOf(compiled: Compiled, tree: Tree): Plan {
  const { platform, blueprint } = tree.compiled;
  const { orderManifests } = require('../output') as typeof import('../output');
  const texts = new Map(tree.files.map(({ path, text }) => [path, text]));
  const files = new Map<KubernetesObject, string>();
  const kept = new Set<KubernetesObject>();
  for (const { file, objects } of tree.charts) {
    if (!isCompared(file)) continue;
    // A file has its objects in this order, one document each.
    const ordered = orderManifests(objects as unknown as readonly ManifestObject[]) as unknown as KubernetesObject[];
    const documents = tree.changed === undefined ? [] : documentsIn(texts.get(file) ?? '');
    for (const [index, object] of ordered.entries()) {
      files.set(object, file);
      if (tree.changed?.isKept(file, documents[index] ?? '') === true) kept.add(object);
    }
  }
  const { diagnostics, accepted } = settle(compiled, [tree.found]);
  const own = new Set(tree.found.diagnostics.map(({ code, at }) => JSON.stringify([code, at])));
  const upgrades = [...diagnostics, ...accepted].filter(({ code, at }) => code in areas.upgrades && own.has(JSON.stringify([code, at])));
  return makePlan({
    platform,
    blueprint,
    before: tree.changed?.objects ?? [],
    now: [...files.keys()],
    upgrades,
    fileOf: (object) => files.get(object),
    isUnchanged: (object) => kept.has(object),
  });
}
