import type { Construct } from 'constructs';
import type { Dashboard } from '../../model/blueprint';
import { metadataOf, type Setting, type Subject } from '../delivery/metadata';
import { Manifest } from '../manifest';
import { dashboardJson } from './dashboard-json';

/** A dashboard, and how Grafana's sidecar finds it. */
export interface GrafanaDashboardProps {
  readonly setting: Setting;
  readonly subject: Pick<Subject, 'labels'>;
  readonly dashboard: Dashboard;
  readonly labels: Readonly<Record<string, string>>;
  readonly annotations: Readonly<Record<string, string>>;
}

/**
 * A dashboard in a ConfigMap, which the sidecar of Grafana's chart looks for by its label.
 * @see https://github.com/grafana/helm-charts/tree/main/charts/grafana#sidecar-for-dashboards
 */
export class GrafanaDashboard extends Manifest {
  constructor(scope: Construct, id: string, { setting, subject, dashboard, labels, annotations }: GrafanaDashboardProps) {
    super(scope, id, {
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: metadataOf(
        setting,
        { labels: { ...subject.labels, ...labels } },
        { name: dashboard.name, stage: 'configuration', annotations },
      ),
      data: { [`${setting.namespace}-${dashboard.name}.json`]: dashboardJson(dashboard) },
    });
  }
}
