import { isImageTag } from '../../formats';
import { rule } from './rule';

/** Reports tags that no image can have. */
export const imageTagInvalid = rule('image-tag-invalid', ({ images }, report) => {
  for (const { image, places } of images) {
    if (image.tag !== undefined && !isImageTag(image.tag)) report({ tag: image.tag }, places.tag);
  }
});
