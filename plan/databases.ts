import type { KubernetesObject } from '../model';
import { textOf } from '../model/objects/mappings';
import { groupKind } from '../model/objects/pod';
import { placeOf } from '../model/origin';
import { ownerOf, stemOf, valueAt, variableIn } from './objects';
import { planRule } from './rule';

/** Reports services that leave the database that they had: init Jobs and operators make one that is not there, and bring no data along. */
export const upgradeDatabase = planRule('upgrade-database', (comparison, report) => {
  const { platform, services } = comparison;
  const now = databasesIn(comparison.now);
  for (const [key, { object, name: from }] of databasesIn(comparison.before)) {
    const service = services.get(key);
    const to = now.get(key)?.name;
    // A guest has left a database that it never had. Logins that are given are told by somebody else.
    if (service === undefined || to === from || (to === undefined && service.database !== undefined)) continue;
    report({ object: stemOf(object), service: key, from, to }, placeOf(platform, 'services', key, 'database'));
  }
});

/** The databases that objects make, by the registry key of the service that owns each. */
function databasesIn(objects: readonly KubernetesObject[]): Map<string, { readonly object: KubernetesObject; readonly name: string }> {
  return new Map(
    objects.flatMap((object) => {
      const name = databaseIn(object);
      const { name: key } = ownerOf(object);
      return name === undefined || key === undefined ? [] : [[key, { object, name }] as const];
    }),
  );
}

function databaseIn(object: KubernetesObject): string | undefined {
  if (groupKind(object) === 'postgresql.cnpg.io/Database') return textOf(valueAt(object, 'spec.name'));
  // The init Job of a guest has the database of another service.
  const isGuest = object.kind === 'Job' && variableIn(object, 'SVC_DB_GUEST_ROLE') !== undefined;
  return object.kind === 'Job' && !isGuest ? variableIn(object, 'SVC_DB_NAME') : undefined;
}
