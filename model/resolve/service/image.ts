import type { Place } from '../../../diagnostics';
import { type Origins, placeUnder } from '../../origin';
import type { PlatformSources, Service } from '../../platform';
import type { EnvironmentOverlay } from '../../../registry/schema';
import { toImageReference } from '../images';
import type { ImageOrigins, Part, Subject } from './subject';

/** Resolves the image: the image lock over the overlay's pins over the entry over the environment's tag and the product's image registry. */
export function resolveImage({
  key,
  hostname,
  entry,
  place,
  builtIn,
  development,
  context,
}: Subject): Part<Pick<Service, 'image' | 'imagePullPolicy'>> {
  const { manifest, overlay, imageLock, sources } = context;
  const own = entry.image === undefined ? undefined : toImageReference(entry.image);
  const ofEntry: Origins = { origin: { layer: 'entry', place: placeUnder(place, 'image') } };
  const locked = imageLock !== undefined && Object.hasOwn(imageLock.value, key) ? imageLock : undefined;
  const pin = locked === undefined ? overlay.images.services?.[key] : locked.value[key];
  const pinned = (field: string): Origins => {
    const at: Place = locked === undefined ? placeUnder(sources.overlay, 'images', 'services', key) : { file: locked.file, path: [key] };
    return { origin: { layer: 'overlay', place: placeUnder(at, field) } };
  };
  const tag =
    pin?.tag !== undefined
      ? { value: pin.tag, origins: pinned('tag') }
      : own?.tag !== undefined || own?.digest !== undefined
        ? { value: own.tag, origins: ofEntry }
        : {
            value: overlay.images.tag,
            origins: context.imageOrigins.tag,
          };
  const digest =
    pin?.digest !== undefined
      ? { value: pin.digest, origins: pinned('digest') }
      : // A digest beside another tag would name another image than the tag says.
        { value: pin?.tag === undefined ? own?.digest : undefined, origins: own?.digest === undefined ? builtIn : ofEntry };
  const repository = own === undefined ? context.imageOrigins.repository : ofEntry;
  return {
    values: {
      image: { repository: own?.repository ?? `${manifest.imageRegistry}/${hostname}`, tag: tag.value, digest: digest.value },
      imagePullPolicy: overlay.images.pullPolicy ?? (development ? 'IfNotPresent' : 'Always'),
    },
    origins: { image: { ...repository, fields: { repository, tag: tag.origins, digest: digest.origins } } },
  };
}

/** The origins of the environment's tag and the product's image registry. */
export function imageOriginsOf({ images }: EnvironmentOverlay, { overlay, manifest }: PlatformSources): ImageOrigins {
  return {
    tag: { origin: { layer: 'overlay', place: placeUnder(overlay, 'images', ...(images.tag === undefined ? [] : ['tag'])) } },
    repository: { origin: { layer: 'product-default', place: placeUnder(manifest, 'imageRegistry') } },
  };
}
