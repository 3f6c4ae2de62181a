import type { Variable } from '../blueprint';
import { type Database, helpersOf, type Platform, type Service } from '../platform';
import { compareText } from '../resolve/order';

/**
 * The Secrets whose change replaces the pods of a workload, where the environment has the controller Reloader for that.
 *
 * A Secret whose password an init Job brings to the server is not among them: in Argo CD delivery nothing keeps a new pod waiting, and it would be
 * started with a password that the server does not know yet.
 * @param readers the variables that the pods read, in any order, and their files out of Secrets; optional Secrets count, since one that appears changes the pods as well
 * @param database the database that the pods log in to; undefined if there is none
 * @returns names in code-unit order
 * @see https://github.com/stakater/Reloader
 */
export function secretsThatRestart(
  { delivery, reloader }: Platform,
  {
    env,
    secretFiles = [],
    sidecars = [],
    init = [],
  }: { readonly env: readonly Variable[] } & Partial<Pick<Service, 'secretFiles' | 'sidecars' | 'init'>>,
  database?: Database,
): string[] {
  if (!reloader) return [];
  const broughtByJob = delivery === 'argocd' && database?.provisioning?.by === 'init-job' ? database.secretName : undefined;
  const names = [
    ...[...env, ...helpersOf({ sidecars, init }).flatMap((helper) => helper.env)].flatMap((variable) =>
      variable.kind === 'secret' ? [variable.secret.name] : [],
    ),
    ...secretFiles.map(({ secret }) => secret.name),
  ].filter((name) => name !== broughtByJob);
  return [...new Set(names)].sort(compareText);
}
