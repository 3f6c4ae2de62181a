import { isDns1035Label, parseImageReference } from '../../formats';
import { byPlace } from './facts/images';
import { rule } from './rule';

/** Reports images whose repository is not legal. One that is so because of its service's hostname is reported as that. */
export const imageInvalid = rule('image-invalid', ({ platform, images }, report) => {
  const badHostnames = new Set(platform.services.filter(({ name }) => !isDns1035Label(name)).map(({ image }) => image));
  const illegal = images.filter(
    ({ image }) => parseImageReference(image.repository)?.repository !== image.repository && !badHostnames.has(image),
  );
  for (const { place, ...shared } of byPlace(illegal, ({ places }) => places.repository)) report(shared, place);
});
