import { closestName } from '../../diagnostics';
import { formatImageReference } from '../../formats';
import { fieldOf, placeUnder } from '../origin';
import { contribExtensions, declaredExtensions, extensionImages, isExtensionName } from './facts/extensions';
import { rule } from './rule';

const officialImage = /^(?:(?:index\.)?docker\.io\/)?(?:library\/)?postgres$/;

/** Reports extensions that the official image of an in-cluster PostgreSQL does not hold. Of other images nobody knows. */
export const extensionUnavailable = rule('extension-unavailable', ({ platform }, report) => {
  for (const { service, extension, place } of declaredExtensions(platform)) {
    const server = service.database?.server;
    if (server?.inCluster === undefined || !officialImage.test(server.inCluster.image.repository)) continue;
    if (contribExtensions.has(extension) || !isExtensionName(extension)) continue;
    const image = formatImageReference(server.inCluster.image);
    const imagePlace = placeUnder(server.place, 'image');
    const related = [{ label: 'the image is set at', place: imagePlace }];
    const provider = extensionImages.get(extension);
    const suggestion = provider === undefined ? closestName(extension, contribExtensions) : undefined;
    report({ extension, image, field: fieldOf(imagePlace), suggestion, provider }, place, { related });
  }
});
