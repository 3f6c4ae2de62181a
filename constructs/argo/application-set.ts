import type { Construct } from 'constructs';
import type { ApplicationSetSpec } from '../../imports/argoproj.io';
import type { ArgoApplication } from '../../model/blueprint';
import { type CustomPlain, Manifest } from '../manifest';
import { comparedByServer, patternOf } from './application';
import { applicationSpec } from './application-spec';
import { argoMetadata, type ArgoSetting, templateMetadata } from './metadata';

/** Applications that differ in their name and in the files that they carry. */
export interface ArgoApplicationSetProps {
  readonly setting: ArgoSetting;
  readonly name: string;
  readonly applications: readonly ArgoApplication[];
  /** One of them, for all that they have in common. */
  readonly model: ArgoApplication;
  /** Whether Applications that are deleted take what they have applied with them. */
  readonly cascades: boolean;
}

/**
 * An ApplicationSet that makes Applications of a list.
 * @see https://argo-cd.readthedocs.io/en/stable/operator-manual/applicationset/
 */
export class ServiceApplicationSet extends Manifest {
  constructor(scope: Construct, id: string, { setting, name, applications, model, cascades }: ArgoApplicationSetProps) {
    const ignored = applications.flatMap((application) => application.ignored);
    super(scope, id, {
      apiVersion: 'argoproj.io/v1alpha1',
      kind: 'ApplicationSet',
      metadata: argoMetadata(setting, { name }),
      spec: {
        goTemplate: true,
        goTemplateOptions: ['missingkey=error'],
        // A set that is deleted, or loses an element by mistake, takes nothing with it that runs. Otherwise it gives its Applications the finalizer for that itself.
        ...(!cascades && { syncPolicy: { preserveResourcesOnDeletion: true } }),
        generators: [{ list: { elements: applications.map((one) => ({ name: one.name, include: patternOf(one.files ?? []) })) } }],
        template: {
          metadata: { name: '{{.name}}', ...templateMetadata(setting, name, comparedByServer) },
          spec: applicationSpec({ ...model, ignored }, '{{.include}}'),
        },
      } satisfies CustomPlain<ApplicationSetSpec>,
    });
  }
}
