import type { k8s } from 'cdk8s-plus-28';
import type { Construct } from 'constructs';
import { formatImageReference } from '../../formats';
import type { Platform, Service } from '../../model/platform';
import { certificateAuthority } from '../database/postgres-client';
import { waitForDatabase } from '../database/wait-for-database';
import { waitForMigration } from '../database/wait-for-migration';
import { sha256 } from '../delivery/content-hash';
import { metadataOf, type Subject } from '../delivery/metadata';
import { Manifest, type Plain } from '../manifest';
import { deepFreeze } from '../shared-value';
import { spread } from '../policy/spread';
import { reloadAnnotation } from '../secrets/reload-annotation';
import { containerEnvironment } from './environment';
import { containerSecurityContext, podSecurityContext } from './pod-security';
import { serviceProbes } from './probes';
import { resourceRequirements } from './resource-requirements';
import { configMapName, type ServiceObjectProps } from './service-props';
import { type MountedVolume, temporaryVolume, writableVolumes } from './volumes';

const recreate = deepFreeze({ type: 'Recreate' });
const rollingUpdate = deepFreeze({ type: 'RollingUpdate', rollingUpdate: { maxSurge: 1, maxUnavailable: 0 } });

/** The endpoints are told of the end at the same time as the container, and take a while to hear it. */
export const lifecycle = deepFreeze({ preStop: { sleep: { seconds: 10 } } });

/** The Deployment of one service. */
export class ServiceDeployment extends Manifest {
  constructor(scope: Construct, id: string, { platform, service, subject }: ServiceObjectProps) {
    super(scope, id, {
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      metadata: metadataOf(platform, subject, {
        name: service.name,
        wave: 'workload',
        annotations: deploymentAnnotations(platform, service),
      }),
      spec: {
        // With an autoscaler the number is its own: a number here would set it back at every apply.
        ...(service.autoscaling === undefined && { replicas: service.replicas }),
        revisionHistoryLimit: 3,
        minReadySeconds: 5,
        progressDeadlineSeconds: 600,
        strategy: service.recreates ? recreate : rollingUpdate,
        selector: { matchLabels: subject.selector },
        template: {
          metadata: { labels: subject.labels, annotations: podAnnotations(platform, service) },
          spec: podSpec(platform, service, subject),
        },
      } satisfies Plain<k8s.DeploymentSpec>,
    });
  }
}

function deploymentAnnotations(platform: Platform, service: Service): Record<string, string> {
  return {
    'cadastre.dev/display-name': service.label,
    ...(service.image.digest !== undefined && { 'cadastre.dev/image-digest': service.image.digest }),
    ...(service.dockerfile !== undefined && { 'cadastre.dev/dockerfile': service.dockerfile }),
    ...(service.egress !== undefined &&
      service.egress.length > 0 && { 'cadastre.dev/egress': service.egress.map(({ host, port }) => `${host}:${port}`).join(', ') }),
    ...reloadAnnotation(
      platform,
      service.env.flatMap((variable) => (variable.kind === 'secret' ? [variable.secret.name] : [])),
      service.database,
    ),
  };
}

function podAnnotations({ secretProvider }: Platform, { config, database, metrics }: Service): Record<string, string> {
  // Environment variables are read at the start alone, so a changed ConfigMap has to change the pod. So has a changed
  // seed of development credentials; of real credentials nothing may be hashed into a file.
  const seed = secretProvider.provider === 'development' ? [secretProvider.seed] : [];
  return {
    'cadastre.dev/config-checksum': sha256([config.map(({ name, value }) => [name, value]), ...seed]),
    // Another login under the same Secret: pods that go on with the one they read when they started have to be replaced.
    ...(database?.split !== undefined && { 'cadastre.dev/database-access': 'split' }),
    'kubectl.kubernetes.io/default-container': 'app',
    ...(metrics !== undefined && {
      'prometheus.io/scrape': 'true',
      'prometheus.io/port': String(metrics.port),
      'prometheus.io/path': metrics.path,
    }),
  };
}

function podSpec(platform: Platform, service: Service, { selector }: Subject): Plain<k8s.PodSpec> {
  const { database } = service;
  const server = database?.server;
  const volumes = [
    temporaryVolume,
    ...writableVolumes(service.writablePaths),
    ...(server === undefined ? [] : certificateAuthority(server)),
  ];
  const ordered = platform.delivery === 'argocd';
  const waiting =
    database === undefined || server === undefined
      ? []
      : [
          ...(ordered && server.provisioning.by === 'init-job' ? [] : [waitForDatabase(database, server)]),
          ...(ordered || service.migration.mode !== 'job' ? [] : [waitForMigration(service, database, server)]),
        ];
  return {
    serviceAccountName: service.name,
    automountServiceAccountToken: false,
    // Variables such as POSTGRES_PORT, which Kubernetes makes up for every Kubernetes Service, collide with real ones.
    enableServiceLinks: false,
    ...(service.priorityClassName !== undefined && { priorityClassName: service.priorityClassName }),
    terminationGracePeriodSeconds: 45,
    securityContext: podSecurityContext(service.user),
    ...(service.replicas > 1 && spread(selector)),
    ...(waiting.length > 0 && { initContainers: waiting }),
    containers: [appContainer(service, volumes)],
    volumes: volumes.map(({ volume }) => volume),
  };
}

function appContainer(service: Service, volumes: readonly MountedVolume[]): Plain<k8s.Container> {
  const { metrics, port } = service;
  return {
    name: 'app',
    image: formatImageReference(service.image),
    imagePullPolicy: service.imagePullPolicy,
    ...(service.command !== undefined && { command: service.command }),
    ...(service.args !== undefined && { args: service.args }),
    ports: [
      { name: 'http', containerPort: port, protocol: 'TCP' },
      ...(metrics !== undefined && metrics.port !== port ? [{ name: 'metrics', containerPort: metrics.port, protocol: 'TCP' }] : []),
    ],
    ...(service.config.length > 0 && { envFrom: [{ configMapRef: { name: configMapName(service) } }] }),
    env: containerEnvironment(service.env),
    resources: resourceRequirements(service.resources),
    ...serviceProbes(service.health),
    lifecycle,
    securityContext: containerSecurityContext(service.user),
    volumeMounts: volumes.map(({ mount }) => mount),
  };
}
