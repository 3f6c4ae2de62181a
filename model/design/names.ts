import type { Place } from '../../diagnostics';
import { clusterHosts, clusterSecrets } from '../backing/postgres/cluster-names';
import {
  type Blueprint,
  claimsOf,
  headlessName,
  type ManagedDatabase,
  namePolicyVersions,
  type ObjectName,
  type SecretObject,
  type Stage,
  type Workload,
} from '../blueprint';
import { placeOf, placeUnder } from '../origin';
import { topologyComponent } from './topology-job';
import { type Platform, postgresServersOf, pathOf } from '../platform';

type Named = Pick<
  Blueprint,
  | 'workloads'
  | 'sharedConfigs'
  | 'databases'
  | 'exposures'
  | 'gateways'
  | 'redirects'
  | 'certificates'
  | 'monitors'
  | 'ruleSets'
  | 'dashboards'
  | 'secretObjects'
  | 'quota'
  | 'containerDefaults'
  | 'networkPolicies'
  | 'foreign'
>;
type Owned = Pick<ObjectName, 'owner' | 'service' | 'file' | 'place'> & Partial<Pick<ObjectName, 'workload' | 'foreign'>>;
type Write = (of: Owned, apiVersion: string, kind: string, name: string, stage: Stage, hashed?: boolean) => void;

/** Lists every object that will be written, and the names that operators and the cluster itself take in the namespace. */
export function designNames(platform: Platform, parts: Named): ObjectName[] {
  const names: ObjectName[] = [];
  const write: Write = (of, apiVersion, kind, name, stage, hashed = false) =>
    void names.push({ apiVersion, kind, name, hashed, by: 'manifests', foreign: false, stage, workload: undefined, ...of });
  const hostnamePlaces = new Map(platform.services.map(({ key }) => [key, placeOf(platform, 'services', key, 'hostname')]));
  nameNamespace(platform, parts, write);
  for (const workload of parts.workloads) nameWorkload(workload, hostnamePlaces.get(workload.service ?? '') ?? workload.place, write);
  for (const { config, component, file, place } of parts.sharedConfigs)
    write(
      {
        owner: component === topologyComponent ? 'the topology of the broker' : 'the scripts of databases',
        service: undefined,
        file,
        place,
      },
      'v1',
      'ConfigMap',
      config.name,
      'configuration',
      config.hashed,
    );
  for (const database of parts.databases) nameDatabase(database, hostnamePlaces.get(database.service) ?? database.place, write);
  nameExposures(platform, parts, write);
  nameSharedRouting(parts, write);
  nameWatchers(parts, write);
  for (const { name } of parts.dashboards) {
    const of: Owned = {
      owner: 'the dashboards',
      service: undefined,
      file: 'dashboards',
      place: placeOf(platform, 'observability', 'dashboards'),
    };
    write(of, 'v1', 'ConfigMap', name, 'configuration');
  }
  nameNetworkPolicies(parts, write);
  for (const object of parts.secretObjects) nameSecretObject(platform, object, write);
  for (const { object, stage, file, place, origin } of parts.foreign) {
    const of: Owned = {
      owner: `the ${origin === 'extension' ? 'extension' : 'manifest'} \`${place.file}\``,
      service: undefined,
      foreign: true,
      file,
      place,
    };
    write(of, object.apiVersion, object.kind, object.metadata.name, stage);
  }
  return [...names, ...madeSecrets(platform, parts.secretObjects), ...takenByOthers(platform)];
}

function nameNamespace(
  { namespace, createsNamespace, product, sources }: Platform,
  { quota, containerDefaults }: Named,
  write: Write,
): void {
  const of: Owned = { owner: 'the namespace', service: undefined, file: '00-namespace', place: sources.overlay };
  if (createsNamespace) write(of, 'v1', 'Namespace', namespace, 'namespace');
  if (quota !== undefined) write({ ...of, place: quota.place }, 'v1', 'ResourceQuota', product, 'configuration');
  if (containerDefaults !== undefined) write(of, 'v1', 'LimitRange', product, 'configuration');
}

function nameWorkload(workload: Workload, place: Place, write: Write): void {
  const { name, file, service, lifetime, stage, configs, pods, account, reachable } = workload;
  const of: Owned = { owner: ownerOf(workload), service, workload: workload.id, file, place };
  if (account.own) write(of, 'v1', 'ServiceAccount', account.name, 'configuration');
  for (const config of configs) write(of, 'v1', 'ConfigMap', config.name, 'configuration', config.hashed);
  for (const { claim, name: volume } of claimsOf(workload))
    write(
      { ...of, place: placeUnder(workload.place, 'volumes', pathOfVolume(workload, volume)) },
      'v1',
      'PersistentVolumeClaim',
      claim,
      stage,
    );
  if (reachable) write(of, 'v1', 'Service', name, stage);
  if (workload.proxy?.answerSeconds !== undefined) write(of, 'traefik.io/v1alpha1', 'ServersTransport', name, 'configuration');
  switch (lifetime.kind) {
    case 'run-once':
      write(of, 'batch/v1', 'Job', name, stage, true);
      return;
    case 'scheduled':
      write(of, 'batch/v1', 'CronJob', name, stage);
      return;
    case 'stateful':
      write(of, 'v1', 'Service', headlessName(name), stage);
      write(of, 'apps/v1', 'StatefulSet', name, stage);
      if (pods.least > 1) write(of, 'policy/v1', 'PodDisruptionBudget', name, 'workload');
      return;
    case 'replicated':
      write(of, 'apps/v1', 'Deployment', name, stage);
      if ('minReplicas' in lifetime.scaling) write(of, 'autoscaling/v2', 'HorizontalPodAutoscaler', name, 'autoscaling');
      if (pods.least > 1) write(of, 'policy/v1', 'PodDisruptionBudget', name, 'workload');
  }
}

/** The path at which the containers of a workload see one of its volumes. */
function pathOfVolume({ pod }: Workload, volume: string): string {
  return pod.containers.flatMap(({ mounts }) => mounts).find((mount) => mount.volume === volume)?.path ?? '';
}

/** The objects of the ways in, and those of their controller, each once. */
function nameExposures({ sources }: Platform, { exposures, workloads }: Named, write: Write): void {
  const serviceOf = new Map(workloads.map(({ id, service }) => [id, service]));
  const named = new Set<string>();
  for (const { id, name, file, workload, place, target, httpRoutes, policies, middlewares } of exposures) {
    const ofRoutes = id === 'routes' || id.startsWith('routes/');
    const service = workload === undefined || !ofRoutes ? undefined : serviceOf.get(workload);
    const owner = !ofRoutes
      ? `the development tool \`${name}\``
      : service === undefined
        ? 'the route table'
        : `the routes of \`${service}\``;
    const of: Owned = { owner, service, workload, file, place };
    if (target === 'ingress') write(of, 'networking.k8s.io/v1', 'Ingress', name, 'routes');
    for (const route of httpRoutes) write(of, 'gateway.networking.k8s.io/v1', 'HTTPRoute', route.name, 'routes');
    for (const kind of policies) write(of, 'gateway.envoyproxy.io/v1alpha1', kind, name, 'routes');
    for (const middleware of middlewares) {
      if (named.has(middleware.name)) continue;
      named.add(middleware.name);
      const shared: Owned = {
        owner: 'the route table',
        service: undefined,
        workload: undefined,
        file: middleware.file,
        place: sources.overlay,
      };
      write(middleware.file === file ? of : shared, 'traefik.io/v1alpha1', 'Middleware', middleware.name, 'configuration');
    }
  }
}

/** A workload in words. */
function ownerOf({ kind, service, title, identity }: Workload): string {
  switch (kind) {
    case 'service':
    case 'worker':
    case 'cron':
    case 'stateful':
      return `\`${service}\``;
    case 'init':
      if (service === undefined) return 'the Job of the broker topology';
      return `the ${identity.component === 'db-drop' ? 'Job that drops the database' : 'init Job'} of \`${service}\``;
    case 'migration':
      return `the migration Job of \`${service}\``;
    case 'hook':
      return `the hook \`${title}\` of \`${service}\``;
    case 'server':
      return title;
    case 'tool':
      return `the development tool \`${title}\``;
  }
}

function nameDatabase({ name, service, file }: ManagedDatabase, place: Place, write: Write): void {
  const of: Owned = { owner: `the database of \`${service}\``, service, file, place };
  write(of, 'postgresql.cnpg.io/v1', 'DatabaseRole', name, 'databaseRole');
  write(of, 'postgresql.cnpg.io/v1', 'Database', name, 'database');
}

/** What the routes of all services have in common. */
function nameSharedRouting({ gateways, redirects, certificates }: Named, write: Write): void {
  const of = (owner: string, { file, place }: Pick<Owned, 'file' | 'place'>): Owned => ({ owner, service: undefined, file, place });
  for (const gateway of gateways) {
    write(of('the Gateway', gateway), 'gateway.networking.k8s.io/v1', 'Gateway', gateway.name, 'routes');
    if (gateway.clients !== undefined)
      write(of('the Gateway', gateway), 'gateway.envoyproxy.io/v1alpha1', 'ClientTrafficPolicy', gateway.name, 'routes');
  }
  for (const redirect of redirects)
    write(of('the redirect to HTTPS', redirect), 'gateway.networking.k8s.io/v1', 'HTTPRoute', redirect.name, 'routes');
  for (const certificate of certificates)
    write(of('the certificate of the hosts', certificate), 'cert-manager.io/v1', 'Certificate', certificate.name, 'routes');
}

/** What watches the workloads. */
function nameWatchers({ monitors, ruleSets, workloads }: Named, write: Write): void {
  const byId = new Map(workloads.map((workload) => [workload.id, workload]));
  for (const { kind, name, file, workload: id, place } of monitors) {
    const workload = byId.get(id);
    if (workload === undefined) continue;
    const of: Owned = { owner: ownerOf(workload), service: workload.service, workload: id, file, place };
    write(of, 'monitoring.coreos.com/v1', kind, name, 'monitoring');
  }
  for (const { name, file, workload: id, place } of ruleSets) {
    const workload = byId.get(id ?? '');
    const owner = workload === undefined ? `the certificate \`${name}\`` : ownerOf(workload);
    write(
      { owner, service: workload?.service, workload: id, file, place },
      'monitoring.coreos.com/v1',
      'PrometheusRule',
      name,
      'monitoring',
    );
  }
}

function nameNetworkPolicies({ networkPolicies, workloads }: Named, write: Write): void {
  const owners = new Map(workloads.map((workload) => [workload.id, workload]));
  for (const { name, file, workload, names, stage, place } of networkPolicies) {
    const owner = owners.get(workload ?? '');
    const of: Owned = {
      owner: owner === undefined ? 'the network policies' : ownerOf(owner),
      service: owner?.service,
      workload,
      file,
      place,
    };
    write(of, 'networking.k8s.io/v1', 'NetworkPolicy', name, stage);
    if (names !== undefined) write(of, namePolicyVersions[names.kind], names.kind, name, stage);
  }
}

function nameSecretObject(platform: Platform, object: SecretObject, write: Write): void {
  const { name, file } = object;
  const of: Owned = {
    owner: object.kind === 'password-generator' ? 'the password generator' : `the Secret \`${name}\``,
    service: 'owner' in object && object.owner.kind === 'service' ? object.owner.key : undefined,
    file,
    place: placeOf(platform, 'secrets'),
  };
  switch (object.kind) {
    case 'development':
      return write(of, 'v1', 'Secret', name, 'secrets');
    case 'password-generator':
      return write(of, 'generators.external-secrets.io/v1alpha1', 'Password', name, 'configuration');
    case 'pushed-password':
      return write(of, 'external-secrets.io/v1alpha1', 'PushSecret', name, 'passwords');
    case 'external-secret':
      return write(of, 'external-secrets.io/v1', 'ExternalSecret', name, 'secrets');
    case 'sealed-secret':
      return write(of, 'bitnami.com/v1alpha1', 'SealedSecret', name, 'secrets');
    case 'encrypted-file':
      // Its object is in the file, and only who can decrypt it applies it.
      return;
  }
}

/** The names that an operator takes because of a Cluster, and the account that every namespace has. */
function takenByOthers(platform: Platform): ObjectName[] {
  const other = { hashed: false, foreign: false, service: undefined, workload: undefined, stage: undefined, file: undefined } as const;
  const byOperator = postgresServersOf(platform).flatMap((server): ObjectName[] => {
    const { provisioning } = server;
    if (provisioning.by !== 'operator') return [];
    const { cluster } = provisioning;
    const taken = (apiVersion: string, kind: string, name: string): ObjectName => ({
      ...other,
      apiVersion,
      kind,
      name,
      by: 'operator',
      owner: `the Cluster \`${cluster}\``,
      place: placeOf(platform, ...pathOf(server), 'cluster'),
    });
    return [
      taken('v1', 'ServiceAccount', cluster),
      taken('policy/v1', 'PodDisruptionBudget', cluster),
      taken('policy/v1', 'PodDisruptionBudget', `${cluster}-primary`),
      ...clusterHosts(cluster).map((name) => taken('v1', 'Service', name)),
      ...clusterSecrets(cluster).map((name) => taken('v1', 'Secret', name)),
    ];
  });
  const ofCluster = (kind: string, name: string): ObjectName => ({
    ...other,
    apiVersion: 'v1',
    kind,
    name,
    by: 'cluster',
    owner: 'the namespace',
    place: platform.sources.overlay,
  });
  return [ofCluster('ServiceAccount', 'default'), ofCluster('ConfigMap', 'kube-root-ca.crt'), ...byOperator];
}

/** The Secrets that the provider makes out of objects that are written, and those in encrypted files. */
function madeSecrets(platform: Platform, objects: readonly SecretObject[]): ObjectName[] {
  return objects.flatMap((object): ObjectName[] => {
    if (!['external-secret', 'sealed-secret', 'encrypted-file'].includes(object.kind)) return [];
    return [
      {
        apiVersion: 'v1',
        kind: 'Secret',
        name: object.name,
        hashed: false,
        by: 'provider',
        foreign: false,
        owner: `the Secret \`${object.name}\``,
        service: 'owner' in object && object.owner.kind === 'service' ? object.owner.key : undefined,
        workload: undefined,
        stage: 'secrets',
        file: undefined,
        place: placeOf(platform, 'secrets'),
      },
    ];
  });
}
