import { Construct } from 'constructs';
import { DatabaseInitJob } from '../database/init-job';
import { ManagedDatabase } from '../database/managed-database';
import { MigrationJob } from '../database/migration-job';
import { ServiceAutoscaler } from '../policy/autoscaler';
import { ServiceDisruptionBudget } from '../policy/pod-disruption-budget';
import { ServiceDeployment } from './deployment';
import { KubernetesService } from './kubernetes-service';
import { WorkloadServiceAccount } from './service-account';
import { ServiceConfig } from './service-config';
import type { ServiceObjectProps, ServiceProps } from './service-props';
import { serviceSubject } from './subject';

/** Every object of one service except its Secrets, which go into a file of their own. */
export class ServiceManifests extends Construct {
  constructor(scope: Construct, id: string, { platform, service }: ServiceProps) {
    super(scope, id);
    const subject = serviceSubject(platform, service);
    const props: ServiceObjectProps = { platform, service, subject };
    new WorkloadServiceAccount(this, 'service-account', { platform, subject });
    if (service.config.length > 0) new ServiceConfig(this, 'config', props);
    const { database } = service;
    if (database?.server !== undefined) {
      const { server } = database;
      const { provisioning } = server;
      if (provisioning.by === 'init-job')
        new DatabaseInitJob(this, 'database-init', { platform, service, database, server, adminSecret: provisioning.adminSecret });
      else new ManagedDatabase(this, 'managed-database', { platform, service, database, server, cluster: provisioning.cluster });
      if (service.migration.mode === 'job') new MigrationJob(this, 'migration', { platform, service, database, server });
    }
    new KubernetesService(this, 'service', props);
    new ServiceDeployment(this, 'deployment', props);
    if (service.autoscaling !== undefined) new ServiceAutoscaler(this, 'autoscaler', { ...props, autoscaling: service.autoscaling });
    if (service.replicas > 1) new ServiceDisruptionBudget(this, 'disruption-budget', props);
  }
}
