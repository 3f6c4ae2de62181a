import fc from 'fast-check';
import { hostileStrings } from '../output/support/hostile-strings';

/** A value of JSON, and what registry code could put in its place. */
type Tree = unknown;

/** Where in a tree something is: the keys from the root on. */
type Spot = readonly (string | number)[];

/** One change of a tree. Numbers choose among what the tree has, so that the same mutation fits every tree. */
interface Mutation {
  readonly kind: 'replace' | 'remove' | 'rename' | 'add' | 'copy' | 'swap';
  readonly at: number;
  readonly other: number;
  readonly key: string;
  readonly value: Tree;
}

const names = [
  ...['constructor', '__proto__', 'toString', 'hasOwnProperty', 'length', 'prototype', 'redis', 'postgres', 'rabbitmq', 'default'],
  ...[
    'con',
    'nul',
    'a'.repeat(63),
    'a'.repeat(64),
    'a'.repeat(254),
    'owners',
    'owners-db',
    'owners_app',
    'Owners',
    '-owners',
    'owners-',
    'o.w',
    '',
  ],
];

const texts = [
  ...[
    '0',
    '00',
    '1e9',
    '-1',
    '1Gi',
    '1m',
    '7Ei',
    '1.5',
    '99999999999999999999',
    '9'.repeat(400),
    'true',
    'null',
    '~',
    '/',
    '//',
    '/api',
    '/api/',
    '/*',
    '..',
  ],
  ...[
    '../../etc/passwd',
    'http://',
    'https://a:b@c/d',
    'postgres://h/x',
    '${services.owners.url}',
    '${secrets.x}',
    '$(A)',
    '$$(A)',
    '${',
    '${}',
    '{{ x }}',
  ],
  ...[
    'app',
    'prisma',
    'node',
    'development',
    'existing',
    'in-cluster',
    'external',
    'argocd',
    'kubectl',
    '*/5 * * * *',
    '0 0 30 2 *',
    'Europe/Berlin',
    '1h',
    '2027-13-45',
  ],
  ...['\ud800', 'a\udc00b', '\u202eabc', 'a\u0000b', 'a\nb', '\u001b[31m', '::error::x', 'é'.repeat(40), '😀'],
];

const numbers = [0, -0, 1, -1, 0.5, 80, 443, 1023, 1024, 65535, 65536, 2 ** 31, 2 ** 53, 1e21, 1e308, 5e-324, NaN, Infinity, -Infinity];

/** Any characters, halves of surrogate pairs among them. `fc.string` would first make a table of all that there are. */
const anyText = fc
  .array(fc.integer({ min: 0, max: 0x10ffff }), { maxLength: 20 })
  .map((points) => points.map((point) => String.fromCodePoint(point)).join(''));

const text = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom(...names) },
  { weight: 3, arbitrary: fc.constantFrom(...texts) },
  { weight: 2, arbitrary: fc.constantFrom(...hostileStrings) },
  { weight: 1, arbitrary: anyText },
);

const value: fc.Arbitrary<Tree> = fc.oneof(
  { weight: 6, arbitrary: text },
  { weight: 3, arbitrary: fc.constantFrom(...numbers) },
  {
    weight: 2,
    arbitrary: fc.constantFrom<Tree>(true, false, null, undefined, [], {}, [[]], [null], { '': '' }, { toString: 'x' }, { length: 1 }),
  },
  { weight: 1, arbitrary: fc.array(text, { maxLength: 4 }) },
  { weight: 1, arbitrary: fc.dictionary(text, text, { maxKeys: 3 }) },
);

const mutation: fc.Arbitrary<Mutation> = fc.record({
  kind: fc.constantFrom('replace', 'replace', 'replace', 'remove', 'rename', 'add', 'copy', 'swap'),
  at: fc.nat(),
  other: fc.nat(),
  key: text,
  value,
});

/** One to four mutations, mostly few: what is wrong in one place alone goes furthest. */
export const mutations: fc.Arbitrary<readonly Mutation[]> = fc.oneof(
  { weight: 4, arbitrary: fc.array(mutation, { minLength: 1, maxLength: 1 }) },
  { weight: 2, arbitrary: fc.array(mutation, { minLength: 2, maxLength: 4 }) },
);

/** A copy of a tree with all mutations, one after the other. */
export function mutate<T>(tree: T, changes: readonly Mutation[]): T {
  const copy = structuredClone(tree);
  for (const change of changes) apply(copy, change);
  return copy;
}

function apply(tree: Tree, { kind, at, other, key, value: given }: Mutation): void {
  const spots = spotsOf(tree);
  if (spots.length === 0) return;
  const spot = spots[at % spots.length]!;
  const holder = at_(tree, spot.slice(0, -1)) as Record<string | number, Tree>;
  const last = spot.at(-1)!;
  const otherSpot = spots[other % spots.length]!;
  switch (kind) {
    case 'replace':
      set(holder, last, structuredClone(given));
      return;
    case 'remove':
      if (Array.isArray(holder)) holder.splice(Number(last), 1);
      else delete holder[last];
      return;
    case 'rename':
      if (Array.isArray(holder)) return;
      set(holder, key, holder[last]);
      delete holder[last];
      return;
    case 'add':
      set(holder, Array.isArray(holder) ? holder.length : key, structuredClone(given));
      return;
    case 'copy':
      set(holder, last, structuredClone(at_(tree, otherSpot)));
      return;
    case 'swap': {
      // An entry under another name: what names collide with are the names of others.
      const copied = structuredClone(holder[last]);
      set(holder, Array.isArray(holder) ? holder.length : `${String(last)}${key.slice(0, 3)}`, copied);
    }
  }
}

/** As an object literal would, also for `__proto__`. */
function set(holder: Record<string | number, Tree>, key: string | number, inner: Tree): void {
  Object.defineProperty(holder, key, { value: inner, writable: true, enumerable: true, configurable: true });
}

function at_(tree: Tree, spot: Spot): Tree {
  return spot.reduce<Tree>((inner, key) => (inner as Record<string | number, Tree>)[key], tree);
}

function spotsOf(tree: Tree, path: Spot = []): Spot[] {
  if (typeof tree !== 'object' || tree === null || path.length > 12) return [];
  const keys = Array.isArray(tree) ? tree.map((_, index) => index) : Object.keys(tree);
  return keys.flatMap((key) => [[...path, key], ...spotsOf((tree as Record<string | number, Tree>)[key], [...path, key])]);
}
