import fc from 'fast-check';

import type { TableRoute } from '../../../model/route-table';

/** The backends of random tables. */
export const RANDOM_BACKENDS = ['b0', 'b1', 'b2', 'b3', 'b4', 'b5'] as const;

/** Few and similar, so that routes meet. */
const segment = fc.constantFrom('a', 'ab', 'b', 'api', 'v1', 'A', 'a-b', 'a.b', '~a', '_a', 'abc', '1');

const path = fc.oneof(
  { weight: 1, arbitrary: fc.constant('/') },
  { weight: 9, arbitrary: fc.array(segment, { minLength: 1, maxLength: 3 }).map((segments) => `/${segments.join('/')}`) },
);

const methods = fc.option(fc.subarray(['GET', 'HEAD', 'POST', 'PUT', 'DELETE'], { minLength: 1, maxLength: 2 }), {
  nil: undefined,
  freq: 2,
});

/** What random routes may say. */
export interface RandomTableOptions {
  /** How many hosts there are, each with a table of its own. */
  readonly hosts: number;
  /** Whether some routes are of some methods alone. */
  readonly methods: boolean;
  /** Whether some hosts are wildcards. */
  readonly wildcards: boolean;
}

/** Tables of many hosts, as one table: no two routes of a host have the same path, type and methods. */
export function randomTable(options: RandomTableOptions): fc.Arbitrary<TableRoute[]> {
  const tables = Array.from({ length: options.hosts }, (_, index) => hostTable(index, options));
  return fc.tuple(...tables).map((all) => all.flat());
}

function hostTable(index: number, options: RandomTableOptions): fc.Arbitrary<TableRoute[]> {
  const plain = `h${index}.test`;
  const route = fc.record({
    backend: fc.constantFrom(...RANDOM_BACKENDS),
    host: options.wildcards ? fc.constantFrom(plain, `*.${plain}`, `a.${plain}`) : fc.constant(plain),
    path,
    match: fc.constantFrom('prefix' as const, 'prefix' as const, 'exact' as const),
    methods: options.methods ? methods : fc.constant(undefined),
  });
  const key = ({ host, path: at, match, methods: of = [] }: Omit<TableRoute, 'id'>): string => `${host}${at} ${match} ${of.join()}`;
  return fc
    .uniqueArray(route, { minLength: 1, maxLength: 10, selector: key })
    .map((routes) => routes.map((one) => ({ id: key(one), ...one })));
}

/** The seed of this run: the same one in what gates a landing, another one everywhere else. */
export const RUN_SEED = fc.readConfigureGlobal()?.seed ?? Date.now() % 2 ** 31;

/** One value of an arbitrary for a seed. */
export function sampleOf<T>(arbitrary: fc.Arbitrary<T>, seed: number): T {
  return fc.sample(arbitrary, { seed, numRuns: 1 })[0]!;
}
