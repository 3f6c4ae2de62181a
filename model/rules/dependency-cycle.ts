import { placeUnder } from '../origin';
import type { RuleContext } from './context';
import { type Graph, shortestCycle, stronglyConnected } from './facts/graph';
import { rule } from './rule';

/** Reports services that depend on each other in a circle: the shortest cycle of each group that hangs together. */
export const dependencyCycle = rule('dependency-cycle', (context, report) => {
  const graph = dependencyGraph(context);
  for (const group of stronglyConnected(graph)) {
    const cycle = shortestCycle(group, graph);
    const [service, next] = cycle.map((key) => context.serviceByKey.get(key));
    if (service === undefined || next === undefined) continue;
    report({ cycle, services: group.length }, placeUnder(service.place, 'dependsOn', service.dependsOn.indexOf(next.key)));
  }
});

/** Without edges to itself or out of the product: those are reported by other rules. */
function dependencyGraph({ platform, serviceByKey }: RuleContext): Graph {
  return new Map(
    platform.services.map(({ key, dependsOn }) => [key, dependsOn.filter((target) => target !== key && serviceByKey.has(target))]),
  );
}
