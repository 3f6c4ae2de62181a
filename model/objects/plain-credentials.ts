import type { PathSegment } from '../../diagnostics';
import { credentialInValue, type CredentialKind, isCredentialUnder } from '../../formats';
import { credentialIn, credentialInBytes, type CredentialLine } from './credential-lines';
import { isMapping, mostLevels } from './mappings';

/** A text in an object that gives a credential away. */
export interface PlainCredential {
  readonly path: readonly PathSegment[];
  /** The kind of credential, without the value; undefined if the name alone says so. */
  readonly kind: CredentialKind | `value of ${string}` | undefined;
}

/**
 * Finds credentials that anybody can read in an object: texts and keys of a known form, variables with the name of a credential, and entries of a ConfigMap with
 * such a name.
 * @param kind the kind of the object
 */
export function plainCredentials(object: unknown, kind: string): PlainCredential[] {
  const found: PlainCredential[] = [];
  const seen = new Map<object, Set<string>>();
  const visit = (value: unknown, path: readonly PathSegment[]): void => {
    if (path.length > mostLevels || (typeof value === 'object' && value !== null && isSeen(seen, value, path))) return;
    if (typeof value === 'string') {
      const credential = credentialInValue(value) ?? (kind === 'ConfigMap' ? credentialInFile(path, value) : undefined);
      if (credential !== undefined) found.push({ path, kind: credential });
      else if (path.length === 2 && isReadable(kind, path, value)) found.push({ path, kind: undefined });
    } else if (Array.isArray(value)) {
      for (const [index, item] of value.entries()) visit(item, [...path, index]);
    } else if (isMapping(value)) {
      const { name, value: text } = value;
      if (path.at(-2) === 'env' && typeof text === 'string' && credentialInValue(text) === undefined && isNamed(name, text))
        found.push({ path: [...path, 'value'], kind: undefined });
      for (const [key, inner] of Object.entries(value)) {
        const inKey = credentialInValue(key);
        if (inKey === undefined) visit(inner, [...path, key]);
        else found.push({ path: [...path, key], kind: inKey });
      }
    }
  };
  visit(object, []);
  return found;
}

/** Whether an entry of a ConfigMap has the name of a credential, or is a value of a Secret, which is one whatever its name is. */
function isReadable(kind: string, [field, name]: readonly PathSegment[], value: string): boolean {
  if (kind === 'Secret') return (field === 'data' || field === 'stringData') && value !== '';
  return kind === 'ConfigMap' && field === 'data' && isNamed(name, value);
}

/** The signs of a credential in an entry of a ConfigMap that is a file: one of several lines, with an ending, or of bytes. */
function credentialInFile([field, name, ...others]: readonly PathSegment[], value: string): PlainCredential['kind'] {
  if (others.length > 0 || name === undefined) return undefined;
  const isFile = value.includes('\n') || String(name).includes('.');
  const line = field === 'binaryData' ? credentialInBytes(value) : field === 'data' && isFile ? credentialIn(value) : undefined;
  return line && kindOf(line);
}

function kindOf({ kind, name = '' }: CredentialLine): PlainCredential['kind'] {
  return kind ?? `value of ${name}`;
}

/**
 * Whether a value was visited where the same is looked for. YAML aliases put one value into several places, also into itself, and what is looked for in it
 * depends on the fields right above it alone.
 */
function isSeen(seen: Map<object, Set<string>>, value: object, path: readonly PathSegment[]): boolean {
  const contexts = seen.get(value) ?? new Set();
  seen.set(value, contexts);
  const context = JSON.stringify([path.length < 2 && path, path.at(-1) === 'env', path.at(-2) === 'env']);
  if (contexts.has(context)) return true;
  contexts.add(context);
  return false;
}

function isNamed(name: unknown, value: string): boolean {
  // A file of a ConfigMap has an ending, and is read by its form.
  return typeof name === 'string' && !name.includes('.') && isCredentialUnder(name, value) && !/^\d{0,6}$/.test(value);
}
