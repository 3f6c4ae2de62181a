import type { KubernetesObject } from '../model';
import { isMapping, listOf, type Mapping, mappingOf, textOf } from '../model/objects/mappings';
import { groupKind } from '../model/objects/pod';

/** The identity of an object in a cluster, whatever the version of its API: group, kind, namespace and name. */
export function identityOf(object: KubernetesObject): string {
  return `${groupKind(object)} ${textOf(object.metadata['namespace']) ?? ''}/${object.metadata.name}`;
}

/** The kind and the name of an object, as findings and the product manifest have them. */
export function titleOf({ kind, metadata }: KubernetesObject): string {
  return `${kind}/${metadata.name}`;
}

/** As {@link titleOf}, without the hash at the end of the name of a Job that is named by its content. */
export function stemOf(object: KubernetesObject): string {
  return titleOf(object).replace(/^(Job\/.*)-[0-9a-f]{8}$/, '$1');
}

/** The value at a path such as `spec.template`; undefined if there is none. */
export function valueAt(value: unknown, path: string): unknown {
  let inner = value;
  for (const field of path.split('.')) inner = mappingOf(inner)[field];
  return inner;
}

/** Whether Argo CD runs an object with each sync, and makes it anew for that. */
export function isHook({ metadata }: KubernetesObject): boolean {
  return mappingOf(metadata['annotations'])['argocd.argoproj.io/hook'] !== undefined;
}

/** The spec of the pods that a workload makes, a CronJob by its Jobs; empty for what makes none. */
export function podSpecIn(object: KubernetesObject): Mapping {
  return mappingOf(valueAt(object, object.kind === 'CronJob' ? 'spec.jobTemplate.spec.template.spec' : 'spec.template.spec'));
}

/** The labels of an object that say what it belongs to. */
export function ownerOf(object: KubernetesObject): { readonly name: string | undefined; readonly component: string | undefined } {
  const labels = mappingOf(object.metadata['labels']);
  return { name: textOf(labels['app.kubernetes.io/name']), component: textOf(labels['app.kubernetes.io/component']) };
}

/** The containers of the pods that a workload makes, by name. */
export function containersIn(object: KubernetesObject): Mapping[] {
  return listOf(valueAt(object, 'spec.template.spec.containers')).map(mappingOf);
}

/** Whether two values are the same JSON, in whatever order their keys are. A field that is undefined is none. */
export function sameValue(one: unknown, other: unknown): boolean {
  if (one === other) return true;
  if (Array.isArray(one) || Array.isArray(other))
    return (
      Array.isArray(one) && Array.isArray(other) && one.length === other.length && one.every((item, index) => sameValue(item, other[index]))
    );
  if (!isMapping(one) || !isMapping(other)) return false;
  return [...new Set([...Object.keys(one), ...Object.keys(other)])].every((key) => sameValue(one[key], other[key]));
}

/** A value as a finding shows it; `none` for what is left out. */
export function shown(value: unknown): string {
  if (value === undefined || value === null) return 'none';
  return typeof value === 'string' ? value : JSON.stringify(value);
}
