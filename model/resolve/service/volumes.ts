import { canonicalQuantity } from '../../../formats';
import { type Origins, placeUnder } from '../../origin';
import type { Service, ServiceVolume } from '../../platform';
import { builtInAt, decide, into } from '../layers';
import { compareText } from '../order';
import type { Part, Subject } from './subject';

/** Resolves the volumes that outlast the pods: size and class of the overlay over those of the entry. */
export function resolveVolumes({ entry, layers, place }: Subject): Part<Pick<Service, 'volumes'>> {
  const declared = Object.entries(entry.volumes ?? {}).sort(([a], [b]) => compareText(a, b));
  if (declared.length === 0) return { values: { volumes: none }, origins: {} };
  const ofVolumes = into(layers, 'volumes');
  const fields: Record<string, Origins> = {};
  const volumes = declared.map(([path, volume]): ServiceVolume => {
    const own = into(ofVolumes, path);
    const size = decide(own, 'size');
    const storageClass = decide(own, 'class');
    const at = placeUnder(place, 'volumes', path);
    fields[path] = {
      origin: { layer: 'entry', place: at },
      fields: { size: size?.origins ?? builtInAt(at), class: storageClass?.origins ?? builtInAt(placeUnder(at, 'class')) },
    };
    const bytes = size?.value ?? volume.size;
    return { path, size: canonicalQuantity(bytes) ?? bytes, class: storageClass?.value, access: volume.access ?? 'ReadWriteOnce' };
  });
  return { values: { volumes }, origins: { volumes: { origin: { layer: 'entry', place: placeUnder(place, 'volumes') }, fields } } };
}

const none: readonly ServiceVolume[] = [];
