import { foreignId, type ForeignObject, type Reference, type Workload } from '../blueprint';
import { isClusterScoped, stageOf } from '../objects/kinds';
import { mappingOf, textOf } from '../objects/mappings';
import type { Platform } from '../platform';

/** The objects of the team. Their files come after the namespace and the Secrets, and before those of services: no hostname starts with a digit. */
export function designForeign({ foreign }: Platform): ForeignObject[] {
  return foreign.map((manifest) => ({
    id: foreignId(manifest),
    file: `${manifest.extended ? '03' : '02'}-${manifest.file}`,
    object: manifest.object,
    stage: stageOf(manifest.object),
    namespaced: !isClusterScoped(manifest.object),
    origin: manifest.extended ? 'extension' : 'foreign',
    place: manifest.place,
  }));
}

/**
 * Has the certificates whose Secret pods read come with the pods. Otherwise they come with the routes, which may be after everything: pods that wait for one would never let it come.
 * @param references who reads which Secret
 */
export function certificatesOfPods(
  foreign: readonly ForeignObject[],
  references: readonly Reference[],
  workloads: readonly Workload[],
): ForeignObject[] {
  const pods = new Set([...workloads, ...foreign].map(({ id }) => id));
  const read = new Set(
    references.flatMap(({ kind, name, uses }) =>
      kind === 'Secret' && uses.some(({ readers }) => readers.some((id) => pods.has(id))) ? [name] : [],
    ),
  );
  return foreign.map((one) => {
    const secret = one.object.kind === 'Certificate' ? textOf(mappingOf(one.object['spec'])['secretName']) : undefined;
    return secret !== undefined && read.has(secret) ? { ...one, stage: 'workload' } : one;
  });
}
