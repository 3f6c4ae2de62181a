import { placeOf } from '../origin';
import { isCalled } from '../platform';
import type { RuleContext } from './context';
import { type Graph, shortestCycle, stronglyConnected } from '../graph';
import { type AreaRules, rule } from './rule';

/** Reports dependencies on services that are not in the registry. */
const dependencyUnknown = rule('dependency-unknown', ({ platform, suggestKey }, report) => {
  const known = new Set(platform.registryKeys);
  for (const { key, dependsOn } of platform.services) {
    for (const [index, dependency] of dependsOn.entries()) {
      // A service of another product is looked up when the platform is resolved.
      if (!known.has(dependency) && !dependency.includes('/'))
        report({ dependency, suggestion: suggestKey(dependency) }, placeOf(platform, 'services', key, 'dependsOn', index));
    }
  }
});

/** Reports dependencies on services that are in the registry and not in the product. */
const dependencyOutsideProduct = rule('dependency-outside-product', ({ platform, serviceByKey }, report) => {
  const known = new Set(platform.registryKeys);
  for (const { key, dependsOn } of platform.services) {
    for (const [index, dependency] of dependsOn.entries()) {
      if (serviceByKey.has(dependency) || !known.has(dependency)) continue;
      report({ dependency, product: platform.product }, placeOf(platform, 'services', key, 'dependsOn', index));
    }
  }
});

/** Reports services that depend on themselves. */
const dependencySelf = rule('dependency-self', ({ platform }, report) => {
  for (const { key, dependsOn } of platform.services) {
    for (const [index, dependency] of dependsOn.entries()) {
      if (dependency === key) report({ service: key }, placeOf(platform, 'services', key, 'dependsOn', index));
    }
  }
});

/** Reports dependencies that a service lists twice. */
const dependencyRepeated = rule('dependency-repeated', ({ platform }, report) => {
  for (const { key, dependsOn } of platform.services) {
    const seen = new Set<string>();
    for (const [index, dependency] of dependsOn.entries()) {
      if (seen.has(dependency)) report({ dependency }, placeOf(platform, 'services', key, 'dependsOn', index));
      seen.add(dependency);
    }
  }
});

/** Reports services that depend on each other in a circle: the shortest cycle of each group that hangs together. */
const dependencyCycle = rule('dependency-cycle', (context, report) => {
  const graph = dependencyGraph(context);
  for (const group of stronglyConnected(graph)) {
    const cycle = shortestCycle(group, graph);
    const [service, next] = cycle.map((key) => context.serviceByKey.get(key));
    if (service === undefined || next === undefined) continue;
    report(
      { cycle, services: group.length },
      placeOf(context.platform, 'services', service.key, 'dependsOn', service.dependsOn.indexOf(next.key)),
    );
  }
});

/** Without edges to itself or out of the product: those are reported by other rules. */
function dependencyGraph({ platform, serviceByKey }: RuleContext): Graph {
  return new Map(
    platform.services.map(({ key, dependsOn }) => [key, dependsOn.filter((target) => target !== key && serviceByKey.has(target))]),
  );
}

/** Reports services of layer `platform` that depend on services of layer `domain`. */
const layerInversion = rule('layer-inversion', ({ platform, serviceByKey }, report) => {
  const neighbours = new Map(platform.neighbours.map((neighbour) => [neighbour.key, neighbour]));
  for (const { key, layer, dependsOn } of platform.services) {
    if (layer !== 'platform') continue;
    for (const [index, dependency] of dependsOn.entries()) {
      if ((serviceByKey.get(dependency) ?? neighbours.get(dependency))?.layer === 'domain')
        report({ service: key, dependency }, placeOf(platform, 'services', key, 'dependsOn', index));
    }
  }
});

/** Reports URLs of services that are not in `dependsOn`. */
const dependencyUndeclared = rule('dependency-undeclared', ({ platform, urlFacts }, report) => {
  const externals = new Map(platform.externals.map((external) => [external.name, external.service]));
  const declared = new Map(
    platform.services.map((service) => [
      service.key,
      new Set([...service.dependsOn, ...service.externals.flatMap((name) => externals.get(name) ?? [])]),
    ]),
  );
  for (const { variable, target } of urlFacts.urls) {
    if (target.kind !== 'service' || target.service === variable.service || !isCalled(target.service)) continue;
    const { service, name, origin } = variable;
    if (declared.get(service.key)?.has(target.service.key) === true) continue;
    const related = [{ label: 'it belongs in', place: placeOf(platform, 'services', service.key, 'dependsOn') }];
    report({ service: service.key, variable: name, dependency: target.service.key }, origin.place, { related });
  }
});

/** The rules about dependencies. */
export const dependenciesRules: AreaRules<'dependencies'> = [
  dependencyUnknown,
  dependencyOutsideProduct,
  dependencySelf,
  dependencyRepeated,
  dependencyCycle,
  layerInversion,
  dependencyUndeclared,
];
