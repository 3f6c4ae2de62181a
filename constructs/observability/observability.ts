import type { Chart } from 'cdk8s';
import type { Blueprint } from '../../model/blueprint';
import { createSubject, workloadSubject } from '../delivery/metadata';
import { GrafanaDashboard } from './dashboard';
import { WorkloadMonitor } from './monitor';
import { PrometheusRules } from './rules';

/** Adds what watches the platform, each object to the file of what it watches. */
export function addObservability(chart: (file: string) => Chart, blueprint: Blueprint): void {
  const workloads = new Map(blueprint.workloads.map((workload) => [workload.id, workload]));
  for (const monitor of blueprint.monitors) {
    const workload = workloads.get(monitor.workload);
    if (workload === undefined) continue;
    const subject = workloadSubject(blueprint, workload);
    new WorkloadMonitor(chart(monitor.file), 'monitor', { setting: blueprint, subject, monitor });
  }
  const { product } = blueprint;
  const shared = createSubject(blueprint, { name: product, instance: product, component: 'routes' });
  for (const dashboard of blueprint.dashboards) {
    const subject = createSubject(blueprint, { name: product, instance: product, component: 'dashboard' });
    const props = { setting: blueprint, subject, dashboard, ...blueprint.dashboardMetadata };
    new GrafanaDashboard(chart('dashboards'), dashboard.name, props);
  }
  for (const rules of blueprint.ruleSets) {
    const workload = workloads.get(rules.workload ?? '');
    const subject = workload === undefined ? shared : workloadSubject(blueprint, workload);
    new PrometheusRules(chart(rules.file), `rules-${rules.name}`, { setting: blueprint, subject, rules });
  }
}
