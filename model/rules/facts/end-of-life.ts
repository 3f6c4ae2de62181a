import type { ImageReference } from '../../platform';

/** The day this table was last compared with its sources. What ended later is not known: Cadastre does not read the clock. */
export const endOfLifeAsOf = '2026-11-21';

/** A version that gets no fixes any more. */
export interface EndedVersion {
  /** What people call it, such as `PostgreSQL 14`. */
  readonly product: string;
  /** When it got its last fix: `on 2026-11-12`, or `before` the day that the oldest version in the table did. */
  readonly ended: string;
  /** What to use instead. */
  readonly successor: string;
}

interface Product {
  readonly label: string;
  readonly successor: string;
  /** The day each version got its last fix, from the oldest on. A major alone stands for all its minors, and for a tag that names none. */
  readonly ends: readonly (readonly [version: string, day: string])[];
}

/**
 * Ends of life by the last part of an image's repository. Those in the future are kept for the day when the table is brought up to date.
 * @see https://endoflife.date, which cites https://www.postgresql.org/support/versioning/,
 * https://www.rabbitmq.com/release-information, https://redis.io/docs/latest/operate/oss_and_stack/install/,
 * https://github.com/nodejs/release#release-schedule and https://devguide.python.org/versions/
 */
const products: Readonly<Record<string, Product>> = {
  postgres: {
    label: 'PostgreSQL',
    successor: '`postgres:16-alpine` or newer, with a dump and restore of the data',
    ends: [
      ['9', '2021-11-11'],
      ['10', '2022-11-10'],
      ['11', '2023-11-09'],
      ['12', '2024-11-21'],
      ['13', '2025-11-13'],
      ['14', '2026-11-12'],
      ['15', '2027-11-11'],
      ['16', '2028-11-09'],
    ],
  },
  redis: {
    label: 'Redis',
    successor: '`redis:7.4-alpine`',
    ends: [
      ['5', '2022-04-27'],
      ['6.0', '2022-05-31'],
      ['6.2', '2027-04-01'],
      ['7.0', '2024-07-29'],
      ['8.0', '2026-12-01'],
    ],
  },
  rabbitmq: {
    label: 'RabbitMQ',
    successor: '`rabbitmq:4.3-management-alpine`; an upgrade from 3.13 goes by way of 4.2',
    ends: [
      ['3', '2024-09-17'],
      ['4.0', '2025-04-15'],
      ['4.1', '2026-01-30'],
      ['4.2', '2026-07-31'],
    ],
  },
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
  const name = repository.slice(repository.lastIndexOf('/') + 1);
  const product = Object.hasOwn(products, name) ? products[name] : undefined;
  const [, major, minor] = /^v?(\d+)(?:\.(\d+))?/.exec(tag) ?? [];
  const oldest = product?.ends[0];
  if (product === undefined || oldest === undefined || major === undefined) return undefined;
  const { label, successor, ends } = product;
  if (Number(major) < Number(oldest[0])) return { product: `${label} ${major}`, ended: `before ${oldest[1]}`, successor };
  const end = ends.find(([version]) => version === major || version === `${major}.${minor}`);
  return end === undefined || end[1] > endOfLifeAsOf ? undefined : { product: `${label} ${end[0]}`, ended: `on ${end[1]}`, successor };
}
