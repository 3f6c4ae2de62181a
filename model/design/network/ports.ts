import type { NetworkPort } from '../../blueprint';
import type { Network } from '../../platform';

/** The ports at which the DNS of the cluster answers. */
export function dnsPorts({ dns: { port } }: Pick<Network, 'dns'>): NetworkPort[] {
  return [
    { port, protocol: 'UDP' },
    { port, protocol: 'TCP' },
  ];
}

/** Named ports first, then numbers; UDP before TCP, as questions to the DNS go. */
export function comparePorts(a: NetworkPort, b: NetworkPort): number {
  const [left, right] = [rankOf(a), rankOf(b)];
  return left < right ? -1 : left > right ? 1 : 0;
}

function rankOf({ port, protocol }: NetworkPort): string {
  const place = typeof port === 'string' ? `0${port}` : `1${String(port).padStart(5, '0')}`;
  return `${place} ${protocol === 'UDP' ? 0 : 1}`;
}
