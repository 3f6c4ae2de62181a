import type { Chart } from 'cdk8s';
import type { Blueprint } from '../../model/blueprint';
import { workloadSubject } from '../delivery/metadata';
import { WorkloadMonitor } from './monitor';

/** Adds what watches the platform, each object to the file of what it watches. */
export function addObservability(chart: (file: string) => Chart, blueprint: Blueprint): void {
  const workloads = new Map(blueprint.workloads.map((workload) => [workload.id, workload]));
  for (const monitor of blueprint.monitors) {
    const workload = workloads.get(monitor.workload);
    if (workload === undefined) continue;
    const subject = workloadSubject(blueprint, workload);
    new WorkloadMonitor(chart(monitor.file), 'monitor', { setting: blueprint, subject, monitor });
  }
}
