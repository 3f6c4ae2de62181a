import type { Place } from '../../diagnostics';
import { isDns1035Label, isDnsLabel, isLabelValue } from '../../formats';
import { placeUnder } from '../origin';
import { kindOf } from '../backing';
import { clusterOf, type Platform, postgresServersOf } from '../platform';
import { takenNames } from './facts/taken-names';
import { type AreaRules, rule } from './rule';

/** Reports hostnames that cannot be the name of a Kubernetes Service. */
const hostnameInvalid = rule('hostname-invalid', ({ platform }, report) => {
  for (const { name, origins } of platform.services) {
    if (!isDns1035Label(name)) report({ hostname: name, suggestion: legalHostname(name) }, origins.hostname.place);
  }
});

/** The hostname with everything illegal replaced, where that leaves a legal one. */
function legalHostname(text: string): string | undefined {
  const label = text
    .slice(0, 200)
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^[^a-z]+|-+$/g, '');
  return isDns1035Label(label) ? label : undefined;
}

/** Reports a hostname that an earlier service, by key, or a backing service of the environment has too. */
const hostnameDuplicate = rule('hostname-duplicate', ({ platform, serviceByHostname, endpoints }, report) => {
  const endpointByHost = new Map(endpoints.map((endpoint) => [endpoint.host, endpoint]));
  for (const service of platform.services) {
    const hostname = service.name;
    const { place } = service.origins.hostname;
    const other = serviceByHostname.get(hostname);
    if (other !== undefined && other !== service) {
      report({ hostname, other: other.key, kind: 'service' }, place, {
        related: [{ label: 'also declared at', place: other.origins.hostname.place }],
      });
    }
    const endpoint = endpointByHost.get(hostname);
    if (endpoint !== undefined) {
      const declared =
        endpoint.inCluster === undefined
          ? placeUnder(endpoint.place, clusterOf(endpoint) === undefined ? 'host' : 'cluster')
          : endpoint.place;
      report({ hostname, other: kindOf(endpoint).label, kind: 'backing' }, place, { related: [{ label: 'declared at', place: declared }] });
    }
  }
});

/** Reports hostnames under which a service could not be reached, or would share the name of another object or file. */
const hostnameReserved = rule('hostname-reserved', ({ platform }, report) => {
  const taken = takenNames(platform);
  for (const { name, origins } of platform.services) {
    const reason = taken.get(name);
    if (reason !== undefined) report({ hostname: name, reason }, origins.hostname.place);
  }
});

/** Reports a ConfigMap with a CA certificate that has the name of one which Cadastre writes, and would be replaced by it. */
const configMapNameShared = rule('config-map-name-shared', ({ platform }, report) => {
  const written = writtenConfigMaps(platform);
  for (const { certificateAuthority, place } of postgresServersOf(platform)) {
    if (certificateAuthority === undefined || 'secret' in certificateAuthority) continue;
    const { configMap } = certificateAuthority;
    const same = written.get(configMap) ?? written.get(withoutHash(configMap));
    if (same === undefined || (!same.hashed && configMap !== same.name)) continue;
    report({ configMap, what: same.what, service: same.of }, placeUnder(place, 'tls', 'caConfigMap'), { related: [same.related] });
  }
});

/** A ConfigMap that Cadastre writes. */
interface WrittenConfigMap {
  readonly name: string;
  readonly what: string;
  /** The service or the tool that it belongs to. */
  readonly of: string;
  /** Whether its name ends with a hash in kubectl delivery. */
  readonly hashed: boolean;
  readonly related: { readonly label: string; readonly place: Place };
}

function writtenConfigMaps({ services, tools }: Platform): Map<string, WrittenConfigMap> {
  const written = new Map<string, WrittenConfigMap>();
  const add = (configMap: WrittenConfigMap): void => {
    if (!written.has(configMap.name)) written.set(configMap.name, configMap);
  };
  for (const { key, name, database, origins } of services) {
    const related = { label: 'the hostname is declared at', place: origins.hostname.place };
    add({ name: `${name}-config`, what: 'the configuration', of: key, hashed: false, related });
    if (database !== undefined) add({ name: `${name}-db-init`, what: "the init Job's script", of: key, hashed: true, related });
  }
  for (const { name, place } of tools) {
    if (name === 'pgadmin')
      add({
        name: `${name}-config`,
        what: 'the configuration',
        of: name,
        hashed: false,
        related: { label: 'the tool is listed at', place },
      });
  }
  return written;
}

function withoutHash(configMap: string): string {
  return configMap.replace(/-[0-9a-f]{8}$/, '');
}

/** Reports registry keys that cannot be the value of `app.kubernetes.io/name`. */
const serviceKeyInvalid = rule('service-key-invalid', ({ platform }, report) => {
  for (const { key, place } of platform.services) {
    if (key === '' || !isLabelValue(key)) report({ service: key }, { ...place, key: true });
  }
});

/** What the name of an init Job adds to a hostname, with a hash of eight digits. A migration Job's `-migrate-` is as long. */
const longestSuffix = '-db-init-00000000';

/** The longest value of a label, and so of a Job's name. */
const longestLabel = 63;

/** Reports hostnames that are legal, but too long for the name of the service's init Job. */
const nameTooLong = rule('name-too-long', ({ platform }, report) => {
  const limit = longestLabel - longestSuffix.length;
  for (const { name, database, origins } of platform.services) {
    if (database !== undefined && name.length > limit && isDns1035Label(name)) {
      report({ hostname: name, derived: name + longestSuffix, limit }, origins.hostname.place);
    }
  }
});

/** Reports a product's name that cannot be a namespace and a label. */
const productNameInvalid = rule('product-name-invalid', ({ platform }, report) => {
  if (!isDnsLabel(platform.product)) report({ name: platform.product }, placeUnder(platform.sources.manifest, 'name'));
});

/** Reports an environment's name that cannot be the name of a folder everywhere. */
const environmentNameInvalid = rule('environment-name-invalid', ({ platform }, report) => {
  if (!isDnsLabel(platform.environment)) report({ name: platform.environment }, placeUnder(platform.sources.manifest, 'environments'));
});

/** Reports a namespace that Kubernetes would refuse. One that is the product's name is reported with that. */
const namespaceInvalid = rule('namespace-invalid', ({ platform }, report) => {
  const { namespace, product, sources } = platform;
  if (namespace !== product && !isDnsLabel(namespace)) report({ namespace }, placeUnder(sources.overlay, 'namespace'));
});

/** Reports a namespace that belongs to the cluster: `default`, and what starts with `kube-`. */
const namespaceReserved = rule('namespace-reserved', ({ platform }, report) => {
  const { namespace, product, sources } = platform;
  if (namespace !== 'default' && !namespace.startsWith('kube-')) return;
  report({ namespace }, namespace === product ? placeUnder(sources.manifest, 'name') : placeUnder(sources.overlay, 'namespace'));
});

/** Reports teams that cannot be the value of a label. */
const teamInvalid = rule('team-invalid', ({ platform }, report) => {
  for (const { team, place } of platform.services) {
    if (team !== undefined && (team === '' || !isLabelValue(team))) report({ team }, placeUnder(place, 'owner', 'team'));
  }
});

/** The rules about names. */
export const namesRules: AreaRules<'names'> = [
  hostnameInvalid,
  hostnameDuplicate,
  hostnameReserved,
  configMapNameShared,
  serviceKeyInvalid,
  nameTooLong,
  productNameInvalid,
  environmentNameInvalid,
  namespaceInvalid,
  namespaceReserved,
  teamInvalid,
];
