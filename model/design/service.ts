import { isLabelValue, toLabelValue } from '../../formats';
import { certificateAuthority } from '../backing/postgres/client';
import { clientScriptsOf } from '../backing/postgres/client-scripts';
import { usualWait } from '../backing/postgres/scripts/database-scripts';
import { waitForDatabase } from '../backing/postgres/wait-for-database';
import { waitForMigration } from '../backing/postgres/wait-for-migration';
import { type Container, type Mount, type Volume, type Workload, hookId, migrationJobId, serviceId } from '../blueprint';
import { type EnvVariable, type Guest, hooksIn, isCalled, type Platform, type Service } from '../platform';
import { designFiles } from './files';
import { designHelpers } from './helper-containers';
import { madeBy } from './made-by';
import { servicePlacement } from './placement';
import { containerPorts, toldToProxy } from './ports';
import { graceSeconds, progressSeconds, serviceProbes, stopDelaySeconds } from './probes';
import { secretsThatRestart } from './restarts';
import { claimVolumes, emptyVolumes } from './volumes';

/** The account that the pods of a service run under. One that the team brings is not written. */
function accountOf({ name, placement: { serviceAccount } }: Service): Workload['account'] {
  if (serviceAccount.name !== undefined) return { name: serviceAccount.name, own: false };
  const { annotations } = serviceAccount;
  return { name, own: true, ...(Object.keys(annotations).length > 0 && { annotations }) };
}

/** The workload of a service: its pods as the platform wants them. */
export function designService(platform: Platform, service: Service): Workload {
  const { key, name, of, autoscaling, image, team, maxPods, replicas } = service;
  const { database = of?.database } = service;
  const server = database?.server;
  const volumes = [...emptyVolumes(service), ...(server === undefined ? [] : certificateAuthority(server)), ...claimVolumes(service)];
  const files = designFiles(service);
  const mounts = [...volumes.map(({ mount }) => mount), ...files.mounts];
  const helpers = designHelpers(service, mounts);
  return {
    id: serviceId(service),
    kind: service.kind,
    title: key,
    name,
    file: name,
    service: key,
    identity: { name: key, component: service.component },
    description: {
      instance: name,
      version: image.tag === undefined ? undefined : toLabelValue(image.tag),
      label: service.label,
      layer: service.layer,
      team: team !== undefined && isLabelValue(team) ? team : undefined,
      dockerfile: platform.development ? service.dockerfile : undefined,
      digest: image.digest,
      egress: service.egress?.map(({ host, port, protocol }) => `${host}:${port}${protocol === 'UDP' ? '/UDP' : ''}`),
      ...(database?.guest !== undefined && { sharedDatabase: sharedDatabase(database.guest) }),
    },
    lifetime: {
      kind: 'replicated',
      scaling: autoscaling ?? { replicas },
      rollout: service.recreates ? 'recreate' : 'rolling',
      settleSeconds: 5,
      progressSeconds: progressSeconds(service),
    },
    pods: { least: replicas, most: maxPods },
    pod: {
      user: service.user,
      stopSeconds: graceSeconds(service),
      priorityClassName: service.priorityClassName,
      placement: servicePlacement(platform, service),
      // Also of one pod, which they mean nothing to: a second one must not restart the first.
      spread: !service.singleton && service.placement.spread,
      shownContainer: 'app',
      initContainers: [...helpers.sidecars, ...waitsBefore(service), ...helpers.init],
      containers: [appContainer(platform, service, mounts)],
      volumes: [...volumes.map(({ volume }) => volume), ...waitVolumes(service), ...files.volumes, ...helpers.volumes],
    },
    reachable: isCalled(service),
    ...toldToProxy(platform, service),
    account: accountOf(service),
    configs: files.configs,
    metrics: service.metrics,
    outgoingKnown: service.egress !== undefined && (of?.egressKnown ?? true),
    waitsFor: [...databaseWork(service), ...earlierHooks(platform, service)],
    restartedBy: secretsThatRestart(platform, service),
    access: database?.split === undefined ? undefined : 'split',
    stage: 'workload',
    place: service.place,
  };
}

/**
 * The init container that waits for the schema of a service, or for its database where no Job migrates it. Pods wait in every delivery: nothing else keeps new ones from
 * serving an old schema, whatever has kept the Job from running.
 * @param seconds how long it waits at most; the kubelet starts it again, but for a pod of a Job, whose attempts are counted
 */
export function waitsBefore(service: Service, seconds = usualWait): Container[] {
  const { image, of } = service;
  const { database = of?.database } = service;
  const migration = of?.migration ?? service.migration;
  const server = database?.server;
  if (database === undefined || server === undefined) return [];
  return migration.mode === 'job'
    ? [waitForMigration({ image, migration, user: service.user }, database, server, seconds)]
    : [waitForDatabase(database, server, service.user, seconds)];
}

/** The volumes of what waits before the pods of a service. */
export function waitVolumes({ of, database = of?.database }: Service): Volume[] {
  return database?.server === undefined ? [] : [clientScriptsOf(database).mounted.volume];
}

/** The ids of what makes the database of a service, and its schema. */
export function databaseWork({ key, of, database = of?.database, migration }: Service): string[] {
  if (database?.server === undefined) return [];
  const owner = of?.service ?? key;
  return [...madeBy(database, owner), ...((of?.migration ?? migration).mode === 'job' ? [migrationJobId(owner)] : [])];
}

/** The ids of the hooks that come before the pods of a service, if the order of stages has the pods wait for them. */
function earlierHooks(platform: Platform, service: Service): string[] {
  if (platform.delivery !== 'argocd') return [];
  return hooksIn(platform, service).flatMap(({ name }) => (name === 'after' ? [] : [hookId(service.key, name)]));
}

/**
 * Lists the variables of a container that runs the image of a service: the plain ones first, where all others may refer to them.
 * @param others those that are particular to the container
 */
export function withPlainVariables({ config }: Pick<Service, 'config'>, others: readonly EnvVariable[]): EnvVariable[] {
  return [...config.map((variable): EnvVariable => ({ kind: 'literal', ...variable })), ...others];
}

/** The words about a guest for people who look at its objects. */
function sharedDatabase({ of, access, reason }: Guest): string {
  return `${access === 'read' ? 'reads' : 'writes'} the database of ${of}: ${reason}`;
}

function appContainer(platform: Platform, service: Service, mounts: readonly Mount[]): Container {
  const { extendedResources } = service.placement;
  return {
    name: 'app',
    image: service.image,
    imagePullPolicy: service.imagePullPolicy,
    command: service.command,
    args: service.args,
    variables: withPlainVariables(service, service.env),
    ports: containerPorts(service.ports.filter(({ sidecar }) => sidecar === undefined)),
    probes: serviceProbes(platform, service),
    // Nobody has to hear that a worker stops.
    stopDelaySeconds: isCalled(service) ? stopDelaySeconds : undefined,
    resources: service.resources,
    ...(Object.keys(extendedResources).length > 0 && { extendedResources }),
    user: service.user,
    capabilities: [],
    mounts,
  };
}
