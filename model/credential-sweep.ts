import { catalogue, createDiagnostic, type Diagnostic, type PathSegment, type Place } from '../diagnostics';
import { credentialInValue, type CredentialKind, credentialsIn } from '../formats';
import { mostLevels } from './objects/mappings';
import { isSealedText } from './objects/plain-credentials';
import type { ProductInput } from './read/input';

/** Codes of findings about a credential at their place, or in the value there. */
const aboutCredentials: ReadonlySet<string> = new Set<Diagnostic['code']>([
  'secret-literal',
  'annotation-credential',
  'file-credential',
  'manifest-credential',
  'patch-credential',
]);

/** Codes of findings about files that are readable as a whole. */
const aboutFiles: ReadonlySet<string> = new Set<Diagnostic['code']>(['manifest-secret-plain', 'secret-file-plain']);

/**
 * Looks for credentials of a known form in every text and key of the input, wherever it stands: all that is rendered follows from it, and it is committed itself.
 * Made-up values of development are left out, and encrypted ones have no form.
 * @param found the findings so far: a place where one tells of a credential, or of a mistake that nobody can accept, gets no second one
 * @returns findings at the places of the input, and the credentials themselves, never to print them
 */
export function sweepInput(
  products: readonly ProductInput[],
  found: readonly Diagnostic[],
): { readonly swept: Diagnostic[]; readonly credentials: readonly string[] } {
  const kinds = new Map<string, CredentialKind | undefined>();
  const kindOf = (text: string): CredentialKind | undefined => {
    if (!kinds.has(text)) kinds.set(text, credentialInValue(text));
    return kinds.get(text);
  };
  const swept: Diagnostic[] = [];
  const report = (kind: CredentialKind, at: Place): void => {
    const variable = at.path.findLast((segment) => typeof segment === 'string') ?? at.file;
    swept.push(createDiagnostic('secret-literal', { variable, kind, inCommand: false, inText: true }, at));
  };
  const sweep = (value: unknown, at: Place, seen: Set<unknown>): void => {
    if (typeof value === 'string') {
      const kind = isSealedText(at.path, value) ? undefined : kindOf(value);
      if (kind !== undefined) report(kind, at);
      return;
    }
    if (typeof value !== 'object' || value === null || at.path.length > mostLevels || seen.has(value)) return;
    seen.add(value);
    const isList = Array.isArray(value);
    for (const [key, inner] of Object.entries(value)) {
      const path: readonly PathSegment[] = [...at.path, isList ? Number(key) : key];
      const kind = isList ? undefined : kindOf(key);
      if (kind !== undefined) report(kind, { ...at, path, key: true });
      if (!isMadeUp(path)) sweep(inner, { ...at, path }, seen);
    }
  };
  for (const { file, value, document } of valuesOf(products))
    sweep(value, { file, path: [], ...(document !== undefined && { document }) }, new Set());
  const known = placesOf(found);
  return {
    swept: swept.filter(({ at }) => !known(at)),
    credentials: [...kinds].flatMap(([text, kind]) => (kind === undefined ? [] : credentialsIn(text))),
  };
}

/** Whether a path is that of the values that everybody may know. Only the overlay has such a field. */
function isMadeUp(path: readonly PathSegment[]): boolean {
  return path.length === 2 && path[0] === 'secrets' && path[1] === 'values';
}

interface InputValue {
  readonly file: string;
  readonly value: unknown;
  readonly document?: number;
}

function valuesOf(products: readonly ProductInput[]): InputValue[] {
  return products
    .filter(({ referenceOnly = false }) => !referenceOnly)
    .flatMap(({ registry, manifest, manifests = [], environments }) => [
      registry,
      manifest,
      ...environments.flatMap(({ overlay, imageLock, secretFiles = [] }) => [overlay, ...(imageLock ? [imageLock] : []), ...secretFiles]),
      ...[...manifests, ...environments.flatMap((environment) => environment.manifests ?? [])].flatMap(({ file, documents }) =>
        documents.map((value, document) => ({ file, value, ...(documents.length > 1 && { document }) })),
      ),
    ]);
}

/** Tells whether a place has its finding already. */
function placesOf(found: readonly Diagnostic[]): (place: Place) => boolean {
  const exact = new Set<string>();
  const around = new Set<string>();
  for (const { code, severity, at } of found) {
    const name = nameOf(at.file, at.document, at.path);
    if (aboutFiles.has(code) || (aboutCredentials.has(code) && at.path.length > 0)) around.add(name);
    if (severity === 'error' && catalogue[code].acceptable === undefined) exact.add(name);
  }
  return ({ file, document, path }) =>
    exact.has(nameOf(file, document, path)) ||
    path.some((_, index) => around.has(nameOf(file, document, path.slice(0, index)))) ||
    around.has(nameOf(file, document, path));
}

function nameOf(file: string, document: number | undefined, path: readonly PathSegment[]): string {
  return JSON.stringify([file, document ?? 0, path]);
}
