import type { ImageReference } from '../../platform';

/**
 * Tells the major version of PostgreSQL from an image's tag: `16-alpine`, `16.4-3.5` or `0.8.0-pg16`.
 * @returns undefined when the tag does not tell
 */
export function postgresMajor({ tag = '' }: ImageReference): number | undefined {
  const digits = (/(?:^|[-._])pg(\d{1,2})(?!\d)/i.exec(tag) ?? /^(\d{1,2})(?!\d)/.exec(tag))?.[1];
  const major = Number(digits);
  return digits !== undefined && major >= 9 ? major : undefined;
}
