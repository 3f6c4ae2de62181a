import { durationSeconds, looksLikeCredentialName, notShown, parseQuantity, redacted } from '../formats';
import type { KubernetesObject } from '../model';
import { isMapping, type Mapping, mappingOf, textOf } from '../model/objects/mappings';
import { sameValue } from './objects';

/** One field that changes, or the whole of what is new or gone below it. Values are texts as a person reads them; a credential is not among them. */
export interface FieldChange {
  /** Such as `spec.template.spec.containers[orders].image`. */
  readonly path: string;
  /** Undefined if it was not there. */
  readonly from: string | undefined;
  /** Undefined if it is there no more. */
  readonly to: string | undefined;
}

/** The fields by which the items of lists are told apart. Lists of other names are compared by position. */
const mergeKeys: ReadonlyMap<string, readonly string[]> = new Map([
  ['containers', ['name']],
  ['initContainers', ['name']],
  ['env', ['name']],
  ['envFrom', ['prefix']],
  ['volumes', ['name']],
  ['volumeMounts', ['mountPath']],
  ['imagePullSecrets', ['name']],
  ['ports', ['name', 'containerPort', 'port', 'protocol']],
  ['hostAliases', ['ip']],
  ['tolerations', ['key']],
  ['rules', ['host']],
  ['paths', ['path']],
  ['listeners', ['name']],
]);

/** Where a text is an amount, so that `1000m` and `1` are the same. */
const amountPath = /(?:^|\.)(?:requests|limits|hard|resources|default|defaultRequest|max|min)\.[^.]+$|\.sizeLimit$|\.storage$/;

/** What nobody may see of an object, by its kind. */
const hiddenFields: ReadonlyMap<string, RegExp> = new Map([
  ['Secret', /^(?:data|stringData)\b/],
  ['SealedSecret', /^spec\.encryptedData\b/],
]);

/**
 * Finds what differs between two objects. Items of lists are matched by the fields by which Kubernetes merges them, amounts are compared by value; what means the same is no change.
 * @returns in the order of the fields; empty if nothing differs
 */
export function fieldChanges(before: KubernetesObject, now: KubernetesObject): FieldChange[] {
  const changes: FieldChange[] = [];
  const hidden = hiddenFields.get(now.kind);
  const text = (path: string, key: string, value: unknown, owner: Mapping): string | undefined => {
    if (value === undefined) return undefined;
    if (hidden?.test(path) === true || isSecretUnder(key, value, owner)) return notShown;
    return redacted(typeof value === 'string' ? value : JSON.stringify(value, hidingSecrets));
  };
  const compare = (path: string, key: string, was: unknown, is: unknown, owner: Mapping): void => {
    if (sameValue(was, is) || sameAmount(path, was, is)) return;
    if (isMapping(was) && isMapping(is)) {
      for (const field of new Set([...Object.keys(was), ...Object.keys(is)]))
        compare(pathOfField(path, field), field, was[field], is[field], Object.hasOwn(is, field) ? is : was);
      return;
    }
    if (Array.isArray(was) && Array.isArray(is) && was.every(isMapping) && is.every(isMapping)) {
      const [old, fresh] = [itemsBy(path, was), itemsBy(path, is)];
      for (const item of new Set([...old.keys(), ...fresh.keys()])) compare(`${path}[${item}]`, '', old.get(item), fresh.get(item), {});
      return;
    }
    changes.push({ path, from: text(path, key, was, owner), to: text(path, key, is, owner) });
  };
  compare('', '', before, now, {});
  return changes;
}

/** Whether a value is a credential by the name of its field, or by that of the variable whose value it is. A checksum may be one of Secrets. */
function isSecretUnder(key: string, value: unknown, owner: Mapping): boolean {
  if (typeof value !== 'string') return false;
  const name = key === 'value' ? textOf(owner['name']) : undefined;
  return looksLikeCredentialName(name ?? key) || key.includes('checksum');
}

/** Leaves credentials out of a whole value, by the same names. */
function hidingSecrets(this: unknown, key: string, value: unknown): unknown {
  return isSecretUnder(key, value, mappingOf(this)) ? notShown : value;
}

/** The path of a field of a mapping. A name with a dot in it would read as two. */
export function pathOfField(path: string, field: string): string {
  return path === '' ? field : `${path}.${field.includes('.') ? `'${field}'` : field}`;
}

/** What tells an item of a list apart, such as the name of a container; undefined if nothing does. */
export function itemName(path: string, item: unknown): string | undefined {
  const mapping = mappingOf(item);
  const candidates = [
    ...(mergeKeys.get(path.split('.').at(-1) ?? '') ?? []).map((field) => mapping[field]),
    mappingOf(mapping['metadata'])['name'],
  ];
  const name = candidates.find((value) => typeof value === 'string' || typeof value === 'number');
  return name === undefined ? undefined : String(name);
}

/** The items of a list by what tells them apart; by their position if that does not. */
function itemsBy(path: string, items: readonly unknown[]): Map<string, unknown> {
  const named = items.map((item, index) => [itemName(path, item) ?? String(index), item] as const);
  const isUnique = new Set(named.map(([key]) => key)).size === named.length;
  return new Map(isUnique ? named : items.map((item, index) => [String(index), item]));
}

/** Whether two amounts, or lengths of time, are of one value, where the field holds such. */
export function sameAmount(path: string, was: unknown, is: unknown): boolean {
  if (![was, is].every((value) => typeof value === 'string' || typeof value === 'number')) return false;
  const [one, other] = [String(was), String(is)];
  if (amountPath.test(path)) {
    const [a, b] = [parseQuantity(one), parseQuantity(other)];
    return a !== undefined && b !== undefined && sameValue(a, b);
  }
  if (!/(?:timeout|interval|period|duration)$/i.test(path)) return false;
  const [a, b] = [durationSeconds(one), durationSeconds(other)];
  return a !== undefined && a === b;
}
