import type { Blueprint, KubernetesObject, Platform, Service } from '../model';
import { type FieldChange, fieldChanges } from './field-changes';
import type { ClusterFacts } from './live/cluster-facts';
import { identityOf } from './objects';

/** What is compared. */
export interface PlanInput {
  readonly platform: Platform;
  readonly blueprint: Blueprint;
  /** The objects that were applied before. Those that are the same now may be left out. */
  readonly before: readonly KubernetesObject[];
  /** Every object that the platform gives now. */
  readonly now: readonly KubernetesObject[];
  /**
   * Whether an object of now was the same before, and is left out of before.
   * @default all that before does not have, if it has anything
   */
  readonly isUnchanged?: ((object: KubernetesObject) => boolean) | undefined;
  /**
   * What only the cluster knows.
   * @default nothing: the objects of before are manifests
   */
  readonly cluster?: ClusterFacts | undefined;
}

/** An object before and now. */
export interface Pair {
  readonly before: KubernetesObject;
  readonly now: KubernetesObject;
}

/** Two sets of objects, with what rules look up in them. */
export interface Comparison extends PlanInput {
  /** The services of the platform, by registry key. */
  readonly services: ReadonlyMap<string, Service>;
  /** The objects that are in both. */
  readonly pairs: readonly Pair[];
  /** What differs between the objects of a pair. Each is compared once, however many ask. */
  readonly changesOf: (pair: Pair) => readonly FieldChange[];
  /** The objects of now that were the same before, and are left out of before. */
  readonly same: readonly KubernetesObject[];
  /** All objects that there were: those of before, and those that are the same now. */
  readonly was: readonly KubernetesObject[];
  /** The objects of before that are there no more. */
  readonly gone: readonly KubernetesObject[];
  /** Finds an object of now by its kind, in the namespace and under the name of another one. */
  readonly nowAs: (kind: string, like: KubernetesObject) => KubernetesObject | undefined;
}

/** Pairs the objects, in time proportional to their number. */
export function compareObjects(input: PlanInput): Comparison {
  const now = new Map(input.now.map((object) => [identityOf(object), object]));
  const pairs: Pair[] = [];
  const gone: KubernetesObject[] = [];
  for (const before of input.before) {
    const same = now.get(identityOf(before));
    if (same === undefined) gone.push(before);
    else pairs.push({ before, now: same });
  }
  const paired = new Set(pairs.map((pair) => pair.now));
  const same = input.now.filter((object) => !paired.has(object) && (input.isUnchanged?.(object) ?? input.before.length > 0));
  const changes = new Map<Pair, readonly FieldChange[]>();
  return {
    ...input,
    services: new Map(input.platform.services.map((service) => [service.key, service])),
    pairs,
    same,
    was: [...gone, ...pairs.map((pair) => pair.before), ...same],
    gone,
    changesOf: (pair) => {
      const found = changes.get(pair) ?? fieldChanges(pair.before, pair.now);
      changes.set(pair, found);
      return found;
    },
    nowAs: (kind, like) => {
      const apiVersion = apiVersions.get(kind);
      return apiVersion === undefined ? undefined : now.get(identityOf({ ...like, apiVersion, kind }));
    },
  };
}

/** The API groups of the kinds that run pods for good, or again and again. */
const apiVersions: ReadonlyMap<string, string> = new Map(
  Object.entries({
    Deployment: 'apps/v1',
    StatefulSet: 'apps/v1',
    DaemonSet: 'apps/v1',
    CronJob: 'batch/v1',
  }),
);

/** The kinds that run pods for good, or again and again. */
export const runningKinds: readonly string[] = [...apiVersions.keys()];
