import type { Workload } from '../../model/blueprint';

/**
 * The annotation by which the controller Reloader restarts the pods of a workload when one of its Secrets changes. It belongs to the workload and not
 * to its pods.
 * @returns no annotation if no Secret restarts them
 * @see https://github.com/stakater/Reloader
 */
export function reloadAnnotation({ restartedBy }: Pick<Workload, 'restartedBy'>): Record<string, string> {
  return restartedBy.length === 0 ? {} : { 'secret.reloader.stakater.com/reload': restartedBy.join(',') };
}
