import { formatImageReference } from '../../formats';
import { endedVersion, endOfLifeAsOf } from './facts/end-of-life';
import { rule } from './rule';

/** Reports images of versions that get no fixes any more: a warning in development, else an error. */
export const imageEndOfLife = rule('image-end-of-life', ({ platform, images }, report) => {
  const severity = platform.development ? 'warning' : 'error';
  for (const { image, places } of images) {
    const ended = endedVersion(image);
    if (ended !== undefined) report({ image: formatImageReference(image), ...ended, asOf: endOfLifeAsOf }, places.tag, { severity });
  }
});
