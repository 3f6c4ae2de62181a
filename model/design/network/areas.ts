import { isIpAddress, isServiceDomain } from '../../../formats';
import type { NetworkPeer } from '../../blueprint';
import type { Network, NetworkArea } from '../../platform';

/** The areas that the overlay gives for hosts, by host. */
export function indexHosts({ hosts }: Pick<Network, 'hosts'>): ReadonlyMap<string, NetworkArea> {
  return new Map(hosts.map((area) => [area.host, area]));
}

/**
 * Every public address: all but those of private networks, of the machine itself, of the link, where clouds hand out credentials, and of the two that Azure (168.63.129.16) and Oracle
 * (192.0.0.192) have for that elsewhere.
 * @see https://learn.microsoft.com/en-us/azure/virtual-network/what-is-ip-address-168-63-129-16
 * @see https://www.iana.org/assignments/iana-ipv4-special-registry/iana-ipv4-special-registry.xhtml
 */
const publicBlocks: readonly NetworkPeer[] = [
  {
    cidr: '0.0.0.0/0',
    except: [
      ...['10.0.0.0/8', '100.64.0.0/10', '127.0.0.0/8', '168.63.129.16/32', '169.254.0.0/16'],
      ...['172.16.0.0/12', '192.0.0.0/24', '192.168.0.0/16'],
    ],
  },
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

/** The peers of several areas. */
export function peersOfAreas(areas: readonly NetworkArea[] = []): readonly NetworkPeer[] {
  return areas.flatMap(areaPeers);
}

/** Whether a host is the API server, by the name that pods have for it: it is no pod, but a process of a node or of the cloud. */
export function isApiServer(host: string): boolean {
  const [name, namespace, ...domain] = host.split('.');
  return name === 'kubernetes' && namespace === 'default' && (domain.length === 0 || isServiceDomain(domain));
}

/**
 * The namespace of the Kubernetes Service that a host names, if it is another than the caller's may be.
 * @returns undefined if it names none, or the API server
 */
export function namespaceIn(host: string): string | undefined {
  const [, namespace, ...domain] = host.split('.');
  return isServiceDomain(domain) && !isApiServer(host) ? namespace : undefined;
}

/**
 * Finds what is behind a host: what the overlay says, the address that it is, or the namespace of the Kubernetes Service that it names.
 * @returns undefined if nothing tells
 */
export function hostPeers(host: string, hosts: ReadonlyMap<string, NetworkArea>): readonly NetworkPeer[] | undefined {
  const area = hosts.get(host);
  // An entry that says ports alone leaves it to the name where the host is.
  if (area !== undefined && (area.pods !== undefined || area.cidrs.length > 0 || area.internet === true)) return areaPeers(area);
  if (isIpAddress(host)) return [{ cidr: `${host}/${host.includes(':') ? 128 : 32}` }];
  const namespace = namespaceIn(host);
  return namespace === undefined ? undefined : [{ namespace, pods: undefined }];
}
