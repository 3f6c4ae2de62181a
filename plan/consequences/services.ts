import type { KubernetesObject } from '../../model';
import { listOf, mappingOf, textOf } from '../../model/objects/mappings';
import { leaverOf } from '../left-by-delivery';
import { sameValue, shown, valueAt } from '../objects';
import { serviceOf } from '../places';
import { staleCallers } from '../stale-callers';
import { consequence } from './consequence';

/** What leads callers of a Kubernetes Service elsewhere at once. A port more is none of it. */
export const serviceMoves = consequence('plan-service-moves', 'interrupts', ({ pairs }, report) => {
  for (const { before, now } of pairs) {
    if (now.kind !== 'Service') continue;
    const [from, to] = [before, now].map((object) => valueAt(object, 'spec.selector'));
    if (!sameValue(from, to)) report(now, { field: 'spec.selector', from: shown(from), to: shown(to) });
    const fresh = portsOf(now);
    for (const [name, was] of portsOf(before)) {
      const is = fresh.get(name);
      if (is !== was) report(now, { field: `the port ${name}`, from: was, to: is ?? 'none' });
    }
  }
});

/** A Kubernetes Service that is there no more: who still calls it finds nobody. */
export const serviceGone = consequence('plan-service-gone', 'interrupts', (comparison, report) => {
  const leaves = leaverOf(comparison);
  const gone = comparison.gone.filter(({ kind }) => kind === 'Service');
  const callers = gone.length === 0 ? undefined : staleCallers(comparison.platform);
  for (const before of gone) {
    const { name } = before.metadata;
    const service = serviceOf(comparison, before);
    report(before, { name, now: service?.name, stays: leaves(before) !== undefined, callers: callers?.get(name) ?? [] });
  }
});

/** Where each port of a Service leads, by its name. */
function portsOf(object: KubernetesObject): Map<string, string> {
  return new Map(
    listOf(valueAt(object, 'spec.ports'))
      .map(mappingOf)
      .map(({ name, port, targetPort = port, protocol = 'TCP' }) => [
        textOf(name) ?? String(port),
        `${String(port)}${protocol === 'TCP' ? '' : ` by ${String(protocol)}`} (${String(targetPort)} of the pods)`,
      ]),
  );
}
