import { buildApp } from '../../constructs';
import type { CompiledPlatform, ConnectionEnd } from '../../model';
import type { NetworkArea } from '../../model/platform';
import { foreignWorkloads } from '../../model/design/network/foreign-workloads';
import { listOf, mappingOf } from '../../model/objects/mappings';
import type { Policy } from '../../model/network/policy';
import type { NetworkEnd, NetworkPod } from '../../model/network/reach';
import { readPolicies } from '../../model/network/read-policies';
import type { ManifestObject } from '../../output';
import { podOf } from './containers';

/** A pod of a platform as its manifests make it, with the id of what it is in the blueprint. */
export interface EmittedPod {
  readonly id: string;
  readonly pod: NetworkPod;
}

/** All that the network knows of a platform, read from its manifests alone. */
export interface EmittedNetwork {
  readonly pods: readonly EmittedPod[];
  readonly policies: readonly Policy[];
  readonly objects: readonly ManifestObject[];
}

/** Reads the pods and policies of a platform from what it synthesizes. */
export function emittedNetwork(compiled: CompiledPlatform): EmittedNetwork {
  const { blueprint } = compiled;
  const objects = buildApp(compiled, { write: () => undefined })
    .render()
    .flatMap((file) => file.objects as unknown as ManifestObject[]);
  const ids = new Map<string, string>();
  for (const { id, lifetime, name } of blueprint.workloads) {
    const kind = { replicated: 'Deployment', stateful: 'StatefulSet', scheduled: 'CronJob', 'run-once': 'Job' }[lifetime.kind];
    ids.set(`${kind}/${name}`, id);
  }
  for (const { id, title } of foreignWorkloads(blueprint.foreign)) ids.set(title, id);
  const pods = objects.flatMap((object): EmittedPod[] => {
    const pod = podOf(object);
    const id = ids.get(`${object.kind}/${object.metadata.name.replace(object.kind === 'Job' ? /-[0-9a-f]{8}$/ : /$^/, '')}`);
    if (pod === undefined || id === undefined) return [];
    // Pods of the team's may hold anything.
    const containers = [...listOf(pod.spec.containers), ...listOf(pod.spec.initContainers)];
    const ports = containers.flatMap((container) =>
      (listOf(mappingOf(container)['ports']) as { name: string; containerPort: number; protocol?: string }[]).map((port) => ({
        name: port.name,
        port: port.containerPort,
        protocol: port.protocol ?? 'TCP',
      })),
    );
    return [{ id, pod: { kind: 'pod', namespace: blueprint.namespace, namespaceLabels: {}, labels: pod.labels, ports } }];
  });
  return { pods, objects, policies: objects.flatMap((object) => readPolicies(object, blueprint.namespace)) };
}

/** Something outside that connections may lead to or come from, as the network sees it. */
export function outsideOf(end: ConnectionEnd, { platform }: CompiledPlatform): readonly NetworkEnd[] {
  const { network, namespace, capabilities } = platform;
  const areas: readonly NetworkArea[] =
    end.kind === 'cluster'
      ? end.part === 'dns'
        ? [network.dns]
        : (network[end.part] ?? [])
      : end.kind === 'host'
        ? network.hosts.filter(({ host }) => host === end.host)
        : [];
  const seen = areas.flatMap((area): NetworkEnd[] => [
    ...(area.pods === undefined
      ? []
      : [
          {
            kind: 'pod',
            namespace: area.pods.namespace ?? namespace,
            namespaceLabels: {},
            labels: { ...area.pods.labels },
            ports: [],
          } as const,
        ]),
    ...area.cidrs.map((cidr) => ({ kind: 'address', address: cidr.split('/')[0]! }) as const),
    ...(area.internet === true ? [{ kind: 'address', address: '8.8.8.8' } as const] : []),
  ]);
  if (end.kind === 'host' && seen.length === 0) {
    if (isNamed(end.host, capabilities)) return [{ kind: 'name', name: end.host }];
    const found = /^[^.]+\.([^.]+)\.svc/.exec(end.host)?.[1];
    return found === undefined
      ? [{ kind: 'address', address: end.host }]
      : [{ kind: 'pod', namespace: found, namespaceLabels: {}, labels: {}, ports: [] }];
  }
  if (end.kind === 'neighbour')
    return [
      {
        kind: 'pod',
        namespace: end.namespace,
        namespaceLabels: {},
        labels: { 'app.kubernetes.io/name': end.id.split('/')[1]! },
        ports: [],
      },
    ];
  if (end.kind === 'operated')
    return [{ kind: 'pod', namespace, namespaceLabels: {}, labels: { 'cnpg.io/cluster': end.cluster }, ports: [] }];
  return seen;
}

/** A port that no workload listens on, so that only a rule for every port lets it pass. */
export const otherPort = 61_000;

/** Every port that connections of a platform name, and one that none does. */
export function portsOf({ blueprint }: CompiledPlatform): number[] {
  return [...new Set([otherPort, ...blueprint.connections.flatMap(({ port }) => port ?? [])])];
}

/** What the blueprint declares between pods of a platform, on the given ports, each such as `service/web -> service/api TCP 4000`, in order. */
export function declaredBetween({ blueprint }: CompiledPlatform, pods: readonly EmittedPod[], ports: readonly number[]): string[] {
  const known = new Set(pods.map(({ id }) => id));
  const inside = blueprint.connections.filter(({ from, to }) => 'id' in from && 'id' in to && known.has(from.id) && known.has(to.id));
  const declared = inside.flatMap(({ from, to, port, protocol }) => {
    const [caller, called] = [from as { id: string }, to as { id: string }];
    if (port !== undefined) return [`${caller.id} -> ${called.id} ${protocol} ${port}`];
    return ports.flatMap((every) => ['TCP', 'UDP'].map((one) => `${caller.id} -> ${called.id} ${one} ${every}`));
  });
  return [...new Set(declared)].sort();
}

/** Whether a host is one that only its name tells of, in a cluster whose network knows names. */
function isNamed(host: string, capabilities: readonly string[]): boolean {
  if (!capabilities.some((capability) => capability !== 'monitoring.coreos.com/v1')) return false;
  return /[a-z]/.test(host) && host.includes('.') && !/\.svc(\.|$)/.test(host);
}
