import type { PathSegment } from '../diagnostics';
import { looksLikeCredentialName, notShown, redacted } from '../formats';
import { withoutCredential } from '../model/objects/argument-credentials';
import { isMapping, type Mapping, textOf } from '../model/objects/mappings';
import { nameBeside, textCredential } from '../model/objects/plain-credentials';
import { lastAppliedAnnotation } from './live/field-owners';

/** Where a value stands in an object. */
export interface ValueSpot {
  /** The kind of the object. */
  readonly kind: string;
  readonly path: readonly PathSegment[];
  /** What the value is called: by its field, or by the name beside it, as that of a variable. Items of a list have that of the list. */
  readonly name: string;
  /** The list that the value is an item of. */
  readonly list?: readonly unknown[] | undefined;
}

/** What nobody may see of an object, by its kind. */
const hiddenFields: ReadonlyMap<string, readonly string[]> = new Map([
  ['Secret', ['data', 'stringData']],
  ['SealedSecret', ['spec.encryptedData']],
]);

/** The spot of a field of a mapping. */
export function fieldSpot(spot: ValueSpot, field: string, owner: Mapping): ValueSpot {
  return { kind: spot.kind, path: [...spot.path, field], name: field === 'value' ? nameBeside(owner, spot.name) : field };
}

/** The spot of an item of a list. */
export function itemSpot(spot: ValueSpot, index: number, list: readonly unknown[]): ValueSpot {
  return { ...spot, path: [...spot.path, index], list };
}

/**
 * A value as a person may see it: a text, or JSON. Credentials are left out, by their form and by the name of what holds them: a field, a variable, an option or its argument, a header, an entry of a ConfigMap or
 * a line of a file.
 */
export function shownText(value: unknown, spot: ValueSpot): string {
  const shown = withoutCredentials(value, spot);
  return typeof shown === 'string' ? shown : redacted(JSON.stringify(shown));
}

function withoutCredentials(value: unknown, spot: ValueSpot): unknown {
  if (isHidden(spot)) return notShown;
  if (typeof value === 'string') return withoutCredentialIn(value, spot);
  if (Array.isArray(value)) return value.map((item, index) => withoutCredentials(item, itemSpot(spot, index, value)));
  if (!isMapping(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([field, inner]) => [redacted(field), withoutCredentials(inner, fieldSpot(spot, field, value))]),
  );
}

function isHidden({ kind, path, name }: ValueSpot): boolean {
  if (path.at(-1) === lastAppliedAnnotation || name.includes('checksum')) return true;
  const fields = hiddenFields.get(kind) ?? [];
  return fields.some((field) => path.slice(0, field.split('.').length).join('.') === field);
}

function withoutCredentialIn(value: string, { kind, path, name, list }: ValueSpot): string {
  if (looksLikeCredentialName(name)) return notShown;
  const index = path.at(-1);
  const before = typeof index === 'number' ? list?.[index - 1] : undefined;
  const text = redacted(list === undefined ? value : withoutCredential(value, textOf(before), list));
  return textCredential({ kind, path, name, value: text, before }) === undefined || text.endsWith(notShown) ? text : notShown;
}
