import { durationSeconds, looksLikeCredentialName, notShown, parseQuantity, redacted } from '../formats';
import type { KubernetesObject } from '../model';
import { isMapping, listOf, type Mapping, mappingOf, textOf } from '../model/objects/mappings';
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
  ['volumeClaimTemplates', ['metadata']],
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
  const text = (path: string, value: unknown, owner: Mapping): string | undefined => {
    if (value === undefined) return undefined;
    const name = textOf(owner['name']);
    const isHidden = hidden?.test(path) === true || (path.endsWith('.value') && name !== undefined && looksLikeCredentialName(name));
    return isHidden ? notShown : redacted(typeof value === 'string' ? value : JSON.stringify(value));
  };
  const compare = (path: string, was: unknown, is: unknown, owner: Mapping): void => {
    if (sameValue(was, is) || sameAmount(path, was, is)) return;
    if (isMapping(was) && isMapping(is)) {
      for (const key of new Set([...Object.keys(was), ...Object.keys(is)]))
        compare(path === '' ? key : `${path}.${fieldName(key)}`, was[key], is[key], is);
      return;
    }
    const keys = mergeKeys.get(path.split('.').at(-1) ?? '');
    if (Array.isArray(was) && Array.isArray(is) && was.every(isMapping) && is.every(isMapping)) {
      const [old, fresh] = [itemsBy(was, keys), itemsBy(is, keys)];
      for (const key of new Set([...old.keys(), ...fresh.keys()])) compare(`${path}[${key}]`, old.get(key), fresh.get(key), {});
      return;
    }
    changes.push({ path, from: text(path, was, owner), to: text(path, is, owner) });
  };
  compare('', before, now, {});
  return changes;
}

/** A key with a dot in it would read as two. */
function fieldName(key: string): string {
  return key.includes('.') ? `'${key}'` : key;
}

/** The items of a list by what tells them apart; by their position if that does not. */
function itemsBy(items: readonly unknown[], keys: readonly string[] | undefined): Map<string, unknown> {
  const named = items.map((item, index) => {
    const mapping = mappingOf(item);
    const key = keys?.map((field) => mapping[field]).find((value) => typeof value === 'string' || typeof value === 'number');
    return [key === undefined ? String(index) : String(key), item] as const;
  });
  const isUnique = new Set(named.map(([key]) => key)).size === named.length;
  return new Map(isUnique ? named : items.map((item, index) => [String(index), item]));
}

function sameAmount(path: string, was: unknown, is: unknown): boolean {
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

/** The items of a list that are mappings, by one of their fields. */
export function byField(list: unknown, field: string): Map<string, Mapping> {
  return new Map(
    listOf(list)
      .map(mappingOf)
      .flatMap((item) => (typeof item[field] === 'string' ? [[item[field], item]] : [])),
  );
}
