import { parseImageReference } from '../../formats';
import { byPlace } from './facts/images';
import { rule } from './rule';

/** Reports images without a tag or digest, so that nobody knows which build runs. */
export const imageTagMissing = rule('image-tag-missing', ({ images }, report) => {
  const untagged = images.filter(
    ({ image }) => image.tag === undefined && image.digest === undefined && parseImageReference(image.repository) !== undefined,
  );
  for (const { place, ...shared } of byPlace(untagged, ({ places }) => places.tag)) report(shared, place);
});
