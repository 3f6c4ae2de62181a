import type { NetworkPod } from '../../model/network/reach';
import type { KubernetesObject } from '../../model';
import { listOf, mappingOf, textOf } from '../../model/objects/mappings';
import { containersOf, podIn } from '../../model/objects/pod';
import type { Comparison } from '../comparison';
import { stemOf } from '../objects';

/** The pods of one workload, as network policies see them. */
export interface WorkloadPods {
  /** That of now, or of before if there is none. */
  readonly object: KubernetesObject;
  /** Without the hash of a Job. */
  readonly title: string;
  /** Undefined if there was no such workload. */
  readonly before: NetworkPod | undefined;
  /** Undefined if there is no such workload any more. */
  readonly now: NetworkPod | undefined;
}

/**
 * The pods that an object makes.
 * @param namespace the namespace of an object that names none
 * @returns undefined if it makes none
 */
export function podsMadeBy(object: KubernetesObject, namespace: string): NetworkPod | undefined {
  const pod = podIn(object);
  if (pod === undefined) return undefined;
  let around: unknown = object;
  for (const field of pod.path.slice(0, -1)) around = mappingOf(around)[field];
  const labels = Object.entries(mappingOf(mappingOf(mappingOf(around)['metadata'])['labels']));
  return {
    kind: 'pod',
    namespace: textOf(object.metadata['namespace']) ?? namespace,
    namespaceLabels: {},
    labels: Object.fromEntries(labels.flatMap(([name, value]) => (typeof value === 'string' ? [[name, value]] : []))),
    ports: containersOf(pod).flatMap(({ container }) =>
      listOf(container['ports'])
        .map(mappingOf)
        .flatMap(({ name, containerPort, protocol }) =>
          typeof containerPort === 'number' ? [{ name: textOf(name) ?? '', port: containerPort, protocol: textOf(protocol) ?? 'TCP' }] : [],
        ),
    ),
  };
}

/** The pods of all workloads, before and now. A Job that is made anew under another hash is the same workload. */
export function workloadPods({ platform: { namespace }, now, pairs, same, gone }: Comparison): WorkloadPods[] {
  const found = new Map<string, WorkloadPods>();
  const add = (object: KubernetesObject, when: Partial<Pick<WorkloadPods, 'before' | 'now'>>): void => {
    const key = `${textOf(object.metadata['namespace']) ?? namespace} ${stemOf(object)}`;
    found.set(key, { before: undefined, now: undefined, ...found.get(key), title: stemOf(object), object, ...when });
  };
  for (const object of gone) {
    const pods = podsMadeBy(object, namespace);
    if (pods !== undefined) add(object, { before: pods });
  }
  const stays = new Set(same);
  const pairOf = new Map(pairs.map((pair) => [pair.now, pair]));
  for (const object of now) {
    const pods = podsMadeBy(object, namespace);
    if (pods === undefined) continue;
    const pair = pairOf.get(object);
    if (pair !== undefined) add(object, { before: podsMadeBy(pair.before, namespace), now: pods });
    else add(object, stays.has(object) ? { before: pods, now: pods } : { now: pods });
  }
  return [...found.values()];
}
