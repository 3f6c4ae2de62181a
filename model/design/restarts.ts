import type { Variable } from '../blueprint';
import { helpersOf, type Platform, type Service } from '../platform';
import { compareText } from '../resolve/order';

/**
 * The Secrets whose change replaces the pods of a workload, where the environment has the controller Reloader for that.
 *
 * Pods that are replaced before an init Job has brought a new password to the server wait for it, and the ones before them go on.
 * @param readers the variables that the pods read, in any order, and their files out of Secrets; optional Secrets count, since one that appears changes the pods as well
 * @returns names in code-unit order
 * @see https://github.com/stakater/Reloader
 */
export function secretsThatRestart(
  { reloader }: Platform,
  {
    env,
    secretFiles = [],
    sidecars = [],
    init = [],
  }: { readonly env: readonly Variable[] } & Partial<Pick<Service, 'secretFiles' | 'sidecars' | 'init'>>,
): string[] {
  if (!reloader) return [];
  const names = [
    ...[...env, ...helpersOf({ sidecars, init }).flatMap((helper) => helper.env)].flatMap((variable) =>
      variable.kind === 'secret' ? [variable.secret.name] : [],
    ),
    ...secretFiles.map(({ secret }) => secret.name),
  ];
  return [...new Set(names)].sort(compareText);
}
