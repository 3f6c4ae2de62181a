import type { Connection, ConnectionEnd, NameRule, NetworkPeer, NetworkPort, NetworkRule } from '../../blueprint';
import { nameAt } from './names';
import { type Ends, peersOf, portAt } from './peers';
import { comparePorts } from './ports';

/** What one end of connections gets and sends. */
export interface Rules {
  readonly ingress: readonly NetworkRule[];
  readonly egress: readonly NetworkRule[];
  /** What it sends to hosts that are known by name alone. */
  readonly names: readonly NameRule[];
}

/** The rules of an end without connections. */
export const noRules: Rules = { ingress: [], egress: [], names: [] };

/** What one end of connections passes: by the other end, the ports. */
interface Side<Other> {
  readonly others: readonly Other[];
  readonly ports: Map<string, NetworkPort>;
  everyPort: boolean;
}

type Sides<Other> = Map<string, Map<string, Side<Other>>>;

/** The rules of each end that has policies: in one go over the connections. */
export function rulesByEnd(connections: readonly Connection[], ends: Ends, withEgress: boolean): Map<string, Rules> {
  const sides = { ingress: new Map() as Sides<NetworkPeer>, egress: new Map() as Sides<NetworkPeer>, names: new Map() as Sides<string> };
  const noteIn = <Other>(
    of: ConnectionEnd,
    into: Sides<Other>,
    key: string,
    others: readonly Other[],
    port: NetworkPort | undefined,
  ): void => {
    const id = policyEnd(of);
    if (id === undefined) return;
    const byKey = into.get(id) ?? new Map<string, Side<Other>>();
    into.set(id, byKey);
    if (others.length === 0) return;
    const side = byKey.get(key) ?? { others, ports: new Map<string, NetworkPort>(), everyPort: false };
    byKey.set(key, side);
    if (port === undefined) side.everyPort = true;
    else side.ports.set(`${port.protocol}/${port.port}`, port);
  };
  for (const connection of connections) {
    const { from, to } = connection;
    const port = portAt(to, connection, ends);
    const callers = peersOf(from, ends);
    noteIn(to, sides.ingress, JSON.stringify(callers), callers, port);
    if (!withEgress) continue;
    const called = peersOf(to, ends);
    noteIn(from, sides.egress, JSON.stringify(called), called, port);
    const name = nameAt(to, ends);
    if (name !== undefined) noteIn(from, sides.names, name, [name], port);
  }
  const ids = new Set([...sides.ingress.keys(), ...sides.egress.keys()]);
  return new Map(
    [...ids].map((id) => [
      id,
      {
        ingress: byPorts(sides.ingress.get(id)).map(({ others, ports }) => ({ peers: others, ports })),
        egress: byPorts(sides.egress.get(id)).map(({ others, ports }) => ({ peers: others, ports })),
        names: byPorts(sides.names.get(id)).map(({ others, ports }) => ({ hosts: others, ports })),
      },
    ]),
  );
}

/** The end as the owner of policies; undefined if its pods are not the platform's. Those of a host are if `network.hosts` says so. */
function policyEnd(end: ConnectionEnd): string | undefined {
  if (end.kind === 'workload' || end.kind === 'foreign') return end.id;
  if (end.kind === 'host') return `host/${end.host}`;
  return end.kind === 'operated' ? `operated/${end.cluster}` : undefined;
}

/** One rule for all others that have the same ports, in the order in which they come. */
function byPorts<Other>(
  sides: ReadonlyMap<string, Side<Other>> = new Map(),
): { readonly others: Other[]; readonly ports: readonly NetworkPort[] }[] {
  const rules = new Map<string, { readonly others: Other[]; readonly ports: readonly NetworkPort[] }>();
  for (const { others, ports, everyPort } of sides.values()) {
    const listed = everyPort ? [] : [...ports.values()].sort(comparePorts);
    const key = JSON.stringify(listed);
    const rule = rules.get(key) ?? { others: [], ports: listed };
    rules.set(key, rule);
    rule.others.push(...others);
  }
  return [...rules.values()];
}
