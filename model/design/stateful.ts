import type { Workload } from '../blueprint';
import { hooksIn, type Platform, type Service } from '../platform';
import { designService } from './service';

/**
 * The workload of a stateful service: the pod of a service, with a name and volumes of its own for each. One that needs nobody comes before the services
 * and their Jobs, as backing servers do, unless a Job of its own has to run first.
 */
export function designStatefulService(platform: Platform, service: Service): Workload {
  const { replicas, podManagement, dependsOn, database } = service;
  const alone = dependsOn.length === 0 && database === undefined && hooksIn(platform, service).every(({ name }) => name === 'after');
  return {
    ...designService(platform, service),
    lifetime: { kind: 'stateful', replicas, podManagement },
    stage: alone ? 'backing' : 'workload',
  };
}
