import type { ImageVersion } from '../image-version';

/** A step from one series to another, with the least patch of the first from which it is supported. */
type Step = readonly [from: string, to: string, leastPatch?: number];

/**
 * The upgrades on the data of before that RabbitMQ supports. There is no way back.
 * @see https://www.rabbitmq.com/docs/upgrade#rabbitmq-version-upgradability
 */
const steps: readonly Step[] = [
  ['3.7', '3.8', 18],
  ['3.8', '3.9'],
  ['3.9', '3.10'],
  ['3.10', '3.11'],
  ['3.11', '3.12', 18],
  ['3.12', '3.13'],
  ['3.13', '4.0'],
  ['3.13', '4.1'],
  ['3.13', '4.2'],
  ['4.0', '4.1'],
  ['4.0', '4.2'],
  ['4.1', '4.2'],
  ['4.2', '4.3'],
];

/** The newest series of each major: a tag with a major alone stands for it, or for a newer one. */
const newest: Readonly<Record<number, number>> = { 3: 13, 4: 3 };

/** The newest series of the table. */
const last = { major: 4, minor: 3 } as const;

/** What becomes of the data of one version under another. */
export type RabbitmqUpgrade =
  | { readonly is: 'supported' | 'older' }
  /** Some versions come between. The last of them is one from which the new version can be reached. */
  | { readonly is: 'skips'; readonly over: readonly string[] };

/**
 * Tells whether RabbitMQ supports an upgrade on the data of before. Of a series that is newer than the table it is known that the one before it comes first.
 * @returns undefined if it is not known
 */
export function rabbitmqUpgrade(from: ImageVersion, to: ImageVersion): RabbitmqUpgrade | undefined {
  const [start, end] = [seriesOf(from), seriesOf(to)];
  if (start === undefined || end === undefined) return undefined;
  if (isBefore(end, start)) return { is: 'older' };
  const [first, target] = [nameOf(start), isBefore(last, end) ? last : end];
  if (first === nameOf(end)) return { is: 'supported' };
  const way = shortestWay(first, nameOf(target));
  if (way === undefined || first === nameOf(last)) return undefined;
  const [leastPatch] = steps.flatMap(([series, , patch]) => (series === first ? (patch ?? []) : []));
  const builds = from.patch !== undefined && leastPatch !== undefined && from.patch < leastPatch ? [`${first}.${leastPatch}`] : [];
  const over = [...builds, ...(target === end ? way.slice(0, -1) : way)];
  return over.length === 0 ? { is: 'supported' } : { is: 'skips', over };
}

function isBefore(one: Series, other: Series): boolean {
  return one.major < other.major || (one.major === other.major && one.minor < other.minor);
}

/** The series after the first one on the way to the last, which is the last of them; undefined if there is no way. */
function shortestWay(first: string, end: string): readonly string[] | undefined {
  let ways: readonly (readonly string[])[] = [[first]];
  while (ways.length > 0) {
    const found = ways.find((way) => way.at(-1) === end);
    if (found !== undefined) return found.slice(1);
    ways = ways.flatMap((way) => steps.flatMap(([from, to]) => (from === way.at(-1) ? [[...way, to]] : [])));
  }
  return undefined;
}

interface Series {
  readonly major: number;
  readonly minor: number;
}

function seriesOf({ major, minor = newest[major] }: ImageVersion): Series | undefined {
  return minor === undefined ? undefined : { major, minor };
}

function nameOf({ major, minor }: Series): string {
  return `${major}.${minor}`;
}
