import type { KubernetesObject } from '../../model';
import { isMapping, listOf, type Mapping, mappingOf, textOf } from '../../model/objects/mappings';

/** Who owns a field of a live object, and what is below it. */
export interface FieldOwners {
  /** Whether an apply on the server has given it, or a part of it: one without it takes it away. */
  readonly ours: boolean;
  /** Whether the program that applies manifests has set it, in whatever way. A client-side one owns also what the server has filled in. */
  readonly applied: boolean;
  /** The other field managers that own it, or a part of it. */
  readonly others: ReadonlySet<string>;
  /** By `f:<field>`, `k:<keys>` of an item that is known by its keys, or `v:<value>` of an item of a set. Empty if it is owned as a whole. */
  readonly below: ReadonlyMap<string, FieldOwners>;
}

/** How the manifests of a live object were applied. `unknown`: by none of the programs that are known to apply. */
export type AppliedBy = 'server-side' | 'client-side' | 'argocd' | 'unknown';

/** Programs that apply manifests by one manager, whatever the operation. */
const argoManagers: ReadonlySet<string> = new Set(['argocd-controller', 'argocd-application-controller']);

/** An entry of `metadata.managedFields`. */
interface Entry {
  readonly manager: string;
  readonly operation: string;
  readonly fields: Mapping;
}

interface Building {
  ours: boolean;
  applied: boolean;
  readonly others: Set<string>;
  readonly below: Map<string, Building>;
}

/**
 * Reads who owns the fields of a live object.
 * @returns undefined if the server keeps no record of it
 * @see https://kubernetes.io/docs/reference/using-api/server-side-apply/#field-management
 */
export function fieldOwners(live: KubernetesObject): FieldOwners | undefined {
  const entries = entriesOf(live);
  if (entries.length === 0) return undefined;
  const root = empty();
  for (const entry of entries) add(root, entry.fields, entry);
  return root;
}

/** How a live object was applied. Of several ways Argo CD's counts, then that of kubectl on the server. */
export function appliedBy(live: KubernetesObject): AppliedBy {
  const ways = new Set(entriesOf(live).map(applierOf));
  for (const way of ['argocd', 'server-side', 'client-side'] as const) if (ways.has(way)) return way;
  return lastApplied(live) === undefined ? 'unknown' : 'client-side';
}

/** The annotation in which kubectl and Argo CD keep what they have applied. */
export const lastAppliedAnnotation = 'kubectl.kubernetes.io/last-applied-configuration';

/** What was applied, by its annotation; undefined if there is none that can be read. */
export function lastApplied({ metadata }: KubernetesObject): Mapping | undefined {
  const text = textOf(mappingOf(metadata['annotations'])[lastAppliedAnnotation]);
  if (text === undefined) return undefined;
  try {
    const value: unknown = JSON.parse(text);
    return isMapping(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

function entriesOf({ metadata }: KubernetesObject): Entry[] {
  return listOf(metadata['managedFields']).flatMap((value) => {
    const { manager, operation, fieldsV1 } = mappingOf(value);
    return isMapping(fieldsV1) ? [{ manager: textOf(manager) ?? '', operation: textOf(operation) ?? '', fields: fieldsV1 }] : [];
  });
}

/** How a manager applies manifests; undefined for one that does not: `kubectl scale` is called `kubectl`, too, and updates. */
function applierOf({ manager, operation }: Pick<Entry, 'manager' | 'operation'>): AppliedBy | undefined {
  if (argoManagers.has(manager)) return 'argocd';
  if (manager === 'kubectl' && operation === 'Apply') return 'server-side';
  return manager === 'kubectl-client-side-apply' ? 'client-side' : undefined;
}

function empty(): Building {
  return { ours: false, applied: false, others: new Set(), below: new Map() };
}

function add(node: Building, fields: Mapping, entry: Entry): void {
  if (applierOf(entry) === undefined) node.others.add(entry.manager);
  else {
    node.applied = true;
    node.ours ||= entry.operation === 'Apply';
  }
  for (const [key, inner] of Object.entries(fields)) {
    if (key === '.') continue;
    const child = node.below.get(key) ?? empty();
    node.below.set(key, child);
    add(child, mappingOf(inner), entry);
  }
}
