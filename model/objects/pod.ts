import type { PathSegment } from '../../diagnostics';
import type { JsonMapping } from '../platform';
import { listOf, mappingOf, type Mapping } from './mappings';

/** A pod, or the template of pods, in an object of a known kind. */
export interface PodIn {
  /** Where the pod's `spec` stands in the object. */
  readonly path: readonly PathSegment[];
  readonly spec: Mapping;
}

/** A container of a pod. */
export interface ContainerIn {
  readonly path: readonly PathSegment[];
  readonly name: string;
  readonly container: Mapping;
}

const templatePath: readonly string[] = ['spec', 'template', 'spec'];

/** Where the kinds of Kubernetes that make pods have the `spec` of the pod. */
const podPaths: ReadonlyMap<string, readonly string[]> = new Map([
  ['v1/Pod', ['spec']],
  ['v1/PodTemplate', ['template', 'spec']],
  ['v1/ReplicationController', templatePath],
  ['apps/Deployment', templatePath],
  ['apps/StatefulSet', templatePath],
  ['apps/DaemonSet', templatePath],
  ['apps/ReplicaSet', templatePath],
  ['batch/Job', templatePath],
  ['batch/CronJob', ['spec', 'jobTemplate', 'spec', 'template', 'spec']],
]);

/** The API group of an object and its kind, such as `apps/Deployment` or `v1/Service`: two versions of a kind are one object. */
export function groupKind({ apiVersion, kind }: { readonly apiVersion: string; readonly kind: string }): string {
  return `${apiVersion.split('/')[0] ?? ''}/${kind}`;
}

/** Finds the pod that an object is, or makes; undefined for a kind that makes none, or that is not one of Kubernetes' own. */
export function podIn(object: JsonMapping & { readonly apiVersion: string; readonly kind: string }): PodIn | undefined {
  const path = podPaths.get(groupKind(object));
  if (path === undefined) return undefined;
  let spec: unknown = object;
  for (const field of path) spec = mappingOf(spec)[field];
  return { path, spec: mappingOf(spec) };
}

/** All containers of a pod: init containers first, and ephemeral ones last. */
export function containersOf({ path, spec }: PodIn): ContainerIn[] {
  return ['initContainers', 'containers', 'ephemeralContainers'].flatMap((field) =>
    listOf(spec[field]).map((item, index) => {
      const container = mappingOf(item);
      const { name } = container;
      return { path: [...path, field, index], name: typeof name === 'string' ? name : `${field}[${index}]`, container };
    }),
  );
}
