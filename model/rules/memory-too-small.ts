import { parseQuantity } from '../../formats';
import { rule } from './rule';

/** Less than this leaves Node.js no heap to start with. */
const leastMebibytes = 64;

/** Reports memory limits that no Node.js process starts with. Amounts that lack their suffix are reported as that. */
export const memoryTooSmall = rule('memory-too-small', ({ platform }, report) => {
  for (const { runtime, resources, origins } of platform.services) {
    if (runtime !== 'node' && runtime !== 'nextjs') continue;
    const { layer, place } = origins['resources.limits.memory'];
    const bytes = layer === 'built-in' ? undefined : parseQuantity(resources.limits.memory);
    if (bytes === undefined || bytes >= leastMebibytes * 2 ** 20 || (bytes !== 0 && bytes < 2 ** 20)) continue;
    report({ memory: resources.limits.memory, runtime, least: `${leastMebibytes}Mi` }, place);
  }
});
