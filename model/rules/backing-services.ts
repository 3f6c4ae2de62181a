import { isDns1035Label, isHostName } from '../../formats';
import { backingKinds, isNeeded, kindOf, neededAt, usedBackingServices } from '../backing';
import { fieldOf, originOf, placeOf } from '../origin';
import { backingOf, clusterOf, isEncrypted, pathOf } from '../platform';
import { type AreaRules, rule } from './rule';

/** Reports backing services that services need and the environment does not have. */
const backingServiceMissing = rule('backing-service-missing', ({ platform }, report) => {
  for (const { kind: field, label: kind } of Object.values(backingKinds)) {
    const needing = platform.services.filter((service) => isNeeded(service, field));
    const [first] = needing;
    if (first === undefined || platform.backing.some((server) => server.kind === field)) continue;
    const services = needing.map(({ key }) => key);
    report({ kind, field, services }, platform.sources.overlay, {
      related: [{ label: 'needed at', place: neededAt(platform, first, field) }],
    });
  }
});

/**
 * Reports backing services in the cluster that no service uses. What objects of the team, or an extension, use is not known; nor is it what a tool shows.
 */
const backingServiceUnused = rule('backing-service-unused', ({ platform, urlFacts }, report) => {
  const { backing, services, foreign, tools } = platform;
  if (foreign.length > 0) return;
  const used = new Set(usedBackingServices(backing, services));
  for (const { target } of urlFacts.urls) if (target.kind === 'backing') used.add(target.endpoint);
  for (const server of backing) {
    // A second server is reported as that.
    if (server.inCluster === undefined || used.has(server) || (server.kind === 'postgres' && tools.length > 0)) continue;
    if (server.kind === 'postgres' && server.name !== 'postgres') continue;
    report({ kind: kindOf(server).label, field: fieldOf(server.place) }, { ...server.place, key: true });
  }
});

/** The most characters of the name of a StatefulSet, since its pods carry it in a label together with a hash. */
const longestServerName = 52;

/** Reports hosts of backing services that are not DNS names, or that something else in the namespace has. */
const backingHostInvalid = rule('backing-host-invalid', ({ platform, endpoints, takenNames }, report) => {
  const taken = new Map(takenNames);
  for (const server of endpoints) {
    const { host, inCluster } = server;
    const reason = inCluster === undefined ? reasonElsewhere(host) : (reasonInCluster(host) ?? taken.get(host));
    if (reason !== undefined) report({ host, reason, inCluster: inCluster !== undefined }, placeOf(platform, ...pathOf(server), 'host'));
    const pooler = server.kind === 'postgres' ? server.pooler : undefined;
    const flaw = pooler && reasonElsewhere(pooler.host);
    if (pooler !== undefined && flaw !== undefined)
      report({ host: pooler.host, reason: flaw, inCluster: false }, placeOf(platform, ...pathOf(server), 'pooler', 'host'));
    if (inCluster !== undefined) taken.set(host, `the environment's ${kindOf(server).label} has that name`);
  }
});

function reasonElsewhere(host: string): string | undefined {
  return isHostName(host) ? undefined : 'it is not a DNS name';
}

function reasonInCluster(host: string): string | undefined {
  if (!isDns1035Label(host)) return 'it is not a DNS label';
  return host.length > longestServerName ? `it is longer than ${longestServerName} characters` : undefined;
}

/** Reports servers in the cluster outside development whose data nobody has given up. All kinds keep data in a volume, Redis too. */
const inClusterData = rule('in-cluster-data', ({ platform, endpoints }, report) => {
  if (platform.development) return;
  for (const server of endpoints) {
    const { host, inCluster } = server;
    // An empty reason is reported as that.
    if (inCluster !== undefined && inCluster.acceptDataLoss === undefined)
      report({ kind: kindOf(server).label, host }, placeOf(platform, ...pathOf(server), 'provider'));
  }
});

/** Reports servers outside the cluster that are reached without encryption, outside development. */
const backingWithoutTls = rule('backing-without-tls', ({ platform, endpoints }, report) => {
  if (platform.development) return;
  for (const server of endpoints) {
    const { host, place, inCluster } = server;
    if (inCluster === undefined && clusterOf(server) === undefined && !isEncrypted(server))
      report({ kind: kindOf(server).label, host }, place);
  }
});

/** Reports what an overlay says about a login to Redis that clients do not have. */
const redisLoginUnused = rule('redis-login-unused', ({ platform }, report) => {
  const auth = backingOf(platform, 'redis')?.auth ?? 'acl';
  const unused = { none: ['username', 'secret'], password: ['username'], acl: [] } as const;
  for (const field of unused[auth]) {
    const { layer, place } = originOf(platform, 'backing', 'redis', field);
    if (layer !== 'built-in') report({ field, auth }, place);
  }
});

/** Reports a Redis in the cluster that asks nobody to log in, outside development. */
const redisWithoutLogin = rule('redis-without-login', ({ platform }, report) => {
  const redis = backingOf(platform, 'redis');
  if (platform.development || redis?.inCluster === undefined || redis.auth !== 'none') return;
  report({ host: redis.host }, placeOf(platform, 'backing', 'redis', 'auth'));
});

/** The rules about backing services. */
export const backingServicesRules: AreaRules<'backing-services'> = [
  backingServiceMissing,
  backingServiceUnused,
  backingHostInvalid,
  inClusterData,
  backingWithoutTls,
  redisLoginUnused,
  redisWithoutLogin,
];
