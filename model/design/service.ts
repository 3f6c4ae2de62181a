import { isLabelValue, toLabelValue } from '../../formats';
import { certificateAuthority } from '../backing/postgres/client';
import { waitForDatabase } from '../backing/postgres/wait-for-database';
import { waitForMigration } from '../backing/postgres/wait-for-migration';
import {
  type Container,
  deepFreeze,
  type MountedVolume,
  type Port,
  type Probe,
  type Probes,
  shared,
  temporaryVolume,
  type Workload,
  writableVolumes,
  initJobId,
  migrationJobId,
  serviceId,
} from '../blueprint';
import { type Health, isCalled, type Platform, type Service } from '../platform';
import { secretsThatRestart } from './restarts';

/** The name of the config object with a service's plain configuration. */
export function serviceConfigName({ name }: Service): string {
  return `${name}-config`;
}

/** How long a container goes on after its stop was announced, in seconds: endpoints are told at the same time, and take a while to hear it. */
export const stopDelaySeconds = 10;

/** The workload of a service: its pods as the platform wants them. */
export function designService(platform: Platform, service: Service): Workload {
  const { key, name, database, autoscaling, image, team, maxPods, replicas } = service;
  const server = database?.server;
  const byJob = server?.provisioning.by === 'init-job';
  const ordered = platform.delivery === 'argocd';
  const volumes = [
    temporaryVolume,
    ...writableVolumes(service.writablePaths),
    ...(server === undefined ? [] : certificateAuthority(server)),
  ];
  const migrates = service.migration.mode === 'job';
  return {
    id: serviceId(service),
    kind: service.kind,
    title: key,
    name,
    hashed: false,
    file: name,
    service: key,
    identity: { name: key, component: service.component },
    description: {
      instance: name,
      version: image.tag === undefined ? undefined : toLabelValue(image.tag),
      label: service.label,
      layer: service.layer,
      team: team !== undefined && isLabelValue(team) ? team : undefined,
      dockerfile: service.dockerfile,
      digest: image.digest,
      egress: service.egress?.map(({ host, port }) => `${host}:${port}`),
    },
    lifetime: {
      kind: 'replicated',
      scaling: autoscaling ?? { replicas },
      rollout: service.recreates ? 'recreate' : 'rolling',
      settleSeconds: 5,
    },
    pods: { least: replicas, most: maxPods },
    pod: {
      user: service.user,
      stopSeconds: 45,
      priorityClassName: service.priorityClassName,
      spread: replicas > 1,
      shownContainer: 'app',
      initContainers:
        database === undefined || server === undefined
          ? []
          : [
              ...(ordered && byJob ? [] : [waitForDatabase(database, server)]),
              ...(ordered || !migrates ? [] : [waitForMigration(service, database, server)]),
            ],
      containers: [appContainer(service, volumes)],
      volumes: volumes.map(({ volume }) => volume),
    },
    reachable: isCalled(service),
    account: { name, own: true },
    configs: service.config.length === 0 ? [] : [{ name: serviceConfigName(service), hashed: false, data: configData(service) }],
    metrics: service.metrics,
    waitsFor: server === undefined ? [] : [...(byJob ? [initJobId(key)] : []), ...(migrates ? [migrationJobId(key)] : [])],
    restartedBy: secretsThatRestart(platform, service.env, database),
    access: database?.split === undefined ? undefined : 'split',
    stage: 'workload',
    place: service.place,
  };
}

function configData({ config }: Service): Record<string, string> {
  return Object.fromEntries(config.map(({ name, value }) => [name, value]));
}

function appContainer(service: Service, volumes: readonly MountedVolume[]): Container {
  const { metrics, port } = service;
  return {
    name: 'app',
    image: service.image,
    imagePullPolicy: service.imagePullPolicy,
    command: service.command,
    args: service.args,
    variablesFrom: service.config.length === 0 ? undefined : serviceConfigName(service),
    variables: service.env,
    ports: [
      ...(port === undefined ? [] : [httpPort('http', port)]),
      ...(metrics !== undefined && metrics.port !== port ? [httpPort('metrics', metrics.port)] : []),
    ],
    probes: serviceProbes(service),
    // Nobody has to hear that a worker stops.
    stopDelaySeconds: isCalled(service) ? stopDelaySeconds : undefined,
    resources: service.resources,
    user: service.user,
    capabilities: [],
    mounts: volumes.map(({ mount }) => mount),
  };
}

/** The probes of a service. A worker without a port of its own is asked at that of its metrics; with neither, which is a finding, nothing is asked. */
function serviceProbes({ health, metrics, port }: Service): Probes | undefined {
  const at = port !== undefined ? 'http' : metrics === undefined ? undefined : 'metrics';
  return health === undefined || at === undefined ? undefined : httpProbes({ ...health, at });
}

/** A port on which HTTP is spoken. */
export function httpPort(name: string, port: number): Port {
  return { name, port, protocol: 'TCP', application: 'http' };
}

/**
 * The probes of a program that speaks HTTP on its port `at`. A start may take 150 s; a pod that is not ready for 30 s gets no
 * requests; one that is dead for 60 s starts again. Without a path of its own, liveness is a TCP connection: a health
 * path that asks the database would restart every pod when the database is slow.
 */
export const httpProbes = shared(
  ({ live, ready, startup, at = 'http' }: Health & { readonly at?: string }) => JSON.stringify([live, ready, startup, at]),
  ({ live, ready, startup, at = 'http' }): Probes => {
    const ask = (check: Probe['check'], periodSeconds: number, failures: number): Probe => ({
      check,
      periodSeconds,
      timeoutSeconds: 3,
      failures,
    });
    return deepFreeze({
      startup: ask({ http: startup, port: at }, 5, 30),
      ready: ask({ http: ready, port: at }, 10, 3),
      live: ask(live === undefined ? { tcp: at } : { http: live, port: at }, 10, 6),
    });
  },
);
