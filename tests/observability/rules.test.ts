import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type RuleFile, writeRuleFiles } from './support/rule-files';
import { runTool } from './support/run-tool';
import { scenarios, type Series } from './support/scenarios';
import { describeWithTools } from './support/tools';

/** A test of promtool: what Prometheus sees, and how many alerts of a kind fire at a time. */
interface PromtoolTest {
  readonly name: string;
  readonly interval: '1m';
  readonly input_series: readonly { readonly series: string; readonly values: string }[];
  readonly promql_expr_test: readonly { readonly expr: string; readonly eval_time: string; readonly exp_samples: readonly object[] }[];
}

const alertsOf = ({ group: { labels, rules } }: RuleFile) =>
  rules.flatMap(({ alert, ...rule }) => (alert === undefined ? [] : [{ alert, ...rule, of: labels }]));

/** The tests of each alert of a file: one that fires, for whom it should, and those that do not. */
function testsOf(file: RuleFile): PromtoolTest[] {
  return alertsOf(file).flatMap(({ alert, expr, labels = {}, of }) => {
    const make = scenarios[alert] ?? scenarios[`${alert} ${labels['severity'] === 'warning' ? 'ticket' : 'page'}`];
    if (make === undefined) throw new Error(`no scenario for ${alert}`);
    const { fires, alsoFires = [], silent, at } = make({ namespace: of['namespace']!, service: of['service']!, expr });
    const by = Object.keys({ ...of, ...labels }).join(', ');
    const query = `group by (${by}) (ALERTS{alertname="${alert}", alertstate="firing", severity="${labels['severity']}"})`;
    const expected = Object.entries({ ...of, ...labels }).map(([name, value]) => `${name}="${value}"`);
    const test = (name: string, series: Series, samples: readonly object[]): PromtoolTest => ({
      name: `${alert} ${name}: ${expr}`,
      interval: '1m',
      input_series: Object.entries(series).map(([name, values]) => ({ series: name, values })),
      promql_expr_test: [{ expr: query, eval_time: at, exp_samples: samples }],
    });
    const one = [{ labels: `{${expected.join(', ')}}`, value: 1 }];
    return [
      test('fires', fires, one),
      ...alsoFires.map((series, index) => test(`fires (${index})`, series, one)),
      // A collector of OpenTelemetry, or a monitor without `jobLabel`, writes the namespace, too.
      test('fires for a job with its namespace', withNamespaces(fires), one),
      ...silent.map((series, index) => test(`is silent (${index})`, series, [])),
    ];
  });
}

/** Series whose label `job` has the namespace in front. */
function withNamespaces(series: Series): Series {
  return Object.fromEntries(
    Object.entries(series).map(([name, values]) => [name.replace(/(\{|, )job="(?!postgres-exporter)([^"/]+)"/, '$1job="acme/$2"'), values]),
  );
}

describeWithTools('rules', ['promtool'], ({ promtool }) => {
  const files = writeRuleFiles();
  const folder = mkdtempSync(path.join(tmpdir(), 'cadastre-rule-tests-'));

  function promtoolTest(title: string, file: string, tests: readonly PromtoolTest[]) {
    const written = path.join(folder, `${title.replaceAll(/[ /]/g, '-')}.json`);
    writeFileSync(written, JSON.stringify({ rule_files: [file], evaluation_interval: '1m', tests }));
    return runTool(promtool, ['test', 'rules', written]);
  }

  test('are there for services of every kind, servers and certificates', () => {
    const of = (platform: string, names: readonly string[]): string[] => names.map((name) => `${platform} acme/${name}`);
    expect(files.map(({ title }) => title)).toEqual([
      ...of('observed-cloudnative-pg', ['accounts', 'accounts/slo-availability', 'accounts/slo-latency', 'rabbitmq', 'redis']),
      ...of('observed-dev', ['accounts', 'accounts/slo-availability', 'accounts/slo-latency', 'catalogue', 'catalogue/slo-latency']),
      ...of('observed-dev', ['console', 'index', 'mailer', 'nightly', 'postgres', 'rabbitmq', 'redis']),
      ...of('observed-prod', ['accounts', 'accounts/slo-availability', 'accounts/slo-latency', 'catalogue', 'catalogue/slo-latency']),
      ...of('observed-prod', ['certificate/acme-tls', 'console', 'index', 'mailer', 'nightly']),
    ]);
  });

  test('have a scenario for every alert, and every scenario an alert', () => {
    const told = files
      .flatMap(alertsOf)
      .map(({ alert, labels = {} }) =>
        scenarios[alert] === undefined ? `${alert} ${labels['severity'] === 'warning' ? 'ticket' : 'page'}` : alert,
      );
    expect([...new Set(told)].sort()).toEqual(Object.keys(scenarios).sort());
  });

  test('are all accepted by promtool', () => {
    const checked = runTool(promtool, ['check', 'rules', '--lint-fatal', '--lint=all', ...files.map(({ file }) => file)]);
    expect(checked).toMatchObject({ code: 0 });
  });

  test.each(files.map((file) => [file.title, file] as const))(
    '%s: every alert fires when it has to, and is silent when not',
    (title, file) => {
      const tested = promtoolTest(title, file.file, testsOf(file));
      expect(tested).toMatchObject({ code: 0, output: expect.stringContaining('SUCCESS') as string });
    },
  );

  test('a share of thirty days is 0 where nothing failed, and outlives hours without requests', () => {
    const file = files.find(({ title }) => title === 'observed-prod acme/accounts/slo-availability')!;
    const requests = (status: string): string =>
      `http_server_request_duration_seconds_count{namespace="acme", job="accounts", http_response_status_code="${status}"}`;
    const ask = (name: string, series: Series, expected: number): PromtoolTest => ({
      name,
      interval: '1m',
      input_series: Object.entries(series).map(([title, values]) => ({ series: title, values })),
      promql_expr_test: [{ expr: 'sum(slo:sli_error:ratio_rate30d)', eval_time: '5h', exp_samples: [{ labels: '{}', value: expected }] }],
    });
    const tested = promtoolTest('thirty-days', file.file, [
      ask('nothing failed', { [requests('200')]: '0+60x300' }, 0),
      ask('nothing was asked for two hours', { [requests('200')]: '0+45x60 2700x240', [requests('503')]: '0+15x60 900x240' }, 0.25),
    ]);
    expect(tested).toMatchObject({ code: 0, output: expect.stringContaining('SUCCESS') as string });
  });

  test('a share of thirty days is one when the team of a service has changed, and alerts fire for the new one alone', () => {
    const { file, group } = files.find(({ title }) => title === 'observed-prod acme/accounts/slo-availability')!;
    const { owner: _, ...labels } = group.labels;
    const kept = (window: string, owner: string): string =>
      `slo:sli_error:ratio_rate${window}{${Object.entries({ ...labels, owner })
        .map(([name, value]) => `${name}="${value}"`)
        .join(', ')}}`;
    const of = { namespace: 'acme', job: 'accounts' };
    const counted = (status: string): string =>
      `http_server_request_duration_seconds_count{namespace="${of.namespace}", job="${of.job}", http_response_status_code="${status}"}`;
    const before = Object.fromEntries(
      ['5m', '30m', '1h', '2h', '6h', '1d', '3d'].map((window) => [kept(window, 'before'), '0.5x60 stale']),
    );
    const tested = promtoolTest('owners', file, [
      {
        name: 'the owner changes',
        interval: '1m',
        input_series: Object.entries({ ...before, [counted('200')]: '_x60 0+45x60', [counted('503')]: '_x60 0+15x60' }).map(
          ([series, values]) => ({ series, values }),
        ),
        promql_expr_test: [
          // An hour with a half, and most of one with a quarter.
          { expr: 'round(sum(slo:sli_error:ratio_rate30d), 0.1)', eval_time: '2h', exp_samples: [{ labels: '{}', value: 0.4 }] },
          { expr: 'count(slo:sli_error:ratio_rate30d)', eval_time: '2h', exp_samples: [{ labels: '{}', value: 1 }] },
          {
            expr: 'count by (owner, severity) (ALERTS{alertstate="firing"})',
            eval_time: '63m',
            exp_samples: ['page', 'warning'].map((severity) => ({
              labels: `{owner="${group.labels['owner']}", severity="${severity}"}`,
              value: 1,
            })),
          },
        ],
      },
    ]);
    expect(tested).toMatchObject({ code: 0, output: expect.stringContaining('SUCCESS') as string });
  });

  test('a scenario that does not fit is a failure, so the test above can fail', () => {
    const [file] = files;
    const tests = testsOf(file!);
    const [fires] = tests;
    const silent = tests.find(({ name }) => name.includes(' is silent '));
    const swapped = { ...fires!, input_series: silent!.input_series };
    expect(promtoolTest('swapped', file!.file, [swapped])).toMatchObject({ code: 1 });
  });
});
