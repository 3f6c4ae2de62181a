import type { KubernetesObject } from '../../model';
import type { JsonMapping } from '../../model/platform';
import { isMapping, type Mapping, mappingOf } from '../../model/objects/mappings';
import { itemName, pathOfField, sameAmount } from '../field-changes';
import { sameValue } from '../objects';
import { atomicPart, filledIn } from './atomic-part';
import { type FieldOwners, fieldOwners, lastApplied, lastAppliedAnnotation } from './field-owners';

/** A field that an apply sets anew although another program than the applier has set it. */
export interface Edit {
  /** As a change of fields has it. */
  readonly path: string;
  /** The field managers that own it, such as `kubectl-edit`. */
  readonly by: readonly string[];
}

/** The part of a live object that an apply compares. */
export interface OwnedPart {
  readonly object: KubernetesObject;
  readonly edits: readonly Edit[];
}

/** Annotations of the programs that apply, which no manifest has. */
const ofAppliers: ReadonlySet<string> = new Set([lastAppliedAnnotation, 'argocd.argoproj.io/tracking-id']);

/** One place of an object: what is there, what the manifest says now, and what it said. */
interface Spot {
  readonly path: string;
  readonly live: unknown;
  readonly now: unknown;
  readonly applied: unknown;
  readonly owners: FieldOwners | undefined;
}

/**
 * Takes of a live object what an apply of the manifest of now compares: the fields that the manifest has, and those that the applier owns. The rest was filled in by the server, or belongs to
 * others, and an apply leaves it alone. A value that means the same as that of the manifest is spelt as there.
 * @param now the manifest; undefined if there is none any more
 */
export function ownedPart(live: KubernetesObject, now: KubernetesObject | undefined): OwnedPart {
  const edits: Edit[] = [];
  const [owners, applied] = [fieldOwners(live), lastApplied(live)];
  const part = mappingOf(partOf({ path: '', live: withoutAppliers(live), now, applied, owners }, edits));
  const { name, namespace } = live.metadata;
  const metadata = { ...(part['metadata'] as JsonMapping), name, ...(namespace !== undefined && { namespace }) };
  // Two versions of an API are one object, and the server gives the one that it is asked for.
  return { object: { ...(part as JsonMapping), apiVersion: live.apiVersion, kind: live.kind, metadata }, edits };
}

function withoutAppliers(live: KubernetesObject): KubernetesObject {
  const { annotations, ...metadata } = live.metadata;
  const others = Object.entries(mappingOf(annotations)).filter(([name]) => !ofAppliers.has(name));
  return { ...live, metadata: { ...metadata, ...(others.length > 0 && { annotations: Object.fromEntries(others) as JsonMapping }) } };
}

function partOf(spot: Spot, edits: Edit[]): unknown {
  const { path, live, now, applied, owners } = spot;
  const isWhole = owners?.below.size === 0;
  if (!isWhole && isMapping(live) && (now === undefined || isMapping(now))) return partOfMapping(spot, live, edits);
  if (!isWhole && Array.isArray(live) && owners !== undefined && (now === undefined || Array.isArray(now)))
    return partOfList({ ...spot, owners }, live, edits);
  if (now === undefined) return live;
  const part = sameAmount(path, live, now) ? now : atomicPart(path, live, now, applied);
  if (!sameValue(part, now)) noteEdit(spot, edits);
  return part;
}

function partOfMapping({ path, now, applied, owners }: Spot, live: Mapping, edits: Edit[]): Mapping {
  const [is, was] = [mappingOf(now), mappingOf(applied)];
  const part: Record<string, unknown> = {};
  for (const [field, value] of Object.entries(live)) {
    const below = owners?.below.get(`f:${field}`);
    if (!Object.hasOwn(is, field) && !Object.hasOwn(was, field) && below?.ours !== true) continue;
    part[field] = partOf({ path: pathOfField(path, field), live: value, now: is[field], applied: was[field], owners: below }, edits);
  }
  return filledIn(part, is);
}

/** A list whose items are known by their keys, or are a set. Items that are in no manifest and belong to others are left out. */
function partOfList(
  { path, now, applied, owners }: Spot & { readonly owners: FieldOwners },
  live: readonly unknown[],
  edits: Edit[],
): unknown[] {
  const keyOf = keyIn(owners);
  const [is, was] = [now, applied].map(
    (list) => new Map((Array.isArray(list) ? (list as unknown[]) : []).map((item) => [keyOf(item), item])),
  );
  const ownersOf = new Map([...owners.below].map(([key, below]) => [key.startsWith('k:') ? keyOf(jsonIn(key.slice(2))) : key, below]));
  const parts = new Map<string, unknown>();
  for (const item of live) {
    const key = keyOf(item);
    const below = ownersOf.get(key);
    if (!is!.has(key) && !was!.has(key) && below?.ours !== true) continue;
    const inner = `${path}[${itemName(path, item) ?? live.indexOf(item)}]`;
    parts.set(key, partOf({ path: inner, live: item, now: is!.get(key), applied: was!.get(key), owners: below }, edits));
  }
  // In the order of the manifest, which means nothing.
  return [...new Set([...is!.keys(), ...parts.keys()])].flatMap((key) => (parts.has(key) ? [parts.get(key)] : []));
}

/** What the API server fills in for keys that an item leaves out. */
const defaultKeys: Readonly<Record<string, unknown>> = { protocol: 'TCP' };

/** How the items of a list are told apart, as the record of its owners has it. */
function keyIn({ below }: FieldOwners): (item: unknown) => string {
  const known = [...below.keys()].find((key) => key.startsWith('k:'));
  if (known === undefined) return (item) => `v:${JSON.stringify(item)}`;
  const names = Object.keys(mappingOf(jsonIn(known.slice(2))));
  return (item) => JSON.stringify(names.map((name) => mappingOf(item)[name] ?? defaultKeys[name] ?? null));
}

function jsonIn(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function noteEdit({ path, owners }: Spot, edits: Edit[]): void {
  if (owners?.applied === false && owners.others.size > 0) edits.push({ path, by: [...owners.others].sort() });
}
