import { mappingOf, textOf } from '../../model/objects/mappings';
import { consequence } from './consequence';

const enforce = 'pod-security.kubernetes.io/enforce';
/** The Pod Security Standards, the strictest last. */
const standards = ['privileged', 'baseline', 'restricted'];

/** A namespace, with everything in it. */
export const namespaceGone = consequence('plan-namespace-gone', 'destroys', ({ gone, platform }, report) => {
  for (const object of gone) if (object.kind === 'Namespace') report(object, { delivery: platform.delivery });
});

/** A stricter Pod Security Standard, which pods meet when they are made the next time. */
export const podsRefused = consequence('plan-pods-refused', 'interrupts', ({ pairs }, report) => {
  for (const { before, now } of pairs) {
    if (now.kind !== 'Namespace') continue;
    const [from, to] = [before, now].map(({ metadata }) => textOf(mappingOf(metadata['labels'])[enforce]) ?? 'privileged');
    if (from !== undefined && to !== undefined && standards.indexOf(to) > standards.indexOf(from)) report(now, { from, to });
  }
});
