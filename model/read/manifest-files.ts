import { createDiagnostic, type Diagnostic, type Place } from '../../diagnostics';
import { isDnsLabel } from '../../formats';
import { isJson, isMapping, isTextMapping, mappingOf, type Mapping, textOf } from '../objects/mappings';
import { plainCredentials } from '../objects/plain-credentials';
import { groupKind } from '../objects/pod';
import type { ForeignManifest, JsonMapping, KubernetesObject } from '../platform';
import type { ManifestFileInput } from './input';

/** What files with Kubernetes objects hold. */
export interface ReadManifests {
  /** The objects that have all parts of a name. */
  readonly manifests: readonly ForeignManifest[];
  readonly diagnostics: readonly Diagnostic[];
}

/** Checks the shape of files with Kubernetes objects, and that none gives a credential away. The objects are copies. Never throws. */
export function readManifestFiles(files: readonly ManifestFileInput[]): ReadManifests {
  const read = files.map(readManifestFile);
  return {
    manifests: read.flatMap(({ manifests }) => manifests),
    diagnostics: read.flatMap(({ diagnostics }) => diagnostics),
  };
}

function readManifestFile({ file, documents, diagnostics = [] }: ManifestFileInput): ReadManifests {
  if (diagnostics.length > 0) return { manifests: [], diagnostics };
  const name = file.slice(file.lastIndexOf('/') + 1).replace(/\.ya?ml$/, '');
  if (!isDnsLabel(name)) {
    return { manifests: [], diagnostics: [createDiagnostic('manifest-file-name', { name }, { file, path: [] })] };
  }
  const findings: Diagnostic[] = [];
  const manifests = documents.flatMap((value, index): ForeignManifest[] => {
    // An empty document, such as the one after the last `---`, is none.
    if (value === null || value === undefined) return [];
    const place: Place = { file, ...(documents.length > 1 && { document: index }), path: [] };
    const object = readObject(value, place, findings);
    return object === undefined ? [] : [{ key: `${groupKind(object)}/${object.metadata.name}`, file: name, object, place }];
  });
  return { manifests, diagnostics: findings };
}

function readObject(value: unknown, place: Place, findings: Diagnostic[]): KubernetesObject | undefined {
  const flaw = flawOf(value);
  if (flaw !== undefined) {
    findings.push(createDiagnostic('manifest-unreadable', { flaw }, place));
    return undefined;
  }
  const object = copy(value as Mapping);
  const { kind, metadata } = object;
  const within = (...path: Place['path']): Place => ({ ...place, path });
  const plain = groupKind(object) === 'v1/Secret' ? plainKeys(object) : [];
  if (plain.length > 0) findings.push(createDiagnostic('manifest-secret-plain', { name: metadata.name, keys: plain }, place));
  for (const { path, kind: credential } of plain.length > 0 ? [] : plainCredentials(object, kind)) {
    const name = String(path.at(-1) === 'value' ? (nameOfVariable(object, path) ?? 'value') : path.at(-1));
    findings.push(
      createDiagnostic('manifest-credential', { name, ...(credential !== undefined && { kind: credential }) }, within(...path)),
    );
  }
  return object;
}

type Flaw = 'object' | 'json' | 'apiVersion' | 'kind' | 'list' | 'name' | 'texts';

function flawOf(value: unknown): Flaw | undefined {
  if (!isMapping(value)) return 'object';
  if (!isJson(value)) return 'json';
  const metadata = mappingOf(value['metadata']);
  if (!isText(value['apiVersion'])) return 'apiVersion';
  if (!isText(value['kind'])) return 'kind';
  if (Array.isArray(value['items']) && String(value['kind']).endsWith('List')) return 'list';
  if (!isText(metadata['name'])) return 'name';
  if (!['labels', 'annotations'].every((field) => isTextMapping(metadata[field]))) return 'texts';
  return undefined;
}

function isText(value: unknown): boolean {
  return typeof value === 'string' && value !== '';
}

/** The keys of a Secret whose values are readable. */
function plainKeys(object: Mapping): string[] {
  return ['data', 'stringData'].flatMap((field) => Object.keys(mappingOf(object[field])));
}

function nameOfVariable(object: unknown, path: Place['path']): string | undefined {
  let inner = object;
  for (const segment of path.slice(0, -1)) inner = (inner as Readonly<Record<string | number, unknown>>)[segment];
  return textOf(mappingOf(inner)['name']);
}

/** Copies an object, without fields of its metadata that say nothing: the input stays its owner's. */
function copy(value: Mapping): KubernetesObject {
  const object = structuredClone(value) as JsonMapping;
  const metadata = Object.entries(mappingOf(object['metadata'])).filter(([, inner]) => inner !== null);
  return { ...object, metadata: Object.fromEntries(metadata) } as KubernetesObject;
}
