import { byPlace } from './facts/images';
import { rule } from './rule';

/** Reports images with the tag `latest`, where no digest says which build that is. */
export const imageTagLatest = rule('image-tag-latest', ({ images }, report) => {
  const floating = images.filter(({ image }) => image.tag === 'latest' && image.digest === undefined);
  for (const { image, others, place } of byPlace(floating, ({ places }) => places.tag)) report({ image, others }, place);
});
