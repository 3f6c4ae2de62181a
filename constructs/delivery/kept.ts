import type { Setting } from './metadata';

/** @see https://argo-cd.readthedocs.io/en/stable/user-guide/sync-options/ */
const syncOptions = 'argocd.argoproj.io/sync-options';

/**
 * The annotation of what others read: Argo CD prunes before it applies, wave by wave, and would take it away while they still name it. With this it waits until they are changed.
 * @param more further sync options
 * @returns no annotation in kubectl delivery, which prunes nothing
 */
export function prunedLast({ delivery }: Pick<Setting, 'delivery'>, ...more: readonly string[]): Record<string, string> {
  return delivery === 'argocd' ? { [syncOptions]: ['PruneLast=true', ...more].join(',') } : {};
}

/** Argo CD must not take data away because a file went missing. */
export const keptByArgoCd = { 'argocd.argoproj.io/sync-options': 'Prune=false,Delete=false' } as const;

/** Argo CD must not take pods with their data away, nor what they need, before a person has confirmed it. */
export const confirmedInArgoCd = { 'argocd.argoproj.io/sync-options': 'Prune=confirm,Delete=confirm' } as const;
