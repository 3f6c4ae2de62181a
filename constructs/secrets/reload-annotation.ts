import type { Database, Platform } from '../../model/platform';

/**
 * The annotation by which the controller Reloader restarts the pods of a workload when one of its Secrets changes, where the environment asks for it. It
 * belongs to the workload and not to its pods.
 *
 * It leaves out a Secret whose password an init Job brings to the server: in Argo CD delivery nothing keeps a new pod waiting, and it would be started with a
 * password that the server does not know yet.
 * @param names the Secrets that the pods read, in any order; optional ones too, since one that appears changes the pods as well
 * @param database the database that the pods log in to; none by default
 * @returns nothing where there are none
 * @see https://github.com/stakater/Reloader
 */
export function reloadAnnotation({ delivery, reloader }: Platform, names: readonly string[], database?: Database): Record<string, string> {
  if (!reloader) return {};
  const broughtByJob = delivery === 'argocd' && database?.server?.provisioning.by !== 'operator' ? database?.secretName : undefined;
  const sorted = [...new Set(names)].filter((name) => name !== broughtByJob).sort();
  return sorted.length === 0 ? {} : { 'secret.reloader.stakater.com/reload': sorted.join(',') };
}
