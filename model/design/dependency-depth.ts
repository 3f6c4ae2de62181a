import type { Connection, ManagedDatabase, Workload } from '../blueprint';
import { type Graph, stronglyConnected } from '../graph';

/** The parts of a blueprint that say who needs whom. */
interface Needs {
  readonly workloads: readonly Workload[];
  readonly databases: readonly ManagedDatabase[];
  readonly connections: readonly Connection[];
}

/**
 * Counts for each service how many others have to be there before it, one after the other: 0 for one that depends on none, else one more than the deepest that it depends on, or whose
 * database or schema its pods wait for. Services that depend on each other in a circle are equally deep.
 * @returns by registry key
 */
export function dependencyDepths(needs: Needs): ReadonlyMap<string, number> {
  const graph = needsOf(needs);
  // Of each circle one service stands for all.
  const standIn = new Map(stronglyConnected(graph).flatMap((group) => group.map((member) => [member, group[0]!] as const)));
  const groupOf = (service: string): string => standIn.get(service) ?? service;
  const needed = new Map<string, Set<string>>();
  const neededBy = new Map<string, string[]>();
  for (const [service, targets] of graph) {
    const group = groupOf(service);
    const own = needed.get(group) ?? new Set();
    needed.set(group, own);
    for (const target of targets.map(groupOf)) {
      if (target === group || own.has(target)) continue;
      own.add(target);
      const needing = neededBy.get(target);
      if (needing === undefined) neededBy.set(target, [group]);
      else needing.push(group);
    }
  }
  const depths = new Map<string, number>();
  const left = new Map([...needed].map(([group, targets]) => [group, targets.size]));
  let ring = [...needed].flatMap(([group, targets]) => (targets.size === 0 ? [group] : []));
  for (let depth = 0; ring.length > 0; depth++) {
    const next: string[] = [];
    for (const group of ring) {
      depths.set(group, depth);
      for (const other of neededBy.get(group) ?? []) {
        const rest = (left.get(other) ?? 0) - 1;
        left.set(other, rest);
        if (rest === 0) next.push(other);
      }
    }
    ring = next;
  }
  return new Map([...graph.keys()].map((service) => [service, depths.get(groupOf(service)) ?? 0]));
}

/** Who needs whom, by registry key. */
function needsOf({ workloads, databases, connections }: Needs): Graph {
  const serviceOf = new Map<string, string>([
    ...workloads.flatMap(({ id, service }) => (service === undefined ? [] : [[id, service] as const])),
    ...databases.map(({ id, service }) => [id, service] as const),
  ]);
  const graph = new Map<string, Set<string>>(workloads.flatMap(({ service }) => (service === undefined ? [] : [[service, new Set()]])));
  const need = (from: string | undefined, to: string): void => {
    const target = serviceOf.get(to);
    if (from !== undefined && target !== undefined && target !== from) graph.get(from)?.add(target);
  };
  for (const { service, waitsFor } of workloads) for (const id of waitsFor) need(service, id);
  for (const { from, to, why } of connections)
    if (why === 'dependsOn' && from.kind === 'workload' && to.kind === 'workload') need(serviceOf.get(from.id), to.id);
  return new Map([...graph].map(([service, targets]) => [service, [...targets]]));
}
