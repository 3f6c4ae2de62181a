import { createDiagnostic, type Diagnostic, type Place } from '../../diagnostics';
import { isDnsLabel } from '../../formats';
import { groupKind } from '../objects/pod';
import type { ForeignManifest } from '../platform';
import type { ManifestFileInput } from './input';
import { readObject } from './read-object';

/** The content of files with Kubernetes objects. */
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
    return object === undefined
      ? []
      : [{ key: `${groupKind(object)}/${object.metadata.name}`, file: name, object, place, extended: false }];
  });
  return { manifests, diagnostics: findings };
}
