import type { Monitor, MonitoredEndpoint, Workload } from '../../blueprint';
import { placeUnder } from '../../origin';
import { backingOf, type Platform } from '../../platform';

/** How long an answer may take at most, in seconds. */
const mostTimeout = 10;

/** The families of metrics that say how full single queues are; the page that is scraped by default adds all queues up. */
const queueFamilies = ['queue_coarse_metrics', 'queue_consumer_count'];

/** The monitors of the workloads that have metrics, in the order of the workloads. */
export function designMonitors(platform: Platform, workloads: readonly Workload[]): Monitor[] {
  const { monitors, labels, intervalSeconds, sampleLimit } = platform.observability;
  if (!monitors) return [];
  return workloads.flatMap((workload): Monitor[] => {
    const endpoints = endpointsOf(platform, workload);
    if (endpoints.length === 0) return [];
    return [
      {
        // The pods of a stateful workload have a second Kubernetes Service, with the same labels: each would be scraped twice.
        kind: workload.reachable && workload.lifetime.kind === 'replicated' ? 'ServiceMonitor' : 'PodMonitor',
        name: workload.name,
        file: workload.file,
        workload: workload.id,
        endpoints,
        labels,
        intervalSeconds,
        timeoutSeconds: Math.min(mostTimeout, intervalSeconds),
        sampleLimit,
        place: placeUnder(workload.place, 'metrics'),
      },
    ];
  });
}

function endpointsOf(platform: Platform, { metrics, pod, kind, name }: Workload): MonitoredEndpoint[] {
  if (metrics === undefined) return [];
  const containers = [...pod.containers, ...pod.initContainers];
  const port = containers.flatMap(({ ports }) => ports).find((candidate) => candidate.port === metrics.port)?.name;
  if (port === undefined) return [];
  const page: MonitoredEndpoint = { port, path: metrics.path, params: {} };
  const rabbitmq = backingOf(platform, 'rabbitmq');
  const ofQueues = kind === 'server' && rabbitmq?.host === name;
  return ofQueues ? [page, { port, path: `${metrics.path}/detailed`, params: { family: queueFamilies, vhost: [rabbitmq.vhost] } }] : [page];
}
