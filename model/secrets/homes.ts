import { backingSecret } from '../backing';
import type { Reference } from '../blueprint';
import type { Platform } from '../platform';

/**
 * Works out the file that the objects of a Secret go to: that of the workload that it is for, or of the one service that reads it, so that a new
 * service adds its own file and touches no other.
 * @returns a function from a Secret to the name of the file; undefined if several workloads share it, or no file of the platform's is that of its owner
 */
export function secretHomes({
  services,
  backing,
}: Pick<Platform, 'services' | 'backing'>): (secret: Pick<Reference, 'name' | 'owner'>) => string | undefined {
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
