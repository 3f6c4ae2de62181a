import type { Construct } from 'constructs';
import type { AppProjectSpec } from '../../imports/argoproj.io';
import type { ArgoProject } from '../../model/blueprint';
import { type CustomPlain, Manifest } from '../manifest';
import { argoMetadata, type ArgoSetting } from './metadata';

/** What Applications may do. */
export interface ArgoAppProjectProps {
  readonly setting: ArgoSetting;
  readonly project: ArgoProject;
}

/**
 * A project that allows one repository, one namespace, and the kinds that a tree has.
 * @see https://argo-cd.readthedocs.io/en/stable/user-guide/projects/
 */
export class ArgoAppProject extends Manifest {
  constructor(scope: Construct, id: string, { setting, project }: ArgoAppProjectProps) {
    const { name, description, repoURL, destination, clusterKinds, namespacedKinds } = project;
    super(scope, id, {
      apiVersion: 'argoproj.io/v1alpha1',
      kind: 'AppProject',
      metadata: argoMetadata(setting, { name }),
      spec: {
        description,
        sourceRepos: [repoURL],
        destinations: [destination],
        // An empty list would be left out by Argo CD when it writes the object, and no list is none for the whole cluster.
        ...(clusterKinds.length > 0 && { clusterResourceWhitelist: [...clusterKinds] }),
        namespaceResourceWhitelist: [...namespacedKinds],
      } satisfies CustomPlain<AppProjectSpec>,
    });
  }
}
