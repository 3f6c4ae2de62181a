import { isDnsSubdomain } from '../../../formats';
import { contentHash } from '../../blueprint';
import type { Network } from '../../platform';

/** The most characters of the name of an object. */
const mostCharacters = 253;

/** The name of a policy; one that no object can have is cut, and a hash tells it from others that begin alike. */
export function boundedName(name: string): string {
  if (name.length <= mostCharacters) return name;
  const hash = contentHash(name);
  return `${name.slice(0, mostCharacters - hash.length - 1).replace(/[-.]+$/, '')}-${hash}`;
}

/**
 * Names the policies of pods behind hosts: `host-` and the host. An address of IPv6, which no name can hold, is a hash in it; `*.` is `any.`, unless a host has that very name.
 * @returns the name of a host
 */
export function hostPolicyNames({ hosts }: Pick<Network, 'hosts'>): (host: string) => string {
  const plain = new Set(hosts.map(({ host }) => host));
  return (host) => {
    if (host.startsWith('*')) return boundedName(plain.has(`any${host.slice(1)}`) ? `hosts${host.slice(1)}` : `host-any${host.slice(1)}`);
    return isDnsSubdomain(host) ? boundedName(`host-${host}`) : `host-${contentHash(host)}`;
  };
}
