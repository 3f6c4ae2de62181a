import { spawnSync } from 'node:child_process';
import type { ManifestObject } from '../../../output';
import type { NetworkEnd } from '../../../model/network/reach';
import type { LintTools } from './tools';

/** Policies, ends of connections, and the ports that are tried between any two of these. */
export interface Network {
  readonly policies: readonly ManifestObject[];
  /** Without hosts by name, which a NetworkPolicy does not know. */
  readonly ends: readonly Exclude<NetworkEnd, { kind: 'name' }>[];
  readonly ports: readonly number[];
}

/** A connection that passes: which end calls which, by their numbers, on what port. */
export interface Passing {
  readonly from: number;
  readonly to: number;
  readonly port: number;
  readonly protocol: 'TCP' | 'UDP';
}

/**
 * Computes what policies let pass, with the code of an analyzer that others wrote.
 * @returns for each network every connection that passes
 * @throws Error if a policy has a field that Kubernetes does not know
 * @see https://github.com/mattfenwick/cyclonus
 */
export function passingIn({ reachability }: LintTools, networks: readonly Network[]): Passing[][] {
  const input = networks.map(({ policies, ends, ports }) => {
    const unlike = labelsWithout(policies);
    return { policies: policies.map(withTypes), ports, ends: ends.map((end, index) => endOf(withLabels(end, unlike), index)) };
  });
  const { stdout, stderr, status } = spawnSync(reachability, { input: JSON.stringify(input), encoding: 'utf8', maxBuffer: 2 ** 28 });
  if (status !== 0) throw new Error(`reachability: ${status}\n${stderr}`);
  const answers = JSON.parse(stdout) as [number, number, number, number][][];
  return answers.map((found, index) =>
    found.map(([from, to, port, protocol]) => ({
      from,
      to,
      port: networks[index]!.ports[port]!,
      protocol: protocol === 0 ? 'TCP' : 'UDP',
    })),
  );
}

/** The labels of which policies say what value they must not have. */
function labelsWithout(policies: readonly ManifestObject[]): string[] {
  return policies.flatMap((policy) => {
    const { podSelector } = policy['spec'] as {
      readonly podSelector?: { readonly matchExpressions?: readonly { key: string; operator: string }[] };
    };
    return (podSelector?.matchExpressions ?? []).filter(({ operator }) => operator === 'NotIn').map(({ key }) => key);
  });
}

/**
 * A pod with labels that it lacks, empty. To Kubernetes it is the same; to this analyzer `NotIn` fits no pod without the label, against
 * `Requirement.Matches` of apimachinery.
 * @see https://github.com/kubernetes/apimachinery/blob/v0.32.3/pkg/labels/selector.go
 */
function withLabels(end: Network['ends'][number], names: readonly string[]): Network['ends'][number] {
  if (end.kind === 'address' || names.length === 0) return end;
  return { ...end, labels: { ...Object.fromEntries(names.map((name) => [name, ''])), ...end.labels } };
}

/** A policy with its types, which the API server fills in where they are left out. */
function withTypes(policy: ManifestObject): object {
  const { spec } = policy as unknown as {
    readonly spec: { readonly policyTypes?: readonly string[]; readonly egress?: readonly object[] };
  };
  const types = spec.policyTypes ?? ['Ingress', ...(spec.egress === undefined ? [] : ['Egress'])];
  return { ...policy, spec: { ...spec, policyTypes: types } };
}

/** An end in the form of the program. Pods have addresses as clusters give them: the analyzer holds blocks of addresses against pods, too. */
function endOf(end: Network['ends'][number], index: number): object {
  if (end.kind === 'address') return { address: end.address };
  const { namespace, namespaceLabels, labels, ports } = end;
  const address = `10.244.${Math.floor(index / 250)}.${(index % 250) + 1}`;
  return { namespace, namespaceLabels: { 'kubernetes.io/metadata.name': namespace, ...namespaceLabels }, labels, ports, address };
}
