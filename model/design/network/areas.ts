import { isIpAddress } from '../../../formats';
import type { NetworkPeer } from '../../blueprint';
import type { Network, NetworkArea } from '../../platform';

/** The areas that the overlay gives for hosts, by host. */
export function indexHosts({ hosts }: Pick<Network, 'hosts'>): ReadonlyMap<string, NetworkArea> {
  return new Map(hosts.map((area) => [area.host, area]));
}

/**
 * Every public address: all but those of private networks, of the machine itself, and of the link, where clouds hand out credentials.
 * @see https://www.iana.org/assignments/iana-ipv4-special-registry/iana-ipv4-special-registry.xhtml
 */
const publicBlocks: readonly NetworkPeer[] = [
  { cidr: '0.0.0.0/0', except: ['10.0.0.0/8', '100.64.0.0/10', '127.0.0.0/8', '169.254.0.0/16', '172.16.0.0/12', '192.168.0.0/16'] },
  { cidr: '::/0', except: ['::1/128', 'fc00::/7', 'fe80::/10'] },
];

/** The peers of an area. */
export function areaPeers(area: NetworkArea | undefined): readonly NetworkPeer[] {
  if (area === undefined) return [];
  const { pods, cidrs } = area;
  const blocks = area.internet === true ? publicBlocks : cidrs.map((cidr): NetworkPeer => ({ cidr }));
  if (pods === undefined) return blocks;
  const { namespace, labels } = pods;
  return [{ namespace, pods: Object.keys(labels).length === 0 ? undefined : { labels } }, ...blocks];
}

/**
 * Finds what is behind a host: what the overlay says, the address that it is, or the namespace of the Kubernetes Service that it names.
 * @returns undefined if nothing tells
 */
export function hostPeers(host: string, hosts: ReadonlyMap<string, NetworkArea>): readonly NetworkPeer[] | undefined {
  const area = hosts.get(host);
  if (area !== undefined) return areaPeers(area);
  if (isIpAddress(host)) return [{ cidr: `${host}/${host.includes(':') ? 128 : 32}` }];
  const namespace = /^[^.]+\.([^.]+)\.svc(?:\.|$)/.exec(host)?.[1];
  return namespace === undefined ? undefined : [{ namespace, pods: undefined }];
}
