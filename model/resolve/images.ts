import { parseImageReference } from '../../formats';
import type { ImageReference } from '../platform';

/**
 * Reads an image reference. One that is not legal is kept whole as the repository, for a rule to report.
 * @returns its repository, tag and digest
 */
export function toImageReference(text: string): ImageReference {
  return parseImageReference(text) ?? { repository: text, tag: undefined, digest: undefined };
}
