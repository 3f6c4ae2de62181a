import type { Construct } from 'constructs';
import type { PodMonitorSpec, ServiceMonitorSpec } from '../../imports/monitoring.coreos.com';
import type { Monitor, MonitoredEndpoint } from '../../model/blueprint';
import { metadataOf, type Setting, type Subject } from '../delivery/metadata';
import { type CustomPlain, Manifest } from '../manifest';

/** A monitor, and the labels of the workload that it finds. */
export interface WorkloadMonitorProps {
  readonly setting: Setting;
  readonly subject: Subject;
  readonly monitor: Monitor;
}

/**
 * By what the Prometheus operator finds the pods of a workload. Its `job` is the name of the workload.
 * @see https://prometheus-operator.dev/docs/api-reference/api/
 */
export class WorkloadMonitor extends Manifest {
  constructor(scope: Construct, id: string, { setting, subject, monitor }: WorkloadMonitorProps) {
    const { kind, name, labels, sampleLimit } = monitor;
    const shared = { jobLabel: 'app.kubernetes.io/name', selector: { matchLabels: subject.selector }, sampleLimit };
    const endpoints = monitor.endpoints.map((endpoint) => scrape(monitor, endpoint));
    const metadata = metadataOf(setting, { labels: { ...subject.labels, ...labels } }, { name, stage: 'monitoring' });
    super(scope, id, {
      apiVersion: 'monitoring.coreos.com/v1',
      kind,
      metadata,
      spec:
        kind === 'ServiceMonitor'
          ? ({ ...shared, endpoints } satisfies CustomPlain<ServiceMonitorSpec>)
          : ({ ...shared, podMetricsEndpoints: endpoints } satisfies CustomPlain<PodMonitorSpec>),
    });
  }
}

function scrape({ intervalSeconds, timeoutSeconds }: Monitor, { port, path, params }: MonitoredEndpoint) {
  return {
    port,
    path,
    ...(Object.keys(params).length > 0 && { params }),
    interval: `${intervalSeconds}s`,
    scrapeTimeout: `${timeoutSeconds}s`,
  };
}
