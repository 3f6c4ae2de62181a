import type { ArgoApplication, ForeignObject } from '../../blueprint';
import { mappingOf, textOf } from '../../objects/mappings';

/** The kinds that say how many pods another object has. */
const scalers: ReadonlySet<string> = new Set(['HorizontalPodAutoscaler', 'ScaledObject']);

/**
 * Finds the fields that controllers write in objects of the team: the number of pods where an autoscaler decides on it. Our own objects leave it out then.
 * @returns gives those of some files, or of all
 */
export function ignoredFields(foreign: readonly ForeignObject[]): (files: readonly string[] | undefined) => ArgoApplication['ignored'] {
  const scaled = new Set(foreign.flatMap(({ object }) => (scalers.has(object.kind) ? [targetOf(object)] : [])));
  const written = foreign.filter(
    ({ object }) => scaled.has(`${object.kind}/${object.metadata.name}`) && mappingOf(object['spec'])['replicas'] !== undefined,
  );
  return (files) =>
    written
      .filter(({ file }) => files === undefined || files.includes(file))
      .map(({ object: { apiVersion, kind, metadata } }) => ({
        group: apiVersion.includes('/') ? (apiVersion.split('/')[0] ?? '') : '',
        kind,
        name: metadata.name,
        pointers: ['/spec/replicas'],
      }));
}

function targetOf(object: ForeignObject['object']): string {
  const target = mappingOf(mappingOf(object['spec'])['scaleTargetRef']);
  return `${textOf(target['kind']) ?? 'Deployment'}/${textOf(target['name']) ?? ''}`;
}
