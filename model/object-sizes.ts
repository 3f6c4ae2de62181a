import { createDiagnostic, type Diagnostic, formatPath, type PathSegment } from '../diagnostics';
import type { Blueprint } from './blueprint';
import type { KubernetesObject } from './platform';

/** All annotations of an object together, keys and values. @see https://github.com/kubernetes/apimachinery/blob/master/pkg/api/validation/objectmeta.go */
const mostAnnotations = 256 * 1024;

/** What etcd takes in one request by default, less what the API server adds: who set which field, and times. @see https://etcd.io/docs/latest/dev-guide/limit/ */
const mostStored = 1.5 * 2 ** 20 - 64 * 1024;

const lastApplied = 'kubectl.kubernetes.io/last-applied-configuration';

/**
 * Reports objects that are too large to be stored, or for the annotation in which a client that applies them keeps a copy.
 * @param objects as they will be written
 * @returns findings at what the name of each object follows from
 */
export function objectSizes(objects: readonly KubernetesObject[], { names }: Pick<Blueprint, 'names'>): Diagnostic[] {
  return objects.flatMap((object) => {
    const json = JSON.stringify(object);
    // Go writes a character in six bytes at most, as `\u003c`.
    if (json.length * 6 < mostAnnotations / 2) return [];
    const stored = Buffer.byteLength(json);
    const annotations = object.metadata['annotations'] as Readonly<Record<string, string>> | undefined;
    const applied = isAppliedByServer(annotations) ? 0 : appliedBytes(json, annotations);
    const by = stored > mostStored ? 'etcd' : applied > mostAnnotations ? 'apply' : undefined;
    if (by === undefined) return [];
    const { kind, metadata } = object;
    const named = names.find((known) => known.kind === kind && isNameOf(known, metadata.name));
    const { path, share } = largestPart(object);
    const limit = by === 'etcd' ? mostStored : mostAnnotations;
    const args = {
      kind,
      name: metadata.name,
      by,
      bytes: by === 'etcd' ? stored : applied,
      limit,
      largest: formatPath(path),
      share,
    } as const;
    return [createDiagnostic('object-too-large', args, named?.place ?? { file: '', path: [] })];
  });
}

function isNameOf({ name, hashed }: Blueprint['names'][number], title: string): boolean {
  return title === name || (hashed && title.startsWith(`${name}-`) && title.length === name.length + 9);
}

/** Whether Argo CD has the server merge the object, which needs no copy. */
function isAppliedByServer(annotations: Readonly<Record<string, string>> | undefined): boolean {
  return annotations?.['argocd.argoproj.io/sync-options']?.split(',').includes('ServerSideApply=true') === true;
}

/** The size of all annotations once a client has added its copy of the object, which ends with a line end. */
function appliedBytes(json: string, annotations: Readonly<Record<string, string>> = {}): number {
  const escaped = json.match(/[<>&\u2028\u2029]/g)?.length ?? 0;
  const own = Object.entries(annotations).reduce((sum, [key, value]) => sum + Buffer.byteLength(key) + Buffer.byteLength(value), 0);
  const added = Object.keys(annotations).length === 0 ? '"annotations":{},'.length : 0;
  return own + lastApplied.length + Buffer.byteLength(json) + escaped * 5 + added + 1;
}

/** The deepest part of an object that makes most of it. */
function largestPart(object: KubernetesObject): { readonly path: readonly PathSegment[]; readonly share: number } {
  const whole = JSON.stringify(object).length;
  const path: PathSegment[] = [];
  let part: unknown = object;
  let share = 1;
  for (;;) {
    if (typeof part !== 'object' || part === null) break;
    const sizes = Object.entries(part).map(([key, inner]) => [key, inner, JSON.stringify(inner).length] as const);
    const [largest] = sizes.sort((a, b) => b[2] - a[2]);
    if (largest === undefined || largest[2] * 2 < whole) break;
    path.push(Array.isArray(part) ? Number(largest[0]) : largest[0]);
    part = largest[1];
    share = largest[2] / whole;
  }
  return { path, share: Math.round(share * 100) };
}
