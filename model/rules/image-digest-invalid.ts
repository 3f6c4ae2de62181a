import { isImageDigest } from '../../formats';
import { rule } from './rule';

/** Reports digests that no image can have. */
export const imageDigestInvalid = rule('image-digest-invalid', ({ images }, report) => {
  for (const { image, places } of images) {
    if (image.digest !== undefined && !isImageDigest(image.digest)) report({ digest: image.digest }, places.digest);
  }
});
