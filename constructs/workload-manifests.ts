import { Construct } from 'constructs';
import { type Blueprint, claimsOf, configHash, type Workload } from '../model/blueprint';
import { WorkloadStatefulSet } from './backing/stateful-set';
import { WorkloadJob } from './database/job';
import { type Setting, workloadSubject } from './delivery/metadata';
import { ServersTransport } from './routing/servers-transport';
import { ServiceAutoscaler } from './policy/autoscaler';
import { WorkloadDisruptionBudget } from './policy/pod-disruption-budget';
import { WorkloadConfigMap } from './service/config-map';
import { WorkloadCronJob } from './service/cron-job';
import { WorkloadDeployment } from './service/deployment';
import { HeadlessService, KubernetesService } from './service/kubernetes-service';
import { WorkloadServiceAccount } from './service/service-account';
import { WorkloadVolumeClaim } from './service/volume-claim';

/** A workload, and the parts of its blueprint that its objects depend on. */
export interface WorkloadManifestsProps {
  readonly setting: Setting & Pick<Blueprint, 'imagePullSecrets'>;
  readonly workload: Workload;
  /** The seed of the environment's development credentials; undefined if its credentials are real. */
  readonly seed: string | undefined;
}

/** Every object of one workload, but for its Secrets and ways in. */
export class WorkloadManifests extends Construct {
  constructor(scope: Construct, id: string, { setting, workload, seed }: WorkloadManifestsProps) {
    super(scope, id);
    const { lifetime, account, reachable, pods } = workload;
    const subject = workloadSubject(setting, workload);
    const props = { setting, subject, workload };
    if (account.own) new WorkloadServiceAccount(this, 'service-account', props);
    if (lifetime.kind !== 'run-once') {
      for (const config of workload.configs) {
        const name = config.hashed ? `${config.name}-${configHash(config)}` : config.name;
        new WorkloadConfigMap(this, config.hashed ? 'files' : 'config', { setting, subject, name, config });
      }
    }
    for (const claim of claimsOf(workload)) new WorkloadVolumeClaim(this, `claim-${claim.name}`, { ...props, claim });
    if (reachable) new KubernetesService(this, 'service', props);
    if (workload.proxy?.answerSeconds !== undefined)
      new ServersTransport(this, 'servers-transport', {
        setting,
        subject,
        name: workload.name,
        answerSeconds: workload.proxy.answerSeconds,
      });
    switch (lifetime.kind) {
      case 'run-once':
        new WorkloadJob(this, 'job', { ...props, lifetime, seed });
        return;
      case 'scheduled':
        new WorkloadCronJob(this, 'cron-job', { ...props, lifetime });
        return;
      case 'stateful':
        new HeadlessService(this, 'headless', props);
        new WorkloadStatefulSet(this, 'stateful-set', { ...props, lifetime, seed });
        if (pods.least > 1) new WorkloadDisruptionBudget(this, 'disruption-budget', props);
        return;
      case 'replicated':
        new WorkloadDeployment(this, 'deployment', { ...props, lifetime, seed });
        if ('minReplicas' in lifetime.scaling) new ServiceAutoscaler(this, 'autoscaler', { ...props, autoscaling: lifetime.scaling });
        if (pods.least > 1) new WorkloadDisruptionBudget(this, 'disruption-budget', props);
    }
  }
}
