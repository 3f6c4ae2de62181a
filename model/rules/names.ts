import type { Place } from '../../diagnostics';
import { isDeviceName, isDns1035Label, isFolderLabel } from '../../formats';
import { kindOf } from '../backing';
import { type Blueprint, type ObjectName, podClaimsOf } from '../blueprint';
import { placeOf, placeUnder } from '../origin';
import { clusterOf, pathOf } from '../platform';
import { type AreaRules, type Report, rule } from './rule';

/** Reports a hostname that an earlier service, by key, or a backing service of the environment has too. */
const hostnameDuplicate = rule('hostname-duplicate', ({ platform, serviceByHostname, endpoints }, report) => {
  const endpointByHost = new Map(endpoints.map((endpoint) => [endpoint.host, endpoint]));
  for (const service of platform.services) {
    const hostname = service.name;
    const place = (): Place => placeOf(platform, 'services', service.key, 'hostname');
    const other = serviceByHostname.get(hostname);
    if (other !== undefined && other !== service) {
      report({ hostname, other: other.key, kind: 'service' }, place(), {
        related: [{ label: 'also declared at', place: placeOf(platform, 'services', other.key, 'hostname') }],
      });
    }
    const endpoint = endpointByHost.get(hostname);
    if (endpoint !== undefined) {
      const declared =
        endpoint.inCluster === undefined
          ? placeOf(platform, ...pathOf(endpoint), clusterOf(endpoint) === undefined ? 'host' : 'cluster')
          : endpoint.place;
      report({ hostname, other: kindOf(endpoint).label, kind: 'backing' }, place(), {
        related: [{ label: 'declared at', place: declared }],
      });
    }
  }
});

/** Reports hostnames under which a service could not be reached, or would share the name of another object or file. */
const hostnameReserved = rule('hostname-reserved', ({ platform, takenNames }, report) => {
  for (const { key, name } of platform.services) {
    const reason = takenNames.get(name);
    if (reason !== undefined) report({ hostname: name, reason }, placeOf(platform, 'services', key, 'hostname'));
  }
});

/** Reports a ConfigMap with a CA certificate that has the name of one which the manifests hold, and would be replaced by it. */
const configMapNameShared = rule('config-map-name-shared', ({ blueprint }, report) => {
  const written = new Map(
    blueprint.names.flatMap((object) => (object.kind === 'ConfigMap' && !object.foreign ? [[object.name, object] as const] : [])),
  );
  for (const { kind, name: configMap, uses } of blueprint.references) {
    if (kind !== 'ConfigMap') continue;
    const same = written.get(configMap) ?? written.get(configMap.replace(/-[0-9a-f]{8}$/, ''));
    if (same === undefined || (!same.hashed && configMap !== same.name)) continue;
    const { workload, place } = same;
    // An object of no workload is one that several read.
    const service = workload === undefined ? undefined : (same.service ?? same.file);
    const what = workload === undefined ? 'the scripts of databases' : same.hashed ? 'the files' : 'the configuration';
    const label = workload?.startsWith('tool/') === true ? 'the tool is listed at' : 'the hostname is declared at';
    for (const use of uses)
      if (use.purpose === 'authority')
        report({ configMap, what, service }, use.place, { related: workload === undefined ? [] : [{ label, place }] });
  }
});

/** The hash in the name of a Job, whose delivery may come to want one. */
const hashSuffix = '-00000000';

/** The time in the names of the Jobs of a CronJob, for which Kubernetes keeps eleven characters, as for the revision of a StatefulSet's pods in a label. */
const timeSuffix = '-0000000000';

/** The longest value of a label, and so of a Job's name. */
const longestLabel = 63;

/** The name of a Job in words. */
function ofJob(workload = ''): 'init' | 'migration' | 'hook' {
  return workload.startsWith('init/') ? 'init' : workload.startsWith('hook/') ? 'hook' : 'migration';
}

/** Reports hostnames that are legal, but too long for the name of a Job of the service. */
const nameTooLong = rule('name-too-long', ({ blueprint, platform, serviceByKey }, report) => {
  const reported = new Set<string>();
  for (const { kind, name, service = '', workload } of blueprint.names) {
    const { key, name: hostname = '' } = serviceByKey.get(service) ?? {};
    if (
      (kind !== 'Job' && kind !== 'CronJob' && kind !== 'StatefulSet') ||
      key === undefined ||
      reported.has(service) ||
      !isDns1035Label(hostname)
    )
      continue;
    const derived = name + (kind === 'Job' ? hashSuffix : timeSuffix);
    if (derived.length <= longestLabel) continue;
    reported.add(service);
    report(
      {
        hostname,
        job: kind === 'CronJob' ? 'cron' : kind === 'StatefulSet' ? 'stateful' : ofJob(workload),
        derived,
        limit: longestLabel - (derived.length - hostname.length),
      },
      placeOf(platform, 'services', key, 'hostname'),
    );
  }
});

/**
 * Reports two objects of one kind and name that different parts of the platform, an operator or the cluster would make. Those that follow from a hostname
 * are reported as that.
 */
const objectNameShared = rule('object-name-shared', ({ blueprint }, report) => {
  const first = new Map<string, ObjectName>();
  for (const object of blueprint.names) {
    const { kind, name, owner, by, foreign, service, workload, place } = object;
    // What the team carries is reported as that, and two Secrets of one name are reported by what they are for.
    const ofHostname = service !== undefined && kind !== 'PersistentVolumeClaim';
    if (kind === 'Secret' || foreign || by === 'provider' || ofHostname || workload?.startsWith('server/') === true) continue;
    const other = first.get(`${kind}/${name}`);
    if (other === undefined) first.set(`${kind}/${name}`, object);
    else if (other.owner !== owner) {
      report({ kind, name, owner, other: other.owner }, place, {
        related: [{ label: `${other.owner} is declared at`, place: other.place }],
      });
    }
  }
  reportPodClaims(blueprint, report);
});

/**
 * Reports two StatefulSets whose pods would have one claim: a controller names it by the volume, the set and the number of the pod, so that volume `data-db` of
 * `mongo` and volume `data` of `db-mongo` are one.
 */
function reportPodClaims(blueprint: Blueprint, report: Report<'object-name-shared'>): void {
  const owners = new Map(
    blueprint.names.flatMap(({ kind, workload, owner }) => (kind === 'StatefulSet' ? [[workload, owner] as const] : [])),
  );
  const first = new Map<string, { readonly owner: string; readonly place: Place; readonly set: string }>();
  for (const workload of blueprint.workloads) {
    if (workload.lifetime.kind !== 'stateful') continue;
    const owner = owners.get(workload.id) ?? workload.title;
    for (const { volume, path } of podClaimsOf(workload)) {
      const name = `${volume}-${workload.name}-0`;
      const place = workload.service === undefined ? workload.place : placeUnder(workload.place, 'volumes', path);
      const other = first.get(name);
      if (other === undefined) first.set(name, { owner, place, set: workload.name });
      // Two sets of one name are a finding of their own.
      else if (other.owner !== owner && other.set !== workload.name)
        report({ kind: 'PersistentVolumeClaim', name, owner, other: other.owner }, place, {
          related: [{ label: `${other.owner} is declared at`, place: other.place }],
        });
    }
  }
}

/** Reports an environment's name that cannot be the name of a folder everywhere. */
const environmentNameInvalid = rule('environment-name-invalid', ({ platform }, report) => {
  const { environment: name } = platform;
  if (!isFolderLabel(name)) report({ name, device: isDeviceName(name) }, placeOf(platform, 'environment'));
});

/** Reports a namespace that belongs to the cluster: `default`, and what starts with `kube-`. */
const namespaceReserved = rule('namespace-reserved', ({ platform }, report) => {
  const { namespace, product } = platform;
  if (namespace !== 'default' && !namespace.startsWith('kube-')) return;
  report({ namespace }, placeOf(platform, namespace === product ? 'product' : 'namespace'));
});

/** The rules about names. */
export const namesRules: AreaRules<'names'> = [
  hostnameDuplicate,
  hostnameReserved,
  configMapNameShared,
  nameTooLong,
  objectNameShared,
  environmentNameInvalid,
  namespaceReserved,
];
