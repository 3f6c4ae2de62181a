/** Who depends on whom: for each service the services it names, which all exist. */
export type Graph = ReadonlyMap<string, readonly string[]>;

interface Visit {
  readonly node: string;
  readonly targets: readonly string[];
  next: number;
}

/**
 * Finds the groups of services that can all reach each other (Tarjan's algorithm, without recursion: a chain may be as long as the platform).
 * @returns the groups of two or more, each in the order of the graph, by their first member
 */
export function stronglyConnected(graph: Graph): string[][] {
  const order = new Map([...graph.keys()].map((node, index) => [node, index]));
  const indexOf = new Map<string, number>();
  const low = new Map<string, number>();
  const onStack = new Set<string>();
  const stack: string[] = [];
  const groups: string[][] = [];
  const lower = (node: string, value: number): void => void low.set(node, Math.min(low.get(node) ?? value, value));

  const enter = (node: string): Visit => {
    indexOf.set(node, indexOf.size);
    low.set(node, indexOf.size - 1);
    stack.push(node);
    onStack.add(node);
    return { node, targets: graph.get(node) ?? [], next: 0 };
  };
  const leave = (node: string): void => {
    if (low.get(node) !== indexOf.get(node)) return;
    const group = stack.splice(stack.lastIndexOf(node));
    for (const member of group) onStack.delete(member);
    if (group.length > 1) groups.push(group.sort((a, b) => (order.get(a) ?? 0) - (order.get(b) ?? 0)));
  };

  for (const root of graph.keys()) {
    if (indexOf.has(root)) continue;
    const visits = [enter(root)];
    for (let visit = visits.at(-1); visit !== undefined; visit = visits.at(-1)) {
      const target = visit.targets[visit.next++];
      if (target === undefined) {
        leave(visit.node);
        visits.pop();
        const parent = visits.at(-1);
        if (parent !== undefined) lower(parent.node, low.get(visit.node) ?? 0);
      } else if (!indexOf.has(target)) visits.push(enter(target));
      else if (onStack.has(target)) lower(visit.node, indexOf.get(target) ?? 0);
    }
  }
  return groups.sort(([a = ''], [b = '']) => (order.get(a) ?? 0) - (order.get(b) ?? 0));
}

/** How many edges the search for the shortest cycle of one group looks at before it takes the best it has. */
const edgeBudget = 50_000;

/**
 * Finds the shortest cycle in a group of services that can all reach each other. In a group so large that the search would not be linear any more,
 * it is the shortest through its first services.
 * @returns the services of the cycle, starting and ending with the same one: the first of them in the order of the group
 */
export function shortestCycle(group: readonly string[], graph: Graph): string[] {
  const members = new Set(group);
  let best: string[] | undefined;
  let left = edgeBudget;
  for (const start of group) {
    if (best !== undefined && (best.length === 3 || left <= 0)) break;
    const { cycle, edges } = cycleThrough(start, members, graph, best?.length ?? Number.POSITIVE_INFINITY);
    best = cycle ?? best;
    left -= edges;
  }
  return startingWithFirst(best ?? [], group);
}

/** Breadth first, back to `start`. */
function cycleThrough(
  start: string,
  members: ReadonlySet<string>,
  graph: Graph,
  shorterThan: number,
): { readonly cycle: string[] | undefined; readonly edges: number } {
  const cameFrom = new Map<string, string>();
  let edges = 0;
  let ring = [start];
  for (let length = 2; ring.length > 0 && length < shorterThan; length++) {
    const nextRing: string[] = [];
    for (const node of ring) {
      for (const target of graph.get(node) ?? []) {
        edges++;
        if (target === start) return { cycle: [...pathTo(node, start, cameFrom), start], edges };
        if (!members.has(target) || cameFrom.has(target)) continue;
        cameFrom.set(target, node);
        nextRing.push(target);
      }
    }
    ring = nextRing;
  }
  return { cycle: undefined, edges };
}

function pathTo(node: string, start: string, cameFrom: ReadonlyMap<string, string>): string[] {
  const path = [node];
  for (let at = node; at !== start;) {
    at = cameFrom.get(at) ?? start;
    path.push(at);
  }
  return path.reverse();
}

function startingWithFirst(cycle: readonly string[], group: readonly string[]): string[] {
  const ring = new Set(cycle);
  const first = group.find((node) => ring.has(node)) ?? '';
  const nodes = cycle.slice(0, -1);
  const at = nodes.indexOf(first);
  return nodes.length === 0 ? [] : [...nodes.slice(at), ...nodes.slice(0, at), first];
}
