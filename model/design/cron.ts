import type { Workload } from '../blueprint';
import type { Cron, Platform, Service } from '../platform';
import { jobPlacement } from './placement';
import { designService } from './service';

/** The workload of a cron job: the pod of a service, started at given times, that runs to its end. */
export function designCronJob(platform: Platform, service: Service, { suspend, ...times }: Cron): Workload {
  const workload = designService(platform, service);
  return {
    ...workload,
    lifetime: { kind: 'scheduled', ...times, suspended: suspend },
    pods: { least: 0, most: service.maxPods },
    pod: { ...workload.pod, placement: jobPlacement(platform, service), spread: false },
    // A run reads its Secrets when it starts, and the next one reads them anew.
    restartedBy: [],
    access: undefined,
  };
}
