import type { KubernetesObject } from '../model';
import { identityOf, isHook, sameValue, stemOf, valueAt } from './objects';

/** What an apply does to pods, beside what it does to objects. Each list in code-unit order. */
export interface Effects {
  /** Workloads whose pods are replaced, because their template changes. */
  readonly restarts: readonly string[];
  /** Workloads that are new. */
  readonly starts: readonly string[];
  /** Workloads that are there no more. */
  readonly stops: readonly string[];
  /** Jobs that run: new ones, and those that Argo CD makes again with each sync. Without the hash of their names. */
  readonly runs: readonly string[];
}

const running: ReadonlySet<string> = new Set(['Deployment', 'StatefulSet', 'DaemonSet']);

/**
 * Tells which pods restart and which Jobs run if one set of objects is applied over another. A CronJob starts no pod by that.
 * @returns nothing at all if the sets are the same
 */
export function effectsOf(before: readonly KubernetesObject[], now: readonly KubernetesObject[]): Effects {
  const [was, is] = [byIdentity(before), byIdentity(now)];
  const same = was.size === is.size && [...was].every(([id, object]) => sameValue(object, is.get(id)));
  const workloads = now.filter(({ kind }) => running.has(kind));
  return {
    restarts: titles(
      workloads.filter((object) => {
        const old = was.get(identityOf(object));
        return old !== undefined && !sameValue(valueAt(old, 'spec.template'), valueAt(object, 'spec.template'));
      }),
    ),
    starts: titles(workloads.filter((object) => !was.has(identityOf(object)))),
    stops: titles(before.filter((object) => running.has(object.kind) && !is.has(identityOf(object)))),
    runs: titles(now.filter((object) => object.kind === 'Job' && !same && (!was.has(identityOf(object)) || isHook(object)))),
  };
}

function byIdentity(objects: readonly KubernetesObject[]): Map<string, KubernetesObject> {
  return new Map(objects.map((object) => [identityOf(object), object]));
}

function titles(objects: readonly KubernetesObject[]): string[] {
  return objects.map(stemOf).sort();
}
