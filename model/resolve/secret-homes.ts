import { backingSecret } from '../backing';
import type { Platform, PlatformSecret } from '../platform';

/** What a Secret's place in the output follows from. */
type HomesInput = Pick<Platform, 'services' | 'backing'>;

/**
 * Works out which chart the objects of a Secret belong to: that of the workload that it is for, or of the one service that reads it, so that a new service
 * adds its own file and touches no other.
 * @returns a function from a Secret to the name of the chart; undefined where several workloads share it or none of ours has a file
 */
export function secretHomes({ services, backing }: HomesInput): (secret: PlatformSecret) => string | undefined {
  const readers = new Map<string, string | undefined>();
  for (const service of services) {
    for (const variable of service.env) {
      if (variable.kind !== 'secret') continue;
      const { name } = variable.secret;
      readers.set(name, readers.has(name) && readers.get(name) !== service.name ? undefined : service.name);
    }
  }
  const servers = new Map<string, string>();
  for (const server of backing) {
    const secret = backingSecret(server);
    if (server.inCluster !== undefined && secret !== undefined) servers.set(secret.name, server.host);
  }
  return ({ name, owner }) => {
    switch (owner.kind) {
      case 'service':
      case 'tool':
        return owner.name;
      case 'backing':
        return servers.get(name);
      case 'shared':
        return readers.get(name);
    }
  };
}
