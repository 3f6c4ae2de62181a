import type { ImageReference } from '../../model/platform';

/**
 * An image reference as a container spec writes it.
 * @returns `repository:tag@digest`, each part only where it is known
 */
export function imageText({ repository, tag, digest }: ImageReference): string {
  return `${repository}${tag === undefined ? '' : `:${tag}`}${digest === undefined ? '' : `@${digest}`}`;
}
