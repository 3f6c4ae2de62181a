import { durationSeconds, parseQuantity, redacted } from '../formats';
import type { KubernetesObject } from '../model';
import { isMapping, type Mapping, mappingOf } from '../model/objects/mappings';
import { type ItemChanges, itemChanges } from './list-changes';
import { sameValue } from './objects';
import { fieldSpot, itemSpot, shownText, type ValueSpot } from './shown-values';

/** One field that changes, or the whole of what is new or gone below it. Values are texts as a person reads them; a credential is not among them. */
export interface FieldChange {
  /** Such as `spec.template.spec.containers[orders].image`. */
  readonly path: string;
  /** Undefined if it was not there. */
  readonly from: string | undefined;
  /** Undefined if it is there no more. */
  readonly to: string | undefined;
  /** Of a list of plain values, and of a list whose order alone differs: what of it changes. Of items with a name it is the names. */
  readonly items?: ItemChanges | undefined;
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
  ['matchExpressions', ['key']],
]);

/** Where a text is an amount, so that `1000m` and `1` are the same. */
const amountPath = /(?:^|\.)(?:requests|limits|hard|resources|default|defaultRequest|max|min)\.[^.]+$|\.sizeLimit$|\.storage$/;

/** Fields whose entries stand for themselves: where all of them are new, each is told. */
const tables: ReadonlySet<string> = new Set(['labels', 'annotations', 'matchLabels', 'nodeSelector', 'data']);

/** Two values at one place, and their spots: a list may have moved the one. */
interface Places {
  readonly path: string;
  readonly was: ValueSpot;
  readonly is: ValueSpot;
}

/**
 * Finds what differs between two objects. Items of lists are matched by the fields by which Kubernetes merges them, else by what they hold; amounts are compared by value. What means the same is no change. Another
 * order of named items is one in the template of pods alone, where it makes new pods.
 * @returns in the order of the fields; empty if nothing differs
 */
export function fieldChanges(before: KubernetesObject, now: KubernetesObject): FieldChange[] {
  const changes: FieldChange[] = [];
  const add = ({ path, was: wasAt, is: isAt }: Places, was: unknown, is: unknown, items?: ItemChanges): void => {
    const [from, to] = [was === undefined ? undefined : shownText(was, wasAt), is === undefined ? undefined : shownText(is, isAt)];
    changes.push({ path: redacted(path), from, to, ...(items && { items }) });
  };
  const compare = (places: Places, was: unknown, is: unknown): void => {
    const { path } = places;
    if (sameValue(was, is) || sameAmount(path, was, is)) return;
    const isTable = tables.has(String(places.is.path.at(-1)));
    if ((isMapping(was) || (isTable && was === undefined)) && (isMapping(is) || (isTable && is === undefined))) {
      const [old, fresh] = [mappingOf(was), mappingOf(is)];
      for (const field of new Set([...Object.keys(old), ...Object.keys(fresh)]))
        compare(fieldPlaces(places, field, old, fresh), old[field], fresh[field]);
    } else if (Array.isArray(was) && Array.isArray(is)) compareLists(places, was, is);
    else add(places, was, is);
  };
  const compareLists = (places: Places, was: readonly unknown[], is: readonly unknown[]): void => {
    const [oldAt, freshAt] = [(at: number) => itemSpot(places.was, at, was), (at: number) => itemSpot(places.is, at, is)];
    const [old, fresh] = [itemsBy(places.path, was), itemsBy(places.path, is)];
    if (old !== undefined && fresh !== undefined) {
      for (const name of new Set([...old.keys(), ...fresh.keys()])) {
        const at = { path: `${places.path}[${name}]`, was: oldAt(old.get(name) ?? 0), is: freshAt(fresh.get(name) ?? 0) };
        compare(at, was[old.get(name) ?? was.length], is[fresh.get(name) ?? is.length]);
      }
      if (!places.path.includes('template.spec.')) return;
      const moved = itemChanges([...old.keys()], [...fresh.keys()], (name) => name).moved.map(({ item }) => redacted(item));
      const [from, to] = [old, fresh].map((names) => redacted(JSON.stringify([...names.keys()])));
      if (moved.length > 0) changes.push({ path: redacted(places.path), from, to, items: { added: [], removed: [], moved } });
      return;
    }
    const { added, removed, moved } = itemChanges(was, is, (item) => JSON.stringify(item));
    const isPlain = [...was, ...is].every((item) => !isMapping(item) && !Array.isArray(item));
    if (isPlain || added.length + removed.length === 0) {
      const texts = (some: readonly { readonly item: unknown; readonly at: number }[], spotAt: (at: number) => ValueSpot): string[] =>
        some.map(({ item, at }) => shownText(item, spotAt(at)));
      add(places, was, is, { added: texts(added, freshAt), removed: texts(removed, oldAt), moved: texts(moved, freshAt) });
      return;
    }
    // What is left of both, after what they have in common, is one item that changes if it is as many.
    for (let index = 0; index < Math.max(added.length, removed.length); index++) {
      const [from, to] = [removed[index], added[index]];
      const at = to?.at ?? from?.at ?? 0;
      compare({ path: `${places.path}[${at}]`, was: oldAt(from?.at ?? 0), is: freshAt(to?.at ?? 0) }, from?.item, to?.item);
    }
  };
  const root: ValueSpot = { kind: now.kind, path: [], name: '' };
  compare({ path: '', was: root, is: root }, before, now);
  return changes;
}

function fieldPlaces({ path, was, is }: Places, field: string, old: Mapping, fresh: Mapping): Places {
  return { path: pathOfField(path, field), was: fieldSpot(was, field, old), is: fieldSpot(is, field, fresh) };
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

/** The places of the items of a list, by what tells them apart; undefined if that is not true of all. Of two with one name the later is the second. */
function itemsBy(path: string, items: readonly unknown[]): Map<string, number> | undefined {
  const names = items.map((item) => itemName(path, item));
  if (names.includes(undefined)) return undefined;
  const seen = new Map<string, number>();
  return new Map(
    names.map((name = '', at) => {
      const count = (seen.get(name) ?? 0) + 1;
      seen.set(name, count);
      return [count === 1 ? name : `${name} (${count})`, at];
    }),
  );
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
