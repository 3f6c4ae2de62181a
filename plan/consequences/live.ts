import { groupKind } from '../../model/objects/pod';
import { mappingOf } from '../../model/objects/mappings';
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
  const defined = new Set(
    now.flatMap((object) =>
      object.kind === 'CustomResourceDefinition'
        ? [`${String(valueAt(object, 'spec.group'))}/${String(mappingOf(valueAt(object, 'spec.names'))['kind'])}`]
        : [],
    ),
  );
  const told = new Set<string>();
  for (const object of now) {
    const kind = groupKind(object);
    if (!cluster.unserved.has(kind) || defined.has(kind) || told.has(kind)) continue;
    told.add(kind);
    const count = now.filter((other) => groupKind(other) === kind).length;
    report(object, { kind: object.kind, apiVersion: object.apiVersion, count });
  }
});

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
