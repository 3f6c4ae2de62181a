import type { Place } from '../../../diagnostics';
import { placeOf } from '../../origin';
import { helpersOf, type ImageReference, type Platform, postgresServersOf, pathOf } from '../../platform';

/** An image that runs, and where its parts were set. */
export interface ImageUse {
  readonly image: ImageReference;
  readonly placeOfPart: (part: keyof ImageReference) => Place;
}

/**
 * Lists the images of services and of the containers beside them, in-cluster backing services, init Jobs and development tools.
 * @returns services by key, then the containers beside them, then backing services; the init Jobs' image only where it is another one than the server's
 */
export function imageUses(platform: Platform): ImageUse[] {
  const { services, backing, tools } = platform;
  const uses: ImageUse[] = services.map(({ key, image }) => ({
    image,
    placeOfPart: (part) => placeOf(platform, 'services', key, 'image', part),
  }));
  for (const service of services) {
    for (const { name, field, image } of helpersOf(service))
      uses.push(wholeImage(image, placeOf(platform, 'services', service.key, field, name, 'image')));
  }
  for (const server of backing) {
    if (server.inCluster !== undefined) uses.push(wholeImage(server.inCluster.image, placeOf(platform, ...pathOf(server), 'image')));
  }
  for (const server of postgresServersOf(platform)) {
    const { clientImage, inCluster } = server;
    if (clientImage !== inCluster?.image) uses.push(wholeImage(clientImage, placeOf(platform, ...pathOf(server), 'clientImage')));
  }
  const ofServices = new Set(services.map(({ image }) => image));
  // A tool that runs from its service's image is reported as that service.
  for (const { image, name } of tools) if (!ofServices.has(image)) uses.push(wholeImage(image, placeOf(platform, 'tools', name, 'image')));
  return uses;
}

function wholeImage(image: ImageReference, place: Place): ImageUse {
  return { image, placeOfPart: () => place };
}

/** Several images that one spot of the input is to blame for, such as an environment's tag. */
export interface SharedImages {
  /** The repository of the first. */
  readonly image: string;
  /** How many other images there are. */
  readonly others: number;
  readonly place: Place;
  /** The last key of the place, such as `images` or `imageRegistry`. */
  readonly field: string;
}

/**
 * Puts together what one spot of the input is to blame for, so that it is reported once.
 * @param placeOf the part of the image that is to blame
 * @returns in the order of `uses`
 */
export function byPlace(uses: readonly ImageUse[], placeOf: (use: ImageUse) => Place): SharedImages[] {
  const groups = new Map<string, { place: Place; images: Set<string> }>();
  for (const use of uses) {
    const place = placeOf(use);
    const id = JSON.stringify([place.file, place.path]);
    const group = groups.get(id) ?? { place, images: new Set() };
    groups.set(id, group);
    group.images.add(use.image.repository);
  }
  return [...groups.values()].map(({ place, images }) => ({
    image: [...images][0] ?? '',
    others: images.size - 1,
    place,
    field: String(place.path.at(-1)),
  }));
}
