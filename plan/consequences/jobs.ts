import type { KubernetesObject } from '../../model';
import { listOf, mappingOf, textOf } from '../../model/objects/mappings';
import type { Comparison } from '../comparison';
import { fieldChanges } from '../field-changes';
import { isHook, ownerOf, podSpecIn, stemOf, valueAt } from '../objects';
import { consequence } from './consequence';

/** A Job that ran before runs again, because something of it differs. */
export const jobRuns = consequence('plan-job-runs', 'applies', (comparison, report) => {
  for (const { before, now } of rerun(comparison)) {
    const fields = fieldChanges(before, now).flatMap(({ path }) =>
      path === 'metadata.name' ? [] : [path.replace(/^spec\.template\.spec\./, '')],
    );
    if (fields.length > 0) report(now, { fields, migrates: ownerOf(now).component === 'migration' });
  }
});

/** An extension that the database has, and that is declared no more. */
export const extensionStays = consequence('plan-extension-stays', 'applies', (comparison, report) => {
  for (const { before, now } of [...rerun(comparison), ...comparison.pairs.filter((pair) => pair.now.kind === 'Database')]) {
    const declared = new Set(extensionsOf(now));
    const extensions = extensionsOf(before).filter((extension) => !declared.has(extension));
    if (extensions.length > 0) report(now, { extensions });
  }
});

/** The Jobs that are made anew, with what they were: hooks of Argo CD under their name, others under one with another hash. */
function rerun({ gone, now, pairs }: Comparison): { readonly before: KubernetesObject; readonly now: KubernetesObject }[] {
  const hooks = pairs.filter((pair) => pair.now.kind === 'Job' && isHook(pair.now));
  const old = new Map(gone.flatMap((object) => (object.kind === 'Job' ? [[placeOf(object), object] as const] : [])));
  if (old.size === 0) return hooks;
  const known = new Set(pairs.map((pair) => pair.now));
  return [
    ...hooks,
    ...now.flatMap((object) => {
      const before = object.kind === 'Job' && !known.has(object) ? old.get(placeOf(object)) : undefined;
      return before === undefined ? [] : [{ before, now: object }];
    }),
  ];
}

function placeOf(object: KubernetesObject): string {
  return `${textOf(object.metadata['namespace']) ?? ''} ${stemOf(object)}`;
}

/** The extensions that an init Job, or a Database of CloudNativePG, creates. */
function extensionsOf(object: KubernetesObject): string[] {
  if (object.kind === 'Database') return listOf(valueAt(object, 'spec.extensions')).flatMap((one) => textOf(mappingOf(one)['name']) ?? []);
  const containers = listOf(podSpecIn(object)['containers']).map(mappingOf);
  const variables = containers.flatMap(({ env }) => listOf(env).map(mappingOf));
  const value = textOf(variables.find(({ name }) => name === 'SVC_DB_EXTENSIONS')?.['value']) ?? '';
  return value.split(',').filter((name) => name !== '');
}
