import type { KubernetesObject } from '../model';
import { textOf } from '../model/objects/mappings';
import { placeOf } from '../model/origin';
import { titleOf } from './objects';
import { planRule } from './rule';

/** The kinds that lead requests from outside. */
const routingKinds: ReadonlySet<string> = new Set(['Ingress', 'HTTPRoute']);

/**
 * Reports the ways in that go on to lead requests after an apply by kubectl, which deletes nothing. Argo CD prunes them. A service that goes takes its own way in with it, and then the
 * requests get an error in place of an answer from the catch-all.
 */
export const upgradeRouteLeft = planRule('upgrade-route-left', ({ platform, gone }, report) => {
  if (platform.delivery !== 'kubectl') return;
  const byNamespace = new Map<string, KubernetesObject[]>();
  for (const object of gone) {
    if (!routingKinds.has(object.kind)) continue;
    const namespace = textOf(object.metadata['namespace']) ?? '';
    byNamespace.set(namespace, [...(byNamespace.get(namespace) ?? []), object]);
  }
  for (const [namespace, [first, ...others]] of byNamespace) {
    if (first === undefined) continue;
    const objects = [first, ...others].map(titleOf).sort();
    const moved = namespace !== platform.namespace;
    report(
      { object: objects[0] ?? '', objects, namespace },
      moved ? placeOf(platform, 'namespace') : (platform.routing?.place ?? platform.sources.overlay),
    );
  }
});
