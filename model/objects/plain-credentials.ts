import type { PathSegment } from '../../diagnostics';
import { credentialInValue, type CredentialKind, isCredentialUnder, looksLikeCredentialName } from '../../formats';
import { credentialInArguments } from './argument-credentials';
import { credentialIn, credentialInBytes, type CredentialLine } from './credential-lines';
import { isMapping, type Mapping, mostLevels, textOf } from './mappings';
import { isCredentialOfField } from './named-credentials';

/** A text in an object that gives a credential away. */
export interface PlainCredential {
  readonly path: readonly PathSegment[];
  /** The kind of credential, without the value; undefined if the name alone says so. */
  readonly kind: CredentialKind | `value of ${string}` | undefined;
}

/**
 * Finds credentials that anybody can read in an object: texts and keys of a known form, and texts under the name of a credential, be it a field, a variable, an
 * option, an entry of a ConfigMap or a line of a text.
 * @param kind the kind of the object
 */
export function plainCredentials(object: unknown, kind: string): PlainCredential[] {
  const found: PlainCredential[] = [];
  const seen = new Map<object, Set<string>>();
  const visit = (value: unknown, path: readonly PathSegment[], name: string, before?: unknown): void => {
    if (path.length > mostLevels || (typeof value === 'object' && value !== null && isSeen(seen, value, path, name))) return;
    if (typeof value === 'string') {
      const credential = textCredential({ kind, path, name, value, before });
      if (credential !== undefined) found.push(credential);
    } else if (Array.isArray(value)) {
      for (const [index, item] of value.entries()) visit(item, [...path, index], name, value[index - 1]);
    } else if (isMapping(value)) {
      for (const [key, inner] of Object.entries(value)) {
        const inKey = credentialInValue(key);
        if (inKey === undefined) visit(inner, [...path, key], key === 'value' ? nameBeside(value, name) : key);
        else found.push({ path: [...path, key], kind: inKey });
      }
    }
  };
  visit(object, [], '');
  return found;
}

/** A text of an object. */
interface ObjectText {
  /** The kind of the object. */
  readonly kind: string;
  readonly path: readonly PathSegment[];
  /** The name of what holds it, as {@link nameBeside} gives it. */
  readonly name: string;
  readonly value: string;
  /** The item of a list before it. */
  readonly before: unknown;
}

/** Whether one text of an object gives a credential away. */
export function textCredential({ kind, path, name, value, before }: ObjectText): PlainCredential | undefined {
  if (isSealed(kind, path, value)) return undefined;
  const credential = credentialInValue(value) ?? credentialInText(kind, path, value) ?? credentialInItem(path, value, before);
  if (credential !== undefined) return { path, kind: credential };
  return isReadable(kind, path, name, value) ? { path, kind: undefined } : undefined;
}

/** The name that a mapping gives its value: of a variable, a parameter, a kind of credential, or that of the mapping itself. */
export function nameBeside({ name, key, parameter, type }: Mapping, above: string): string {
  return textOf(name) ?? textOf(key) ?? textOf(parameter) ?? (type === 'password' ? type : above);
}

/** Whether a text has the name of a credential, or is a value of a Secret, which is one whatever its name is. */
function isReadable(kind: string, path: readonly PathSegment[], name: string, value: string): boolean {
  const isEntry = path.length === 2;
  if (isEntry && kind === 'Secret') return (path[0] === 'data' || path[0] === 'stringData') && value !== '';
  if (isEntry && kind === 'ConfigMap' && path[0] === 'binaryData') return false;
  if (isEntry && kind === 'ConfigMap' && path[0] === 'data') return isNamed(name, value);
  // Variables and entries hold what a program reads, and name no Secret.
  if (path.at(-1) === 'value' && path.at(-3) === 'env') return isCredentialUnder(name, value) && !/^\d{0,6}$/.test(value);
  return isCredentialOfField(name, value);
}

/** Whether a text is encrypted for a controller in the cluster: the length of the key, and then that key and the text. */
function isSealed(kind: string, path: readonly PathSegment[], value: string): boolean {
  return kind === 'SealedSecret' && path.length === 3 && isSealedText(path, value);
}

/** Whether a text under `encryptedData` has the form of one that kubeseal encrypted. In so many random letters everything has a form now and then. */
export function isSealedText(path: readonly PathSegment[], value: string): boolean {
  return path.at(-2) === 'encryptedData' && /^A[gQY][A-D][A-Za-z0-9+/\s]*={0,2}\s*$/.test(value);
}

/** The signs of a credential in a text of several lines, and in an entry of a ConfigMap that is a file or bytes. Definitions describe fields. */
function credentialInText(kind: string, path: readonly PathSegment[], value: string): PlainCredential['kind'] {
  const [field, name] = path;
  const isEntry = kind === 'ConfigMap' && path.length === 2 && (field === 'data' || field === 'binaryData');
  if (isEntry && field === 'binaryData') return kindOf(credentialInBytes(value));
  const isFile = value.includes('\n') || (isEntry && String(name).includes('.'));
  return isFile && kind !== 'CustomResourceDefinition' ? kindOf(credentialIn(value)) : undefined;
}

/** The signs of a credential in an item of a list, which may be the value of the option before it. */
function credentialInItem(path: readonly PathSegment[], value: string, before: unknown): PlainCredential['kind'] {
  if (typeof path.at(-1) !== 'number') return undefined;
  return credentialInArguments(value, textOf(before)) as PlainCredential['kind'];
}

function kindOf(line: CredentialLine | undefined): PlainCredential['kind'] {
  return line && (line.kind ?? `value of ${line.name ?? ''}`);
}

/**
 * Whether a value was visited where the same is looked for. YAML aliases put one value into several places, also into itself, and what is looked for in it
 * depends on the fields right above it alone.
 */
function isSeen(seen: Map<object, Set<string>>, value: object, path: readonly PathSegment[], name: string): boolean {
  const contexts = seen.get(value) ?? new Set();
  seen.set(value, contexts);
  const context = JSON.stringify([
    path.length < 2 && path,
    path.at(-1) === 'env',
    path.at(-2) === 'env',
    looksLikeCredentialName(name),
    /(?:secret|key)s?$/i.test(name),
  ]);
  if (contexts.has(context)) return true;
  contexts.add(context);
  return false;
}

/** The ending of a file. */
const ending =
  /\.(?:txt|conf|cfg|cnf|ini|env|properties|ya?ml|json|toml|xml|sh|js|ts|py|sql|html?|md|crt|cer|pem|key|pub|lua|tpl|tmpl|template)$/i;

/** Whether an entry of a ConfigMap has the name of a credential. A file of more than a word is read by its lines. */
function isNamed(name: string, value: string): boolean {
  const own = value.trim();
  const isWord = !/\s/.test(own);
  const entry = ending.test(name) ? (isWord ? name.replace(ending, '') : '') : name;
  return isCredentialUnder(entry, own) && !/^\d{0,6}$/.test(own);
}
