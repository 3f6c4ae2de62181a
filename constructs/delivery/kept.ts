/** Argo CD must not take data away because a file went missing. */
export const keptByArgoCd = { 'argocd.argoproj.io/sync-options': 'Prune=false,Delete=false' } as const;

/** Argo CD must not take pods with their data away, nor what they need, before a person has confirmed it. */
export const confirmedInArgoCd = { 'argocd.argoproj.io/sync-options': 'Prune=confirm,Delete=confirm' } as const;
