/** Argo CD must not take data away because a file went missing. */
export const keptByArgoCd = { 'argocd.argoproj.io/sync-options': 'Prune=false,Delete=false' } as const;
