import type { Place } from '../../diagnostics';
import type { CompiledPlatform, Connection, ConnectionEnd, Platform } from '../../model';
import { serverId } from '../../model/blueprint';
import { ownHosts } from '../../model/design/network/own-hosts';
import { policiesOf, type Policy, type PolicyKind } from '../../model/network/policy';
import { type Passage, reachabilityOf } from '../../model/network/reach';
import { readPolicies } from '../../model/network/read-policies';
import { placeOf, type ServiceField } from '../../model/origin';
import { type NamedEnd, namedEnds } from './ends';

/** The answer to whether one end may call another at a port. */
export interface ConnectionExplanation {
  readonly product: string;
  readonly environment: string;
  readonly from: string;
  readonly to: string;
  readonly port: number | undefined;
  readonly protocol: 'TCP' | 'UDP';
  readonly policies: 'full' | 'ingress-only' | 'none';
  readonly passes: boolean;
  /** Why it was declared, and where; undefined if it was not. */
  readonly declared: { readonly why: Connection['why']; readonly place: Place } | undefined;
  /** What leaves the caller, and what enters the called. */
  readonly out: Direction;
  readonly into: Direction;
  /** Whether it is a call to a public host of the product itself, which comes back by way of the edge. */
  readonly ownHost: boolean;
  /** The field to write it in, with its place; undefined if it passes, or if the platform cannot declare it. */
  readonly declare:
    | {
        readonly field: string;
        readonly value: string;
        /** Whether the value is one more of a list; else it is that of the field. */
        readonly list: boolean;
        readonly place: Place;
      }
    | undefined;
}

/** What policies say of one direction. */
export interface Direction {
  /** Whether any policy selects the pods. */
  readonly closed: boolean;
  /** The rules that let it pass, counted from 1. */
  readonly by: readonly { readonly kind: PolicyKind; readonly policy: string; readonly file: string; readonly rules: readonly number[] }[];
}

/** The two ends that were asked about; or the one that there is not, with all names that there are. */
export type AskedConnection =
  { readonly explanations: readonly ConnectionExplanation[] } | { readonly unknown: string; readonly names: readonly string[] };

/**
 * Says whether one end may call another, by which policies and rules, and where that was declared.
 * @param asked the names of the ends; every port that is listened on if `port` is left out, over whatever it is called if `protocol` is
 * @returns an explanation for each port
 */
export function explainConnection(
  { platform, blueprint }: CompiledPlatform,
  asked: { readonly from: string; readonly to: string; readonly port?: number | undefined; readonly protocol?: 'TCP' | 'UDP' | undefined },
): AskedConnection {
  const { find, names } = namedEnds(platform, blueprint);
  const from = find(asked.from);
  if (from === undefined) return { unknown: asked.from, names };
  const to = find(asked.to);
  if (to === undefined) return { unknown: asked.to, names };
  const { namespace, product, environment, network } = platform;
  const policies = [
    ...blueprint.networkPolicies.flatMap((policy) => policiesOf(policy, namespace).map((one) => ({ policy: one, file: policy.file }))),
    ...blueprint.foreign.flatMap(({ object, file }) => readPolicies(object, namespace).map((policy) => ({ policy, file }))),
  ];
  const own = ownHosts(platform, blueprint);
  const fileOf = new Map(policies.map(({ policy, file }) => [policy, file]));
  const reach = reachabilityOf(policies.map(({ policy }) => policy));
  const between = blueprint.connections.filter((connection) => isSame(connection.from, from.end) && isSame(connection.to, to.end));
  const explanations = portsOf(asked, to, between).map(({ port, protocol }): ConnectionExplanation => {
    const reaches = from.seen.flatMap((caller) => to.seen.map((called) => reach(caller, called, port ?? 1, protocol)));
    const best = reaches.find(({ passes }) => passes) ?? reaches[0];
    const declared = between.find(
      (connection) => connection.port === undefined || (connection.port === port && connection.protocol === protocol),
    );
    const nowhere = reaches.length === 0;
    const isOwn = network.policies === 'full' && 'id' in from.end && to.end.kind === 'host' && own.has(to.end.host.toLowerCase());
    const passes = isOwn ? false : nowhere ? network.policies !== 'full' : best?.passes === true;
    const field = fieldFor(platform, from, to, { port, protocol });
    return {
      product,
      environment,
      from: from.title,
      to: to.title,
      port,
      protocol,
      policies: network.policies,
      passes,
      declared: declared && { why: declared.why, place: declared.place },
      // A host of which nothing tells the addresses: no rule can name it.
      out: nowhere && !passes && 'id' in from.end ? { closed: true, by: [] } : directionOf(best?.egress, fileOf),
      into: directionOf(best?.ingress, fileOf),
      ownHost: isOwn,
      declare: passes || isOwn || declared !== undefined ? undefined : field,
    };
  });
  return { explanations };
}

/** The field in which a person declares that one end calls another; undefined if the platform has none. */
function fieldFor(
  platform: Platform,
  from: NamedEnd,
  to: NamedEnd,
  { port, protocol }: Pick<ConnectionExplanation, 'port' | 'protocol'>,
): ConnectionExplanation['declare'] {
  const { network } = platform;
  const caller = from.workload?.lifetime.kind === 'run-once' ? undefined : from.workload?.service;
  const part = from.end.kind === 'cluster' && from.end.part !== 'dns' ? from.end.part : undefined;
  const ofService = (service: string, field: ServiceField, value: string, list = true): ConnectionExplanation['declare'] => ({
    field,
    value,
    list,
    place: placeOf(platform, 'services', service, field),
  });
  if (from.end.kind === 'foreign')
    return { field: `network.connections["${from.title}"].to`, value: to.workload?.service ?? to.title, list: true, place: network.place };
  if (to.end.kind === 'foreign') {
    const value = caller ?? part;
    return value === undefined ? undefined : { field: `network.connections["${to.title}"].from`, value, list: true, place: network.place };
  }
  const called = to.workload?.lifetime.kind === 'run-once' ? undefined : to.workload?.service;
  if (part === 'edge') return called !== undefined && to.workload?.reachable === true ? ofService(called, 'routes', 'a route') : undefined;
  if (part === 'monitoring')
    return called === undefined ? undefined : ofService(called, 'metrics', port === undefined ? '{ port: … }' : `{ port: ${port} }`, false);
  if (caller === undefined) return undefined;
  if (called !== undefined) return ofService(caller, 'dependsOn', called);
  const { end, workload } = to;
  const server = platform.backing.find((backing) =>
    workload === undefined ? end.kind === 'host' && end.host === backing.host : workload.id === serverId(backing),
  );
  if (server !== undefined && (port === undefined || port === server.port))
    return server.kind === 'postgres'
      ? ofService(caller, 'database', 'its name in snake_case', false)
      : ofService(caller, server.kind === 'redis' ? 'needsRedis' : 'needsRabbitmq', 'true', false);
  const external = platform.externals.find((one) => one.host === to.title && one.port === (port ?? one.port) && one.protocol === protocol);
  if (external !== undefined) return ofService(caller, 'externals', external.name);
  return end.kind === 'host' ? ofService(caller, 'egress', endpointText(to.title, { port, protocol })) : undefined;
}

function portsOf(
  { port: asked, protocol: over }: { readonly port?: number | undefined; readonly protocol?: 'TCP' | 'UDP' | undefined },
  to: NamedEnd,
  between: readonly Connection[],
): readonly { readonly port: number | undefined; readonly protocol: 'TCP' | 'UDP' }[] {
  const known = [...to.ports, ...between.map(({ port, protocol }) => ({ port, protocol }))];
  const wanted = known.filter(({ port, protocol }) => (asked ?? port) === port && (over ?? protocol) === protocol);
  const listed = wanted.length > 0 ? wanted : [{ port: asked, protocol: over ?? 'TCP' }];
  return [...new Map(listed.map(({ port, protocol }) => [`${port}/${protocol}`, { port, protocol }] as const)).values()];
}

function directionOf(passage: Passage | undefined, fileOf: ReadonlyMap<Policy, string>): Direction {
  if (passage === undefined) return { closed: false, by: [] };
  return {
    closed: passage.closed,
    by: passage.by.map(({ policy, rules }) => ({
      kind: policy.kind,
      policy: policy.name,
      file: `${fileOf.get(policy) ?? ''}.k8s.yaml`,
      rules: rules.map((rule) => rule + 1),
    })),
  };
}

function isSame(a: ConnectionEnd, b: ConnectionEnd): boolean {
  if (a.kind !== b.kind) return false;
  if (a.kind === 'cluster' || b.kind === 'cluster') return a.kind === 'cluster' && b.kind === 'cluster' && a.part === b.part;
  if ('id' in a && 'id' in b) return a.id === b.id;
  return 'host' in a && 'host' in b && a.host === b.host;
}

/** An endpoint outside as it is written in `egress`. */
function endpointText(host: string, { port, protocol }: Pick<ConnectionExplanation, 'port' | 'protocol'>): string {
  const fields = [`host: '${host}'`, ...(port === undefined || port === 443 ? [] : [`port: ${port}`])];
  return `{ ${[...fields, ...(protocol === 'UDP' ? ["protocol: 'UDP'"] : [])].join(', ')} }`;
}
