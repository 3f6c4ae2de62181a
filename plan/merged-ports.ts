import { listOf, mappingOf } from '../model/objects/mappings';
import { groupKind } from '../model/objects/pod';
import { sameValue, titleOf, valueAt } from './objects';
import { placeOfField } from './places';
import { planRule } from './rule';

/**
 * Reports Kubernetes Services with one number for two protocols whose ports change: the patch of kubectl finds a port by its number alone. Argo CD applies on the side of the server, as its guide says, where ports
 * are found by number and protocol. The ports of the pods are lost in the same way, and come back in the same way.
 * @see https://github.com/kubernetes/kubernetes/issues/105610
 */
export const upgradePortMerged = planRule('upgrade-port-merged', (comparison, report) => {
  if (comparison.platform.delivery !== 'kubectl') return;
  for (const { before, now } of comparison.pairs) {
    if (groupKind(now) !== 'v1/Service') continue;
    const [from, to] = [before, now].map((service) => valueAt(service, 'spec.ports'));
    const port = sameValue(from, to) ? undefined : (repeated(from) ?? repeated(to));
    if (port !== undefined) report({ object: titleOf(now), port }, placeOfField(comparison, now, { service: ['ports'] }));
  }
});

/** The first number that two ports have. */
function repeated(ports: unknown): number | undefined {
  const numbers = listOf(ports).map((port) => mappingOf(port)['port']);
  return numbers.find((port, index): port is number => typeof port === 'number' && numbers.indexOf(port) < index);
}
