import { lintConcerns } from '../../constructs/lint/concerns';
import type { LintConcern } from '../../constructs/lint/concern';

/** The lines of the guide between which the table stands. */
const [begin, end] = ['<!-- written by `npm run linters-table` -->', '<!-- the end of it -->'];

/**
 * The guide with the table of the decisions that linters object to, as `constructs/lint/concerns.ts` has them.
 * @param guide its text, with the lines between which the table stands
 */
export function withConcerns(guide: string): string {
  const [before = '', after = ''] = [guide.split(begin)[0], guide.split(end)[1]];
  return `${before}${begin}\n\n${concernsTable()}\n\n${end}${after}`;
}

function concernsTable(): string {
  const words = [...new Set(lintConcerns.map(({ concern }) => concern))];
  const rows = words.map((word) => {
    const entries = lintConcerns.filter(({ concern }) => concern === word);
    return [
      `\`${word}\``,
      entries[0]?.reason ?? '',
      ...linters.map((linter) => [...new Set(entries.flatMap((entry) => entry[linter] ?? []))].join(', ')),
    ];
  });
  return [['concern', 'why it is so', 'kube-score', 'polaris', 'kube-linter', 'checkov'], Array<string>(6).fill('---'), ...rows]
    .map((cells) => `|${cells.map((cell) => (cell === '' ? ' |' : ` ${cell} |`)).join('')}`)
    .join('\n');
}

const linters = ['kubeScore', 'polaris', 'kubeLinter', 'checkov'] as const satisfies readonly (keyof LintConcern)[];
