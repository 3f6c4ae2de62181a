import type { Construct } from 'constructs';
import type { ArgoApplication } from '../../model/blueprint';
import { Manifest } from '../manifest';
import { applicationSpec } from './application-spec';
import { argoMetadata, type ArgoSetting } from './metadata';

/** Files of a repository that are applied together. */
export interface ArgoApplicationProps {
  readonly setting: ArgoSetting;
  readonly application: ArgoApplication;
  /** Whether it takes what it has applied with it when it is deleted. */
  readonly cascades: boolean;
}

/** By the API server's own answer: otherwise each field that it fills in would be a difference for ever. */
export const comparedByServer = { 'argocd.argoproj.io/compare-options': 'ServerSideDiff=true' } as const;

/** What has an Application that is deleted delete what it has applied, and wait for that. */
const deletesResources = 'resources-finalizer.argocd.argoproj.io/foreground';

/**
 * An Application of Argo CD.
 * @see https://argo-cd.readthedocs.io/en/stable/operator-manual/declarative-setup/#applications
 */
export class Application extends Manifest {
  constructor(scope: Construct, id: string, { setting, application, cascades }: ArgoApplicationProps) {
    const { name, file, carries, wave = 0, files } = application;
    super(scope, id, {
      apiVersion: 'argoproj.io/v1alpha1',
      kind: 'Application',
      metadata: argoMetadata(setting, {
        name,
        ...(carries === 'service' && { of: file }),
        annotations: { ...comparedByServer, ...(wave !== 0 && { 'argocd.argoproj.io/sync-wave': String(wave) }) },
        finalizers: cascades ? [deletesResources] : [],
      }),
      spec: applicationSpec(application, files === undefined ? undefined : patternOf(files)),
    });
  }
}

/** A pattern of files, as Argo CD reads one. */
export function patternOf(files: readonly string[]): string {
  return files.length === 1 ? (files[0] ?? '') : `{${files.join(',')}}`;
}
