import type { ProductInput } from '../../model';
import { outcomeOf } from './outcome';
import { type Row, rows } from './rows';

const heading = `# Single changes

What one change of the product \`property-tax\` does, as it is: \`tests/changes\` makes each of them, compares the manifests, and holds the result to what is right.
\`npm run changes-page\` writes this page.

- **Files** and **lines** are those of the tree of one environment that differ, as \`git diff --numstat\` counts them.
- **Restarts**: workloads whose pods are replaced, because their template changes.
- **Jobs** that run, because they are new. Others that ran stay as they are.
- **Verdict**: \`applies\`, or the [finding](errors.md) that stops the synthesis (in \`dev\` those that begin with \`upgrade-\` are warnings). [What to do then](guides/upgrades.md).

| change | environment | files | lines | restarts | Jobs | verdict | why |
| --- | --- | --- | --- | --- | --- | --- | --- |
`;

/** The page about single changes, with what each does. */
export function changesPage(product: ProductInput): string {
  return heading + rows.map((row) => lineOf(product, row)).join('');
}

function lineOf(product: ProductInput, row: Row): string {
  const { files, lines, restarts, runs, verdict } = outcomeOf(product, row);
  const counted = lines.added + lines.removed === 0 ? '0' : `+${lines.added} −${lines.removed}`;
  const words = verdict
    .split(', ')
    .map((code) => (code === 'applies' ? code : `\`${code}\``))
    .join(', ');
  return `| ${[row.change, row.environment, named(files), counted, named(restarts), named(runs), words, row.why].join(' | ')} |\n`;
}

/** A few names, or how many there are. */
function named(names: readonly string[]): string {
  if (names.length === 0) return 'none';
  return names.length > 3 ? String(names.length) : names.map((name) => `\`${name}\``).join(', ');
}
