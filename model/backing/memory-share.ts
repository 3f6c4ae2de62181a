import { parseQuantity } from '../../formats';
import type { InCluster } from '../platform';

/**
 * A share of the memory limit of a server, in mebibytes, 1 at least. A server does not see the limit of its container, and is killed when it takes more.
 * @returns undefined if the limit is no quantity, which is a finding
 */
export function memoryShare({ resources }: Pick<InCluster, 'resources'>, share: number): number | undefined {
  const bytes = parseQuantity(resources.limits.memory);
  return bytes === undefined ? undefined : Math.max(1, Math.floor((bytes * share) / 2 ** 20));
}
