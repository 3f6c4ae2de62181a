import type { BackingService, FlaggedKindName, KubernetesObject } from '../model';
import { backingKinds } from '../model/backing/kinds';
import { listOf, mappingOf, textOf } from '../model/objects/mappings';
import { containersOf, podIn } from '../model/objects/pod';
import { placeOf } from '../model/origin';
import { pathOf } from '../model/platform';
import type { Comparison } from './comparison';
import { ownerOf } from './objects';
import { planRule } from './rule';
import { addressOf } from './stored-databases';

/** Where a service looks for its keys or queues. */
interface Address {
  readonly scheme: string;
  readonly host: string;
  readonly port: string;
  /** The virtual host of a RabbitMQ, as the URL has it. */
  readonly vhost: string;
}

/** A service that looks for its keys or queues elsewhere. */
interface Move {
  readonly service: string;
  readonly from: Address;
  readonly to: Address;
  readonly field: 'host' | 'port' | 'vhost';
}

/** Reports a Redis or RabbitMQ that services look for at another place: keys and queues stay where they were. PostgreSQL has findings of its own. */
export const upgradeBackingService = planRule('upgrade-backing-service', (comparison, report) => {
  for (const server of comparison.platform.backing) {
    if (server.kind === 'postgres') continue;
    const moves = movesTo(comparison, server, server.kind);
    const [first] = moves;
    if (first === undefined) continue;
    const { from, to, field } = first;
    const { label } = backingKinds[server.kind];
    const what: 'keys' | 'queues' = server.kind === 'redis' ? 'keys' : 'queues';
    const [was, is] = [from, to].map((address) => (field === 'vhost' ? address.vhost : `${address.host}:${address.port}`));
    const services = [...new Set(moves.map(({ service }) => service))].sort();
    const args = { object: `BackingService/${server.name}`, label, what, field, from: was ?? '', to: is ?? '', services };
    // One that was in the cluster may be outside from now on, or the other way round.
    const path = field === 'host' && server.inCluster !== undefined ? 'provider' : field;
    report(args, placeOf(comparison.platform, ...pathOf(server), path));
  }
});

function movesTo(comparison: Comparison, server: BackingService, kind: FlaggedKindName): Move[] {
  const gone = new Set(comparison.gone.map(({ kind: gone, metadata }) => `${gone}/${metadata.name}`));
  const { namespace } = comparison.platform;
  return comparison.pairs.flatMap(({ before, now }) => {
    const service = ownerOf(now).name;
    const [from, to] = [addressIn(before, kind), addressIn(now, kind)];
    if (service === undefined || from === undefined || to?.host !== server.host) return [];
    // A server in the cluster that goes is a finding of its own, and so is its virtual host, which it takes at its first start.
    if (gone.has(`StatefulSet/${from.host}`)) return [];
    const field = changedField(from, to, namespace);
    return field === undefined || (field === 'vhost' && server.inCluster !== undefined) ? [] : [{ service, from, to, field }];
  });
}

/** With TLS a server has another port. */
function changedField(from: Address, to: Address, namespace: string): Move['field'] | undefined {
  const [was, is] = [from, to].map(({ host }) => addressOf(host, '', namespace).id);
  if (was !== is) return 'host';
  if (from.port !== to.port && from.scheme === to.scheme) return 'port';
  return from.vhost === to.vhost ? undefined : 'vhost';
}

/** The address in the URL that the pods of a workload have for a kind; undefined if there is none, or if it is not plain. No login is in it. */
function addressIn(object: KubernetesObject, kind: FlaggedKindName): Address | undefined {
  const { variablePrefix, schemes } = backingKinds[kind];
  const pod = podIn(object);
  const variables = pod === undefined ? [] : containersOf(pod).flatMap(({ container }) => listOf(container['env']).map(mappingOf));
  const url = textOf(variables.find(({ name }) => name === `${variablePrefix}URL`)?.['value']) ?? '';
  const [, scheme = '', host, port = '', vhost = ''] =
    /^([a-z]+):\/\/(?:[^@/]*@)?([a-z0-9](?:[-.a-z0-9]*[a-z0-9])?)(?::(\d+))?(?:\/([^@?#]*))?$/i.exec(url) ?? [];
  return host === undefined || !(scheme in schemes) ? undefined : { scheme, host, port, vhost };
}
