import { applyJsonPatch, PatchError, strategicMerge } from '../../formats';
import type { Blueprint } from '../../model/blueprint';
import type { Patch } from '../../model/platform';
import type { Manifest } from '../manifest';

/** A patch that did not do what it was for. */
export interface PatchProblem {
  readonly patch: Patch;
  /** Undefined if there is no such object. */
  readonly reason: string | undefined;
}

type Json = Readonly<Record<string, unknown>>;

/**
 * Applies patches to objects, in their order. One that does not fit changes nothing.
 * @returns those that did not fit
 */
export function applyPatches(manifests: readonly Manifest[], { patches, names }: Pick<Blueprint, 'patches' | 'names'>): PatchProblem[] {
  if (patches.length === 0) return [];
  const hashed = new Set(names.flatMap(({ kind, name, hashed: isHashed }) => (isHashed ? [`${kind}/${name}`] : [])));
  const byTitle = new Map(manifests.map((manifest) => [`${manifest.kind}/${manifest.content.metadata.name}`, manifest]));
  return patches.flatMap((patch): PatchProblem[] => {
    const title = `${patch.kind}/${patch.name}`;
    if (hashed.has(title)) return [{ patch, reason: 'a hash of the content is part of its name, and it may never change under that' }];
    const manifest = byTitle.get(title);
    if (manifest === undefined) return [{ patch, reason: undefined }];
    const reason = reasonAgainst(manifest.toJson(), patch);
    if (reason === undefined) manifest.addChange((json) => patched(json, patch));
    return reason === undefined ? [] : [{ patch, reason }];
  });
}

function reasonAgainst(before: Json, patch: Patch): string | undefined {
  try {
    const after = patched(before, patch);
    const changed = identity.find((path) => isChanged(before, after, path));
    if (changed !== undefined) return `it changes \`${changed.join('.')}\`, which makes it another object`;
    return reasonAgainstLabels(before, after) ?? reasonAgainstKind(before, after);
  } catch (error) {
    if (error instanceof PatchError) return error.message;
    throw error;
  }
}

/** The fields of an object that make it the same object. */
const identity: readonly (readonly string[])[] = [
  ['apiVersion'],
  ['kind'],
  ['metadata', 'name'],
  ['metadata', 'namespace'],
  ['spec', 'selector'],
];

function isChanged(before: Json, after: Json, path: readonly string[]): boolean {
  return JSON.stringify(at(before, path)) !== JSON.stringify(at(after, path));
}

/** The labels by which an object finds its own pods have to stay on them. */
function reasonAgainstLabels(before: Json, after: Json): string | undefined {
  const labels = ['spec', 'template', 'metadata', 'labels'];
  const selected = Object.keys(Object(at(before, ['spec', 'selector', 'matchLabels'])) as Json);
  const changed = selected.find((label) => isChanged(before, after, [...labels, label]));
  return changed && `it changes \`${[...labels, changed].join('.')}\`, by which the object finds its pods`;
}

/** The fields of single kinds that others rely on: a Kubernetes Service leads to pods, and a Namespace admits restricted pods alone. */
function reasonAgainstKind(before: Json, after: Json): string | undefined {
  switch (`${String(before['apiVersion'])}/${String(before['kind'])}`) {
    case 'v1/Service':
      return at(after, ['spec', 'type']) === 'ExternalName' && isChanged(before, after, ['spec', 'type'])
        ? 'its `spec.type` becomes `ExternalName`, which leads to no pod'
        : undefined;
    case 'v1/Namespace': {
      const enforced = ['enforce', 'enforce-version'].map((mode) => ['metadata', 'labels', `pod-security.kubernetes.io/${mode}`]);
      const changed = enforced.find((path) => isChanged(before, after, path));
      return changed && `it changes \`${changed.join('.')}\`, and every pod of the namespace is held to that`;
    }
    case 'batch/v1/Job':
      return reasonAgainstJob(at(after, ['spec']));
    case 'batch/v1/CronJob':
      return reasonAgainstJob(at(after, ['spec', 'jobTemplate', 'spec']));
    default:
      return undefined;
  }
}

/** The API server takes `podFailurePolicy` for pods that are never started again in place. */
function reasonAgainstJob(spec: unknown): string | undefined {
  const restarts = at(spec, ['template', 'spec', 'restartPolicy']);
  return at(spec, ['podFailurePolicy']) === undefined || restarts === 'Never'
    ? undefined
    : `its \`restartPolicy\` becomes ${JSON.stringify(restarts ?? null)}, and \`podFailurePolicy\` is for \`Never\` alone: take that away in the same patch`;
}

function at(value: unknown, path: readonly string[]): unknown {
  return path.reduce<unknown>((inner, field) => (typeof inner === 'object' && inner !== null ? (inner as Json)[field] : undefined), value);
}

function patched(json: Json, { change }: Patch): Record<string, unknown> {
  if (change === undefined) return { ...json };
  const after = (change.kind === 'merge' ? strategicMerge(json, change.merge) : applyJsonPatch(json, change.operations)) as Json;
  const { metadata } = after;
  if (typeof metadata !== 'object' || metadata === null) throw new PatchError('no `metadata` is left');
  const { annotations } = metadata as { readonly annotations?: Json };
  return { ...after, metadata: { ...metadata, annotations: { ...annotations, 'cadastre.dev/patched': 'true' } } };
}
