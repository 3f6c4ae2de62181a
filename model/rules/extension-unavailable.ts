import { closestName } from '../../diagnostics';
import { formatImageReference } from '../../formats';
import { placeUnder } from '../origin';
import { contribExtensions, declaredExtensions, extensionImages, isExtensionName } from './facts/extensions';
import { rule } from './rule';

const officialImage = /^(?:(?:index\.)?docker\.io\/)?(?:library\/)?postgres$/;

/** Reports extensions that the official image of the in-cluster PostgreSQL does not hold. Of other images nobody knows. */
export const extensionUnavailable = rule('extension-unavailable', ({ platform }, report) => {
  const { postgres } = platform;
  const server = postgres?.inCluster;
  if (postgres === undefined || server === undefined || !officialImage.test(server.image.repository)) return;
  const image = formatImageReference(server.image);
  const related = [{ label: 'the image is set at', place: placeUnder(postgres.place, 'image') }];
  for (const { service, extension, place } of declaredExtensions(platform)) {
    if (service.database === undefined || contribExtensions.has(extension) || !isExtensionName(extension)) continue;
    const provider = extensionImages.get(extension);
    const suggestion = provider === undefined ? closestName(extension, contribExtensions) : undefined;
    report({ extension, image, suggestion, provider }, place, { related });
  }
});
