import type { ArgoApplication, ArgoTree } from '../../blueprint';
import type { Platform } from '../../platform';
import { designApplications } from './applications';
import type { Carried } from './carried';
import { designProjects } from './projects';

/**
 * Decides on the objects by which Argo CD carries the tree of a platform.
 * @returns undefined if the environment asks for none
 */
export function designArgoTree(platform: Platform, carried: Carried): ArgoTree | undefined {
  const { argo, product, environment, development, preview } = platform;
  if (argo === undefined) return undefined;
  const applications = designApplications(platform, argo, carried);
  const name = `${product}-${environment}`;
  return {
    namespace: argo.namespace,
    projects: argo.project === undefined ? designProjects(platform, argo, carried) : [],
    applications,
    previews: preview === undefined ? undefined : { name, file: '01-application', pullRequests: preview.pullRequests },
    set: argo.set ? { name, file: '01-applications' } : undefined,
    health: applications.some(isParent) || carried.names.some(({ kind, by }) => kind === 'Ingress' && by === 'manifests'),
    // What a pull request had goes when it is closed.
    cascades: development || preview !== undefined,
  };
}

function isParent({ carries }: ArgoApplication): boolean {
  return carries === 'applications';
}
