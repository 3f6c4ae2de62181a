import type { Construct } from 'constructs';
import type { ApplicationSetSpec, ApplicationSetSpecGeneratorsPullRequest } from '../../imports/argoproj.io';
import type { ArgoApplication } from '../../model/blueprint';
import type { PullRequests } from '../../model/platform';
import { type CustomPlain, Manifest } from '../manifest';
import { comparedByServer } from './application';
import { applicationSpec } from './application-spec';
import { argoMetadata, type ArgoSetting, templateMetadata } from './metadata';

/** An Application for each pull request. */
export interface PreviewApplicationSetProps {
  readonly setting: ArgoSetting;
  readonly name: string;
  /** With `{{.number}}` wherever the number of a pull request goes. */
  readonly application: ArgoApplication;
  /** Where pull requests are looked for; undefined if nobody says, which is a finding. */
  readonly pullRequests: PullRequests | undefined;
}

/** How often pull requests are looked for: a webhook of Argo CD says it at once. */
const requeueAfterSeconds = 300;

/**
 * An ApplicationSet that makes an Application for each pull request with certain labels, and deletes it with all that it has applied when the pull request is closed.
 * @see https://argo-cd.readthedocs.io/en/stable/operator-manual/applicationset/Generators-Pull-Request/
 */
export class PreviewApplicationSet extends Manifest {
  constructor(scope: Construct, id: string, { setting, name, application, pullRequests }: PreviewApplicationSetProps) {
    super(scope, id, {
      apiVersion: 'argoproj.io/v1alpha1',
      kind: 'ApplicationSet',
      metadata: argoMetadata(setting, { name }),
      spec: {
        goTemplate: true,
        goTemplateOptions: ['missingkey=error'],
        // The controller deletes what the generator no longer names, so an empty answer takes all previews with it.
        ...(pullRequests?.deleteClosed === false && { syncPolicy: { applicationsSync: 'create-update' } }),
        generators: pullRequests === undefined ? [] : [{ pullRequest: { ...generatorOf(pullRequests), requeueAfterSeconds } }],
        template: {
          metadata: { name: application.name, ...templateMetadata(setting, name, comparedByServer) },
          spec: applicationSpec(application, undefined),
        },
      } satisfies CustomPlain<ApplicationSetSpec>,
    });
  }
}

function generatorOf(requests: PullRequests): CustomPlain<ApplicationSetSpecGeneratorsPullRequest> {
  const { labels, api, token } = requests;
  const common = {
    ...(api !== undefined && { api }),
    ...(token !== undefined && { tokenRef: { secretName: token.secret, key: token.key } }),
    labels: [...labels],
  };
  return requests.provider === 'github'
    ? { github: { owner: requests.owner, repo: requests.repo, ...common } }
    : { gitlab: { project: requests.project, pullRequestState: 'opened', ...common } };
}
