import type { Workload } from '../blueprint';
import type { Platform, Service } from '../platform';
import { designService } from './service';

/**
 * The workload of a stateful service: the pod of a service, with a name and volumes of its own for each. One that needs nobody comes before the services
 * and their Jobs, as backing servers do.
 */
export function designStatefulService(platform: Platform, service: Service): Workload {
  const { replicas, podManagement, dependsOn, database } = service;
  return {
    ...designService(platform, service),
    lifetime: { kind: 'stateful', replicas, podManagement },
    stage: dependsOn.length === 0 && database === undefined ? 'backing' : 'workload',
  };
}
