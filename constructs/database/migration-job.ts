import type { k8s } from 'cdk8s-plus-28';
import type { Construct } from 'constructs';
import { formatImageReference } from '../../formats';
import type { Service } from '../../model/platform';
import { contentHash } from '../delivery/content-hash';
import { metadataOf } from '../delivery/metadata';
import { Manifest, type Plain } from '../manifest';
import { containerEnvironment } from '../service/environment';
import { containerSecurityContext, podSecurityContext } from '../service/pod-security';
import { resourceRequirements } from '../service/resource-requirements';
import { configMapName } from '../service/service-props';
import { migrationSubject } from '../service/subject';
import { type MountedVolume, temporaryVolume, writableVolumes } from '../service/volumes';
import { type DatabaseJobProps, hookAnnotations } from './init-job';
import { recordMigration } from './migration-record';
import { certificateAuthority, ownerLogin } from './postgres-client';
import { waitForDatabase } from './wait-for-database';

/**
 * The migration Job of one service, which brings the schema of its database to the version its image needs. It runs the
 * service's own image, as the service's own user, with the service's own environment, and logs in as the role that owns the database.
 *
 * In Argo CD delivery it is a hook between the init Job and the Deployment. In kubectl delivery nothing orders the three: it waits
 * for the database, migrates, and records in the database that it did, which is what the service's pods wait for.
 */
export class MigrationJob extends Manifest {
  constructor(scope: Construct, id: string, props: DatabaseJobProps) {
    const { platform, service } = props;
    const subject = migrationSubject(platform, service);
    const byContent = platform.delivery === 'kubectl';
    const fixedName = `${service.name}-migrate`;
    const spec = jobSpec(props, subject.labels, byContent);
    const seed = platform.secretProvider.provider === 'development' ? platform.secretProvider.seed : '';
    // Its ConfigMap keeps its name when its content changes, so the content counts here.
    const config = service.config.map(({ name, value }) => [name, value]);
    super(scope, id, {
      apiVersion: 'batch/v1',
      kind: 'Job',
      metadata: metadataOf(platform, subject, {
        name: byContent ? `${fixedName}-${contentHash([spec, config, seed])}` : fixedName,
        wave: 'migrate',
        ...(!byContent && { annotations: hookAnnotations }),
      }),
      spec,
    });
  }
}

function jobSpec(
  { service, database, server }: DatabaseJobProps,
  labels: Readonly<Record<string, string>>,
  alone: boolean,
): Plain<k8s.JobSpec> {
  const volumes = [temporaryVolume, ...writableVolumes(service.writablePaths), ...certificateAuthority(server)];
  const migrate = migrationContainer(service, volumes);
  const waiting = [
    ...(alone || server.provisioning.by === 'operator' ? [waitForDatabase(database, server, ownerLogin(database))] : []),
    ...(alone ? [migrate] : []),
  ];
  return {
    // An index on a large table takes its time; an hour is for one that waits for a lock that nobody gives back.
    activeDeadlineSeconds: 3600,
    backoffLimit: 2,
    ttlSecondsAfterFinished: 86400,
    template: {
      metadata: { labels, annotations: { 'kubectl.kubernetes.io/default-container': migrate.name } },
      spec: {
        serviceAccountName: service.name,
        automountServiceAccountToken: false,
        enableServiceLinks: false,
        ...(service.priorityClassName !== undefined && { priorityClassName: service.priorityClassName }),
        restartPolicy: 'Never',
        securityContext: podSecurityContext(service.user),
        ...(waiting.length > 0 && { initContainers: waiting }),
        containers: [alone ? recordMigration(service, database, server) : migrate],
        volumes: volumes.map(({ volume }) => volume),
      },
    },
  };
}

/** The service's container, but for its login, for what it runs and for what only a server has: ports, probes and a graceful end. */
function migrationContainer(service: Service, volumes: readonly MountedVolume[]): Plain<k8s.Container> & { readonly name: string } {
  return {
    name: 'migrate',
    image: formatImageReference(service.image),
    imagePullPolicy: service.imagePullPolicy,
    command: service.migration.command,
    ...(service.config.length > 0 && { envFrom: [{ configMapRef: { name: configMapName(service) } }] }),
    env: containerEnvironment(service.migrationEnv),
    resources: resourceRequirements(service.resources),
    securityContext: containerSecurityContext(service.user),
    volumeMounts: volumes.map(({ mount }) => mount),
  };
}
