import type { ProductInput } from '../../model';
import { changedLines } from './changed-lines';
import { outcomeOf } from './outcome';
import { changesPage } from './page';
import { readProduct } from './product';
import { rows } from './rows';

/** Single changes of a product: what each has to do is in `rows.ts`, with the reason. */

let product: ProductInput;

beforeAll(async () => {
  product = await readProduct('property-tax');
});

const sorted = (names: readonly string[]): string[] => [...names].sort();

test.each(rows.map((row) => [`${row.change} (${row.environment})`, row] as const))('%s', (_title, row) => {
  const { files, restarts, runs, verdict } = outcomeOf(product, row);
  expect({ files: sorted(files), restarts, runs, verdict }).toEqual({
    files: sorted(row.files),
    restarts: sorted(row.restarts),
    runs: sorted(row.runs),
    verdict: row.verdict,
  });
});

test('the page has a line for each change', () => {
  const lines = changesPage(product).split('\n');
  for (const { change, environment, verdict } of rows)
    expect(lines.filter((line) => line.startsWith(`| ${change} | ${environment} |`) && line.includes(verdict.split(',')[0]!))).toHaveLength(
      1,
    );
});

test.each([
  ['', '', 0, 0],
  ['a\nb\n', 'a\nb\n', 0, 0],
  ['', 'a\nb\n', 2, 0],
  ['a\nb\n', '', 0, 2],
  ['a\nb\nc\n', 'a\nx\nc\n', 1, 1],
  ['a\nb\nc\nd\n', 'b\nx\nd\ny\n', 2, 2],
])('lines of %j and %j are counted as git does', (before, after, added, removed) => {
  expect(changedLines(before, after)).toEqual({ added, removed });
});
