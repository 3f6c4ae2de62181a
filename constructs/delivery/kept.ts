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

/**
 * The annotation of data: Argo CD must not take it away because a file went missing.
 * @returns no annotation for a preview, whose data goes with it
 */
export function keptByArgoCd({ delivery, isPreview = false }: Pick<Setting, 'delivery' | 'isPreview'>): Record<string, string> {
  return delivery === 'argocd' && !isPreview ? { [syncOptions]: 'Prune=false,Delete=false' } : {};
}

/**
 * The annotation of pods with their data, and of what they need: Argo CD must not take them away before a person has confirmed it.
 * @returns no annotation for a preview, which goes with its pull request
 */
export function confirmedBefore({ delivery, isPreview = false }: Pick<Setting, 'delivery' | 'isPreview'>): Record<string, string> {
  return delivery === 'argocd' && !isPreview ? { [syncOptions]: 'Prune=confirm,Delete=confirm' } : {};
}
