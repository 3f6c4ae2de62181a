import type { Platform } from '../../model/platform';

/**
 * The annotation by which the controller Reloader restarts the pods of a workload when one of its Secrets changes, where the environment asks for it. It
 * belongs to the workload and not to its pods.
 * @param names the Secrets that the pods read, in any order; optional ones too, since one that appears changes the pods as well
 * @returns nothing where there are none
 * @see https://github.com/stakater/Reloader
 */
export function reloadAnnotation({ reloader }: Platform, names: Iterable<string>): Record<string, string> {
  const sorted = reloader ? [...new Set(names)].sort() : [];
  return sorted.length === 0 ? {} : { 'secret.reloader.stakater.com/reload': sorted.join(',') };
}
