import type { Platform } from '../platform';
import { rule } from './rule';

/** Reports servers outside the cluster that are reached without encryption, outside development. */
export const backingWithoutTls = rule('backing-without-tls', ({ platform, endpoints }, report) => {
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
