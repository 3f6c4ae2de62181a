import { readFileSync } from 'node:fs';
import { load } from 'js-yaml';
import { writeRuleFiles, type WrittenRule } from './support/rule-files';
import { describeWithTools } from './support/tools';

/** A condition of an alert about a budget: the window, how many times too fast, and the budget. */
const condition = /slo:sli_error:ratio_rate(\w+)\{[^}]*\} > ([0-9.]+) \* ([0-9.]+)/g;

/** The conditions of an alert, and how they are put together, without the labels that each of the two programs has. */
function conditionsOf(rule: WrittenRule): { readonly shape: string; readonly budgets: readonly number[] } {
  const expr = rule.expr.replace(/\(([0-9.]+ \* [0-9.]+)\)/g, '$1');
  const budgets = [...expr.matchAll(condition)].map(([, , , budget]) => Number(budget));
  const shape = expr
    .replace(condition, '$1>$2')
    // The number of failures that ours want beside a share. Tested with the other alerts.
    .replace(/ and sum\(increase\([^{]*\{[^}]*\}\[\w+\]\)\) >= [0-9]+/g, '')
    .replace(/max\(([^()]*)\)(?: without \(sloth_window\))?/g, '$1')
    .replace(/\s+/g, ' ')
    .replace(/\( | \)/g, (bracket) => bracket.trim())
    .trim();
  return { shape, budgets };
}

/** The shares that are kept, by name, without labels and white space. */
const keptIn = (rules: readonly WrittenRule[]): Record<string, string> =>
  Object.fromEntries(
    rules.flatMap(({ record, expr }) =>
      record?.startsWith('slo:sli_error:') === true
        ? [
            [
              record,
              expr
                .replace(/\{[^}]*\}/g, '')
                .replace('ignoring (sloth_window)', '')
                .replace(/\s+/g, '')
                // What ours have beyond those of sloth: no failures are a share of 0, and no requests are none. Tested below.
                .replace(/or0\*sum\(rate\([^)]*\)\)/, '')
                .replace(/>0\)$/, ')')
                .replace(/^\((.*)\)\/\((.*)\)$/, '$1/$2')
                // And those of thirty days are of all teams that had the service.
                .replace(/^sum\((sum_over_time\(.*\))\)\/sum\((.*)\)$/, '$1/$2'),
            ],
          ]
        : [],
    ),
  );

describeWithTools('the rules of a promise of 99.9 %', ['sloth.yaml'], ({ 'sloth.yaml': file }) => {
  const theirs = (load(readFileSync(file, 'utf8')) as { groups: { rules: WrittenRule[] }[] }).groups.flatMap(({ rules }) => rules);
  const ours = writeRuleFiles().find(({ title }) => title === 'observed-prod acme/accounts/slo-availability')!.group.rules;
  const alerts = (rules: readonly WrittenRule[]) => rules.filter(({ alert }) => alert !== undefined).map(conditionsOf);

  test('fire at the same shares of the same windows as those of sloth', () => {
    expect(alerts(ours).map(({ shape }) => shape)).toEqual([
      '(5m>14.4 and 1h>14.4) or (30m>6 and 6h>6)',
      '(2h>3 and 1d>3) or (6h>1 and 3d>1)',
    ]);
    expect(alerts(ours).map(({ shape }) => shape)).toEqual(alerts(theirs).map(({ shape }) => shape));
    const budgets = (rules: readonly WrittenRule[]): number[] => alerts(rules).flatMap(({ budgets: each }) => each);
    expect(budgets(ours)).toHaveLength(8);
    for (const [index, budget] of budgets(ours).entries()) expect(budget).toBeCloseTo(budgets(theirs)[index]!, 12);
  });

  test('keep the shares of the same windows, and those of thirty days out of the shortest', () => {
    expect(Object.keys(keptIn(ours)).sort()).toEqual(Object.keys(keptIn(theirs)).sort());
    const period = 'slo:sli_error:ratio_rate30d';
    expect(keptIn(ours)[period]).toBe(keptIn(theirs)[period]);
    for (const [name, expr] of Object.entries(keptIn(theirs))) {
      if (name === period) continue;
      // The metric of its example, in place of that of OpenTelemetry.
      expect(keptIn(ours)[name]!.replaceAll('http_server_request_duration_seconds_count', 'http_request_duration_seconds_count')).toBe(
        expr,
      );
    }
  });
});
