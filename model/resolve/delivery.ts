import type { Place } from '../../diagnostics';
import { previewNumberExpression } from '../../formats';
import type { EnvironmentOverlay } from '../../registry/schema';
import { placeUnder } from '../origin';
import type { ArgoSettings, Platform } from '../platform';

/** The cluster that Argo CD runs in, as Argo CD knows it. */
const ownCluster = { server: 'https://kubernetes.default.svc' } as const;

/** Resolves the way of the manifests to the cluster, and the settings of the objects that Argo CD needs. */
export function resolveDelivery(
  { delivery }: Pick<EnvironmentOverlay, 'delivery'>,
  { product, environment, preview }: Pick<Platform, 'product' | 'environment' | 'preview'>,
  overlay: Place,
): Pick<Platform, 'delivery' | 'argo'> {
  if (typeof delivery === 'string') return { delivery, argo: undefined };
  const { argocd } = delivery;
  const { server, name } = argocd.destination ?? {};
  const argo: ArgoSettings = {
    repoURL: argocd.repoURL,
    // Of a preview both have the number of the pull request, which the ApplicationSet fills in.
    targetRevision: argocd.targetRevision ?? (preview === undefined ? 'HEAD' : `${environment}/${previewNumberExpression}`),
    path: argocd.path ?? `dist/${product}/${environment}${preview === undefined ? '' : `-${previewNumberExpression}`}`,
    applicationsPath: argocd.applicationsPath,
    applications: argocd.applications ?? 'product',
    set: argocd.set ?? false,
    waves: argocd.waves ?? 'stage',
    namespace: argocd.namespace ?? 'argocd',
    project: argocd.project,
    showPods: argocd.showPods ?? false,
    destination: server !== undefined ? { server } : name !== undefined ? { name } : ownCluster,
    automated: argocd.automated ?? true,
    plugin: argocd.plugin,
    place: placeUnder(overlay, 'delivery', 'argocd'),
  };
  return { delivery: 'argocd', argo };
}
