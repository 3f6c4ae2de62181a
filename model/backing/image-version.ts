import type { ImageReference } from '../platform';

/** The version that an image's tag starts with. */
export interface ImageVersion {
  readonly major: number;
  /** Undefined if the tag names a major alone. */
  readonly minor: number | undefined;
  /** Undefined if the tag names none. */
  readonly patch: number | undefined;
}

/**
 * Reads the version that an image's tag starts with, such as `4.3.1-management` or `v7`.
 * @returns undefined if it starts with none
 */
export function imageVersion({ tag = '' }: ImageReference): ImageVersion | undefined {
  const [, major, minor, patch] = /^v?(\d{1,4})(?:\.(\d{1,4}))?(?:\.(\d{1,4}))?(?![\d.])/.exec(tag) ?? [];
  const numberOf = (text: string | undefined): number | undefined => (text === undefined ? undefined : Number(text));
  return major === undefined ? undefined : { major: Number(major), minor: numberOf(minor), patch: numberOf(patch) };
}
