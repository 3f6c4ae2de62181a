import fc from 'fast-check';
import { type Graph, shortestCycle, stronglyConnected } from '../../model/graph';

const graphs = fc.integer({ min: 1, max: 7 }).chain((size) => {
  const node = fc.nat({ max: size - 1 }).map(String);
  return fc
    .array(fc.tuple(node, node), { maxLength: 14 })
    .map(
      (edges): Graph =>
        new Map(
          Array.from({ length: size }, (_, index) => [
            String(index),
            edges.filter(([from, to]) => from === String(index) && to !== from).map(([, to]) => to),
          ]),
        ),
    );
});

/** Everything that can be reached in one step or more, with the fewest steps. */
function distancesFrom(start: string, graph: Graph): Map<string, number> {
  const distances = new Map<string, number>();
  let ring = [start];
  for (let steps = 1; ring.length > 0; steps++) {
    ring = ring.flatMap((node) => (graph.get(node) ?? []).filter((target) => !distances.has(target) && distances.set(target, steps)));
  }
  return distances;
}

describe('strongly connected groups and their shortest cycles', () => {
  test('are what walking from every service finds', () => {
    fc.assert(
      fc.property(graphs, (graph) => {
        const nodes = [...graph.keys()];
        const distances = new Map(nodes.map((node) => [node, distancesFrom(node, graph)]));
        const mutual = (a: string, b: string): boolean => distances.get(a)!.has(b) && distances.get(b)!.has(a);
        const expected = nodes.filter((node) => mutual(node, node)).map((node) => nodes.filter((other) => mutual(node, other)));
        const groups = stronglyConnected(graph);
        expect(groups).toEqual(expected.filter((group, index) => expected.findIndex(([first]) => first === group[0]) === index));
        for (const group of groups) {
          const cycle = shortestCycle(group, graph);
          expect(cycle).toHaveLength(Math.min(...group.map((node) => distances.get(node)!.get(node)!)) + 1);
          expect(cycle[0]).toBe(cycle.at(-1));
          expect(cycle[0]).toBe(group.find((node) => cycle.includes(node)));
          for (const [index, node] of cycle.slice(0, -1).entries()) expect(graph.get(node)).toContain(cycle[index + 1]);
        }
      }),
      { numRuns: 500 },
    );
  });

  test('are found in a circle as long as a platform', () => {
    const graph: Graph = new Map(Array.from({ length: 20_000 }, (_, index) => [String(index), [String((index + 1) % 20_000)]]));
    const [group = []] = stronglyConnected(graph);
    expect(group).toHaveLength(20_000);
    expect(shortestCycle(group, graph)).toHaveLength(20_001);
  });
});
