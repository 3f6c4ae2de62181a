import { areas, type Diagnostic } from '../diagnostics';
import { type Compiled, type KubernetesObject, settle } from '../model';
import { type ClusterFacts, makePlan, type Plan } from '../plan';
import { type ComparedObjects, comparedObjects } from './before/kept-objects';
import type { Before } from './before/open-before';
import { askServer } from './cluster/ask-server';
import type { Kubectl } from './cluster/kubectl';
import { liveBefore } from './cluster/live-before';
import { renderTrees, type Tree } from './synthesize';

/** What plans are made with. */
export interface PlanSources {
  readonly before: Before;
  /** Compares with the live objects, in place of the manifests of before. */
  readonly cluster: Kubectl | undefined;
  /** Asks the API server about every object of now. */
  readonly server: Kubectl | undefined;
  /** Takes what could not be looked at, a sentence each. */
  readonly note: (sentence: string) => void;
}

/** The plans of every platform, or why there are none. */
export interface PlannedTrees {
  readonly plans: readonly Plan[];
  /** What is wrong with the objects that were built, such as a patch that does not fit: such trees are compared with nothing. */
  readonly errors: readonly Diagnostic[];
}

/**
 * Compares every platform with what was before, and says what an apply would do. One of which there was nothing before is all new.
 * @throws ClusterError when a cluster does not answer, or refuses
 */
export async function planTrees(compiled: Compiled, { before, cluster, server, note }: PlanSources): Promise<PlannedTrees> {
  const plans: Plan[] = [];
  const trees = writtenTrees(compiled, cluster === undefined ? before : undefined);
  const { diagnostics } = settle(
    compiled,
    trees.map(({ compiled: { platform }, found }) => ({ of: platform, diagnostics: found.diagnostics })),
  );
  const errors = diagnostics.filter(({ code, severity }) => severity === 'error' && !(code in areas.upgrades));
  if (errors.length > 0) return { plans, errors };
  for (const tree of trees) {
    const compared = comparedObjects(tree.charts, tree.files, tree.changed);
    const now = [...compared.files.keys()];
    const old = cluster === undefined ? oldOf(tree) : await liveOf(cluster, tree, now, note);
    const answers = server && (await askServer(server, now));
    const facts: ClusterFacts | undefined = answers && {
      edits: old.cluster?.edits ?? new Map(),
      unserved: answers.unserved,
      answers: answers.answers,
    };
    plans.push(planOf(compiled, tree, compared, { ...old, cluster: facts ?? old.cluster }));
  }
  return { plans, errors };
}

/** The manifests of before. */
function oldOf({ changed, found }: Tree): Old {
  return { objects: changed?.objects ?? [], found: found.diagnostics };
}

async function liveOf(kubectl: Kubectl, tree: Tree, now: readonly KubernetesObject[], note: PlanSources['note']): Promise<Old> {
  const everything = tree.charts.flatMap(({ objects }) => objects as unknown as KubernetesObject[]);
  const { objects, cluster, upgrades, withoutSecrets } = await liveBefore(kubectl, tree.compiled, now, everything);
  for (const namespace of withoutSecrets)
    note(`the cluster does not let you list secrets in namespace \`${namespace}\`: the plan does not know which of them are left`);
  return { objects: inOrder(objects), cluster, found: [...tree.found.diagnostics, ...upgrades] };
}

function writtenTrees({ platforms }: Compiled, before?: Before): Tree[] {
  return renderTrees(platforms, '', before).filter(({ isWritten }) => isWritten);
}

/** The objects of before, and what was found about them. */
interface Old {
  readonly objects: readonly KubernetesObject[];
  readonly found: readonly Diagnostic[];
  readonly cluster?: ClusterFacts | undefined;
}

function planOf(compiled: Compiled, tree: Tree, { files, kept }: ComparedObjects, { objects, found, cluster }: Old): Plan {
  const { platform, blueprint } = tree.compiled;
  const { diagnostics, accepted } = settle(compiled, [{ of: platform, diagnostics: found }]);
  const own = new Set(found.map(({ code, at }) => JSON.stringify([code, at])));
  const upgrades = [...diagnostics, ...accepted].filter(({ code, at }) => code in areas.upgrades && own.has(JSON.stringify([code, at])));
  return makePlan({
    platform,
    blueprint,
    before: objects,
    now: [...files.keys()],
    cluster,
    upgrades,
    fileOf: (object) => files.get(object),
    isUnchanged: (object) => kept.has(object),
  });
}

/** Objects in the order of a file, whatever order they came in. */
function inOrder(objects: readonly KubernetesObject[]): KubernetesObject[] {
  const { orderManifests } = require('../output') as typeof import('../output');
  return orderManifests(objects) as unknown as KubernetesObject[];
}
