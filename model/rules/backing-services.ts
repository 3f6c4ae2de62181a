import type { Place } from '../../diagnostics';
import { isDns1035Label, isDnsSubdomain, isPortNumber } from '../../formats';
import { placeUnder } from '../origin';
import type { Platform, Service } from '../platform';
import { takenNames } from './facts/taken-names';
import { type AreaRules, rule } from './rule';

interface Need {
  readonly kind: string;
  readonly field: 'postgres' | 'redis' | 'rabbitmq';
  /** Where a service says that it needs it. */
  readonly needs: (service: Service) => Place | undefined;
}

const allNeeds: readonly Need[] = [
  { kind: 'PostgreSQL', field: 'postgres', needs: ({ database, origins }) => database && origins.database.place },
  { kind: 'Redis', field: 'redis', needs: ({ needsRedis, origins }) => (needsRedis ? origins.needsRedis.place : undefined) },
  { kind: 'RabbitMQ', field: 'rabbitmq', needs: ({ needsRabbitmq, origins }) => (needsRabbitmq ? origins.needsRabbitmq.place : undefined) },
];

/** Reports backing services that services need and the environment does not have. */
const backingServiceMissing = rule('backing-service-missing', ({ platform }, report) => {
  for (const { kind, field, needs } of allNeeds) {
    const needing = platform.services.flatMap((service) => {
      const place = needs(service);
      return place === undefined ? [] : [{ key: service.key, place }];
    });
    const [first] = needing;
    if (first === undefined || (field === 'postgres' ? platform.postgresServers.length > 0 : platform[field] !== undefined)) continue;
    const services = needing.map(({ key }) => key);
    report({ kind, field, services }, placeUnder(platform.sources.overlay), { related: [{ label: 'needed at', place: first.place }] });
  }
});

/** What the name of a StatefulSet may have, since its pods carry it in a label together with a hash. */
const longestServerName = 52;

/** Reports hosts of backing services that are not DNS names, or that something else in the namespace has. */
const backingHostInvalid = rule('backing-host-invalid', ({ platform, endpoints }, report) => {
  const taken = takenNames(platform, endpoints);
  for (const { host, kind, inCluster, place } of endpoints) {
    const reason = inCluster === undefined ? reasonElsewhere(host) : (reasonInCluster(host) ?? taken.get(host));
    if (reason !== undefined) report({ host, reason, inCluster: inCluster !== undefined }, placeUnder(place, 'host'));
    if (inCluster !== undefined) taken.set(host, `the environment's ${kind} has that name`);
  }
});

function reasonElsewhere(host: string): string | undefined {
  return isDnsSubdomain(host) ? undefined : 'it is not a DNS name';
}

function reasonInCluster(host: string): string | undefined {
  if (!isDns1035Label(host)) return 'it is not a DNS label';
  return host.length > longestServerName ? `it is longer than ${longestServerName} characters` : undefined;
}

/** Reports servers outside the cluster that are reached without encryption, outside development. */
const backingWithoutTls = rule('backing-without-tls', ({ platform, endpoints }, report) => {
  if (platform.development) return;
  const encrypted = encryptedServers(platform);
  for (const { kind, host, place, inCluster, cluster } of endpoints) {
    if (inCluster === undefined && cluster === undefined && !encrypted.has(place)) report({ kind, host }, place);
  }
});

/** The places of the servers whose connections are encrypted. */
function encryptedServers({ postgresServers, redis, rabbitmq }: Platform): Set<object> {
  const encrypted = [
    ...postgresServers.filter(({ certificateAuthority }) => certificateAuthority !== undefined),
    ...[redis, rabbitmq].filter((server) => server?.tls === true),
  ];
  return new Set(encrypted.flatMap((server) => server?.place ?? []));
}

/** Reports ports of external backing services that are not port numbers. */
const backingPortInvalid = rule('backing-port-invalid', ({ endpoints }, report) => {
  for (const { port, place } of endpoints) {
    if (!isPortNumber(port)) report({ port }, placeUnder(place, 'port'));
  }
});

/** Reports virtual hosts that would not come through a URL as they are. One that is the product's name is reported with that. */
const vhostInvalid = rule('vhost-invalid', ({ platform }, report) => {
  const { rabbitmq, product } = platform;
  if (rabbitmq === undefined || rabbitmq.vhost === product || rabbitmq.vhost === '/') return;
  if (!/^[A-Za-z0-9._-]{1,255}$/.test(rabbitmq.vhost)) report({ vhost: rabbitmq.vhost }, placeUnder(rabbitmq.place, 'vhost'));
});

/** The rules about backing services. */
export const backingServicesRules: AreaRules<'backing-services'> = [
  backingServiceMissing,
  backingHostInvalid,
  backingWithoutTls,
  backingPortInvalid,
  vhostInvalid,
];
