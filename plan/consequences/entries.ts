import type { KubernetesObject } from '../../model';
import { listOf, mappingOf, textOf } from '../../model/objects/mappings';
import type { Comparison } from '../comparison';
import { valueAt } from '../objects';
import { consequence } from './consequence';

/** A host that something else takes requests for: an Ingress of another class, or a Gateway in place of an Ingress. Its address in DNS is another one then. */
export const entryMoves = consequence('plan-entry-moves', 'interrupts', (comparison, report) => {
  const is = entriesByHost(comparison.now);
  // An Ingress that goes to another class under its name has a consequence of its own, plan-class-changes.
  for (const [host, was] of entriesByHost(comparison.gone)) {
    const entries = is.get(host);
    if (entries === undefined) continue;
    for (const [entry, object] of was) {
      const [to] = entries.keys();
      if (to !== undefined && !entries.has(entry)) report(object, { host, from: entry, to });
    }
  }
});

/** What takes requests for each host, with the first object that says so. */
function entriesByHost(objects: Comparison['now']): Map<string, Map<string, KubernetesObject>> {
  const byHost = new Map<string, Map<string, KubernetesObject>>();
  const add = (host: string, entry: string, object: KubernetesObject): void => {
    const entries = byHost.get(host) ?? new Map<string, KubernetesObject>();
    byHost.set(host, entries);
    if (!entries.has(entry)) entries.set(entry, object);
  };
  for (const object of objects) {
    if (object.kind === 'Ingress') {
      const entry = `the IngressClass ${textOf(valueAt(object, 'spec.ingressClassName')) ?? 'of the cluster'}`;
      for (const rule of listOf(valueAt(object, 'spec.rules'))) add(textOf(mappingOf(rule)['host']) ?? '*', entry, object);
    } else if (object.kind === 'HTTPRoute') {
      for (const parent of listOf(valueAt(object, 'spec.parentRefs')).map(mappingOf)) {
        const namespace = textOf(parent['namespace']) ?? textOf(object.metadata['namespace']) ?? '';
        const entry = `the Gateway ${namespace}/${textOf(parent['name']) ?? ''}`;
        for (const host of listOf(valueAt(object, 'spec.hostnames'))) add(textOf(host) ?? '*', entry, object);
      }
    }
  }
  return byHost;
}
