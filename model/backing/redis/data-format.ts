import { imageVersion, type ImageVersion } from '../image-version';
import type { ImageReference } from '../../platform';

/**
 * The versions of Redis that brought another format of its files, with the number of the format. An append-only file starts with one of them, too.
 * @see https://github.com/redis/redis/blob/unstable/src/rdb.h, `RDB_VERSION` of each release
 */
const formats: readonly (readonly [major: number, minor: number, format: number])[] = [
  [2, 6, 6],
  [3, 2, 7],
  [4, 0, 8],
  [5, 0, 9],
  [7, 0, 10],
  [7, 2, 11],
  [7, 4, 12],
  [8, 6, 13],
  [8, 8, 14],
  [8, 10, 15],
];

/**
 * Valkey goes on from Redis 7.2. From 9.0 on it has a format of its own, and refuses the numbers between.
 * @see https://github.com/valkey-io/valkey/blob/unstable/src/rdb.h, `RDB_FOREIGN_VERSION_MIN`
 */
const valkey = { shared: 11, own: 80 } as const;

/** A Redis, or a Valkey in its place, as its image tells it. */
export interface RedisVersion extends ImageVersion {
  readonly product: 'Redis' | 'Valkey';
  /** The number of the format that it writes. */
  readonly format: number;
}

/**
 * Tells from an image which files it writes. A tag with a major alone stands for its newest minor.
 * @returns undefined if name and tag do not tell
 */
export function redisVersion(image: ImageReference): RedisVersion | undefined {
  const version = imageVersion(image);
  if (version === undefined) return undefined;
  if (/valkey/i.test(image.repository)) return { ...version, product: 'Valkey', format: version.major < 9 ? valkey.shared : valkey.own };
  const { major, minor = Infinity } = version;
  const format = formats.findLast((known) => known[0] < major || (known[0] === major && known[1] <= minor))?.[2];
  return format === undefined ? undefined : { ...version, product: 'Redis', format };
}

/** Whether one version reads the files of another. */
export function readsRedisFiles(from: RedisVersion, to: RedisVersion): boolean {
  return to.format >= valkey.own ? from.format <= valkey.shared || from.format >= valkey.own : from.format <= to.format;
}
