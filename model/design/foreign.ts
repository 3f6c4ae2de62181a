import { foreignId, type ForeignObject } from '../blueprint';
import { isClusterScoped, stageOf } from '../objects/kinds';
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
