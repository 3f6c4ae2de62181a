import { Chart } from 'cdk8s';
import type { Blueprint } from '../../model/blueprint';
import { PlatformApp } from '../app';
import { withAnyChildren } from '../children';
import { ArgoAppProject } from './app-project';
import { Application } from './application';
import { ServiceApplicationSet } from './application-set';
import { HealthChecks } from './health-checks';
import type { ArgoSetting } from './metadata';
import { PreviewApplicationSet } from './preview-application-set';

/**
 * Builds the app of the objects by which Argo CD carries the tree of a platform: a chart for each file.
 * @returns undefined if there are none
 */
export function buildArgoApp(blueprint: Blueprint): PlatformApp | undefined {
  const { argo, product, environment, labels, annotations } = blueprint;
  if (argo === undefined) return undefined;
  const app = withAnyChildren(new PlatformApp({ write: () => undefined }));
  const setting: ArgoSetting = { product, environment, labels, annotations, namespace: argo.namespace };
  const chart = (file: string): Chart => new Chart(app, file, { disableResourceNameHashes: true });
  const { projects, applications, set, previews, health, cascades } = argo;
  if (health) new HealthChecks(chart('00-argocd-cm'), 'health', setting);
  if (projects.length > 0) {
    const file = chart('00-project');
    for (const project of projects) new ArgoAppProject(file, project.name, { setting, project });
  }
  const [model] = applications;
  if (previews !== undefined && model !== undefined)
    new PreviewApplicationSet(chart(previews.file), 'previews', {
      setting,
      name: previews.name,
      application: model,
      pullRequests: previews.pullRequests,
    });
  else if (set !== undefined && model !== undefined)
    new ServiceApplicationSet(chart(set.file), 'set', { setting, name: set.name, applications, model, cascades });
  else for (const application of applications) new Application(chart(application.file), 'application', { setting, application, cascades });
  return app;
}
