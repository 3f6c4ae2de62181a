import type { ImageReference } from '../platform';

/** The version that an image's tag starts with. */
export interface ImageVersion {
  readonly major: number;
  /** Undefined if the tag names a major alone. */
  readonly minor: number | undefined;
  /** Undefined if the tag names none. */
  readonly patch: number | undefined;
}

/** A tag that starts with a version: one to four numbers, and what follows. */
const versioned = /^v?(\d+(?:\.\d+){0,3})(?![\d.])(.*)$/;

/**
 * Reads the version that an image's tag starts with, such as `4.3.1-management` or `v7`.
 * @returns undefined if it starts with none, or with one of four numbers, or with a date
 */
export function imageVersion({ tag = '' }: Pick<ImageReference, 'tag'>): ImageVersion | undefined {
  const numbers = versioned.exec(tag)?.[1]?.split('.');
  if (numbers === undefined || numbers.length > 3 || numbers.some((text) => text.length > 4)) return undefined;
  const [major, minor, patch] = numbers.map(Number);
  return { major: major!, minor, patch };
}

/**
 * Compares two tags that are versions, such as `1.4.2`, `v2.0` and `16-alpine`. What follows the version has to be the same. Versions of images have one to four numbers, where semantic ones
 * have three, and a number that is left out counts as 0.
 * @returns below 0 if the first one is older; undefined if the tags do not tell
 */
export function compareTags(one: string, other: string): number | undefined {
  const [first, second] = [versioned.exec(one), versioned.exec(other)];
  if (first === null || second === null || first[2] !== second[2] || !/^(?:-|$)/.test(first[2]!)) return undefined;
  const [was, is] = [first, second].map((match) => match[1]!.split('.').map(Number));
  const at = [0, 1, 2, 3].find((index) => (was![index] ?? 0) !== (is![index] ?? 0));
  return at === undefined ? 0 : (was![at] ?? 0) - (is![at] ?? 0);
}
