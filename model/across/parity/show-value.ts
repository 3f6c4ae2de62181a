import type { ShownValue } from '../../../diagnostics';
import { credentialInValue, looksLikeCredentialName } from '../../../formats';
import { credentialInArguments } from '../../objects/argument-credentials';

/** Fields of a platform that sound like a credential and hold the name of a Secret, or of a key in it. */
const names: ReadonlySet<string> = new Set(['secret', 'key', 'keys']);

/** Fields that hold what the element around them is called by. */
const contents: ReadonlySet<string> = new Set(['value', 'template']);

/**
 * Makes a value fit for a finding: short, and not shown at all where it may be a credential.
 * @param path the fact's path, whose names may tell that it is one
 */
export function showValue(value: unknown, path: readonly string[]): ShownValue {
  if (value === undefined || value === null) return { kind: 'absent' };
  if (typeof value === 'object' && !Array.isArray(value)) return { kind: 'present' };
  const last = path.at(-1) ?? '';
  const name = contents.has(last) ? (path.at(-2) ?? '') : last;
  const mayBeCredential = !names.has(name) && looksLikeCredentialName(name);
  if (typeof value === 'string')
    return mayBeCredential || credentialInValue(value) !== undefined ? { kind: 'hidden' } : { kind: 'text', text: cut(value) };
  if (typeof value === 'number' || typeof value === 'boolean') return { kind: 'text', text: String(value) };
  if (!Array.isArray(value)) return { kind: 'present' };
  const items = value.map((item: unknown) => (item !== null && typeof item === 'object' ? '…' : String(item)));
  const sensitive = items.some((item, index) => (credentialInValue(item) ?? credentialInArguments(item, items[index - 1])) !== undefined);
  return mayBeCredential || sensitive ? { kind: 'hidden' } : { kind: 'text', text: cut(`[${items.join(', ')}]`) };
}

function cut(text: string): string {
  return text.length > 60 ? `${text.slice(0, 60)}…` : text;
}
