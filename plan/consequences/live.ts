import { groupKind } from '../../model/objects/pod';
import type { Comparison } from '../comparison';
import { identityOf, valueAt } from '../objects';
import type { EditedObject } from '../live/cluster-facts';
import { consequence } from './consequence';

/** Takes back what somebody has set by hand. */
export const editReverted = consequence('plan-edit-reverted', 'applies', (comparison, report) => {
  for (const { object, edited } of editedIn(comparison)) if (!edited.stops) report(object, argsOf(edited));
});

/** Stops at what somebody has set by hand, since the server keeps a record of who owns a field. */
export const editConflict = consequence('plan-edit-conflict', 'refused', (comparison, report) => {
  for (const { object, edited } of editedIn(comparison)) if (edited.stops) report(object, argsOf(edited));
});

/** Needs an operator that is not there. A definition in the tree itself comes first. */
export const kindUnserved = consequence('plan-kind-unserved', 'refused', ({ cluster, now }, report) => {
  if (cluster === undefined || cluster.unserved.size === 0) return;
  const defined = definedKinds(now);
  const told = new Set<string>();
  for (const object of now) {
    const kind = groupKind(object);
    if (!cluster.unserved.has(kind) || defined.has(kind) || told.has(kind)) continue;
    told.add(kind);
    const count = now.filter((other) => groupKind(other) === kind).length;
    report(object, { kind: object.kind, apiVersion: object.apiVersion, count });
  }
});

/** The kinds that objects of a tree define, as `<group>/<Kind>`. */
export function definedKinds(objects: Comparison['now']): ReadonlySet<string> {
  return new Set(
    objects.flatMap((object) =>
      object.kind === 'CustomResourceDefinition'
        ? [`${String(valueAt(object, 'spec.group'))}/${String(valueAt(object, 'spec.names.kind'))}`]
        : [],
    ),
  );
}

/** Is refused by the API server. A plan that has foreseen it leaves this out. */
export const serverRefuses = consequence('plan-server-refuses', 'refused', ({ cluster, now }, report) => {
  for (const object of now) {
    const answer = cluster?.answers?.get(identityOf(object));
    if (answer?.answer === 'refuses') report(object, { message: answer.message });
  }
});

/** Cannot be asked about, before what it needs is there. */
export const serverUnasked = consequence('plan-server-unasked', 'applies', ({ cluster, now }, report) => {
  for (const why of ['namespace', 'definition'] as const) {
    const unasked = now.filter((object) => {
      const answer = cluster?.answers?.get(identityOf(object));
      return answer?.answer === 'unasked' && answer.why === why;
    });
    const [first] = unasked;
    if (first !== undefined) report(now.find((object) => isNeededBy(object, first, why)) ?? first, { why, count: unasked.length });
  }
});

function isNeededBy(object: Comparison['now'][number], other: Comparison['now'][number], why: 'namespace' | 'definition'): boolean {
  if (why === 'definition') return definedKinds([object]).has(groupKind(other));
  return object.kind === 'Namespace' && object.metadata.name === other.metadata['namespace'];
}

function* editedIn({ cluster, pairs }: Comparison): Generator<{ object: Comparison['now'][number]; edited: EditedObject }> {
  if (cluster === undefined) return;
  for (const { now } of pairs) {
    const edited = cluster.edits.get(identityOf(now));
    if (edited !== undefined) yield { object: now, edited };
  }
}

function argsOf({ fields }: EditedObject): { fields: readonly string[]; by: readonly string[] } {
  return { fields: fields.map(({ path }) => path), by: [...new Set(fields.flatMap(({ by }) => by))].sort() };
}
