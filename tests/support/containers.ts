import type { ManifestObject } from '../../output';

interface Variable {
  readonly name: string;
  readonly value?: string;
  readonly valueFrom?: { readonly secretKeyRef: { readonly name: string; readonly key: string; readonly optional?: boolean } };
}

/** A container of a manifest. */
export interface ContainerSpec {
  readonly name: string;
  readonly image: string;
  readonly env?: readonly Variable[];
  readonly [field: string]: unknown;
}

/** A pod of a manifest's pod template. */
export interface PodSpec {
  readonly containers: readonly ContainerSpec[];
  readonly initContainers?: readonly ContainerSpec[];
  readonly serviceAccountName: string;
  readonly [field: string]: unknown;
}

interface Template {
  readonly metadata: { readonly labels: Record<string, string>; readonly annotations?: Record<string, string> };
  readonly spec?: PodSpec;
}

/** The pod of a workload's template; undefined for an object without a template. */
export function podOf(object: ManifestObject): (Template['metadata'] & { readonly spec: PodSpec }) | undefined {
  const { template, jobTemplate } = (object['spec'] ?? {}) as { template?: Template; jobTemplate?: { spec: { template: Template } } };
  const { spec, metadata } = jobTemplate?.spec.template ?? template ?? {};
  // The template of a SealedSecret is one of a Secret.
  const { labels, annotations } = metadata ?? {};
  return spec && labels && { labels, ...(annotations && { annotations }), spec };
}

/** The first container of a workload, and its variables with the values that the kubelet would give to the process. */
export function containerOf(
  objects: readonly ManifestObject[],
  kind: string,
  name: string,
): { readonly spec: ContainerSpec; readonly variables: Readonly<Record<string, string>> } {
  const workload = objects.find((object) => object.kind === kind && object.metadata.name === name);
  const spec = workload && podOf(workload)?.spec.containers[0];
  if (spec === undefined) throw new Error(`no ${kind} ${name}`);
  return { spec, variables: variablesOf(spec, objects) };
}

function variablesOf(spec: ContainerSpec, objects: readonly ManifestObject[]): Record<string, string> {
  const variables: Record<string, string> = {};
  const dataOf = (kind: string, name: string): Record<string, string> =>
    (objects.find((object) => object.kind === kind && object.metadata.name === name)?.['data'] ?? {}) as Record<string, string>;
  for (const { name, value, valueFrom } of spec.env ?? []) {
    if (valueFrom === undefined) variables[name] = expand(value ?? '', variables);
    else {
      const encoded = dataOf('Secret', valueFrom.secretKeyRef.name)[valueFrom.secretKeyRef.key];
      if (encoded !== undefined) variables[name] = Buffer.from(encoded, 'base64').toString();
    }
  }
  return variables;
}

/** `$(NAME)` is replaced when NAME came earlier, `$$` is a dollar sign. */
function expand(value: string, variables: Readonly<Record<string, string>>): string {
  return value.replace(/\$\$|\$\(([^)]*)\)/g, (match, name?: string) => (name === undefined ? '$' : (variables[name] ?? match)));
}
