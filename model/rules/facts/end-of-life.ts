import { parseImageReference } from '../../../formats';
import { backingKinds, type EndOfLife } from '../../backing';
import type { ImageReference } from '../../platform';

/** The day this table, and those of the backing services, were last compared with their sources. What ended later is not known: Cadastre does not read the clock. */
export const endOfLifeAsOf = '2026-11-21';

/** A version that gets no fixes any more. */
export interface EndedVersion {
  /** The common name, such as `PostgreSQL 14`. */
  readonly product: string;
  /** When it got its last fix: `on 2026-11-12`, or `before` the day that the oldest version in the table did. */
  readonly ended: string;
  /** The version to use instead. */
  readonly successor: string;
}

interface Product extends EndOfLife {
  readonly label: string;
}

/**
 * Ends of life by the name of an image. Those in the future are kept for the day when the tables are brought up to date.
 * @see https://endoflife.date, https://github.com/nodejs/release#release-schedule and https://devguide.python.org/versions/
 */
const products: Readonly<Record<string, Product>> = {
  ...Object.fromEntries(
    Object.values(backingKinds).map(({ defaults, endOfLife, label }) => [
      imageName(parseImageReference(defaults.image)?.repository ?? defaults.image),
      { label, ...endOfLife },
    ]),
  ),
  node: {
    label: 'Node.js',
    successor: '`node:24-alpine`',
    ends: [
      ['16', '2023-09-11'],
      ['17', '2022-06-01'],
      ['18', '2025-04-30'],
      ['19', '2023-06-01'],
      ['20', '2026-04-30'],
      ['21', '2024-06-01'],
      ['22', '2027-04-30'],
      ['23', '2025-06-01'],
      ['25', '2026-06-01'],
    ],
  },
  python: {
    label: 'Python',
    successor: '`python:3.13-slim` or newer',
    ends: [
      ['2', '2020-01-01'],
      ['3.6', '2021-12-23'],
      ['3.7', '2023-06-27'],
      ['3.8', '2024-10-07'],
      ['3.9', '2025-10-31'],
      ['3.10', '2026-10-31'],
      ['3.11', '2027-10-31'],
    ],
  },
};

/**
 * Tells from an image's name and tag whether it is past its end of life.
 * @returns undefined when it is not, or when name and tag do not tell
 */
export function endedVersion({ repository, tag = '' }: ImageReference): EndedVersion | undefined {
  const name = imageName(repository);
  const product = Object.hasOwn(products, name) ? products[name] : undefined;
  const [, major, minor] = /^v?(\d+)(?:\.(\d+))?/.exec(tag) ?? [];
  const oldest = product?.ends[0];
  if (product === undefined || oldest === undefined || major === undefined) return undefined;
  const { label, successor, ends } = product;
  if (Number(major) < Number(oldest[0])) return { product: `${label} ${major}`, ended: `before ${oldest[1]}`, successor };
  const end = ends.find(([version]) => version === major || version === `${major}.${minor}`);
  return end === undefined || end[1] > endOfLifeAsOf ? undefined : { product: `${label} ${end[0]}`, ended: `on ${end[1]}`, successor };
}

/** The last part of a repository, which is the same in every registry of images. */
function imageName(repository: string): string {
  return repository.slice(repository.lastIndexOf('/') + 1);
}
