import type { PrometheusRule, RuleGroup } from '../../blueprint';
import type { Platform, Service, Severity } from '../../platform';
import { alertRule, labelsOf, type Watched } from './alert';
import { requestMetrics } from './profiles';
import { withoutProbes } from './probed-paths';
import { decimal, jobOf, series } from './promql';

/** The days in which a promise is kept. */
const periodDays = 30;

/** The windows in which the share of bad requests is kept, the shortest first. */
const windows = ['5m', '30m', '1h', '2h', '6h', '1d', '3d'] as const;

type Window = (typeof windows)[number];

/** How many times as fast as it may the budget is used up, in a long window and in a short one, by which an alert ends soon after its cause. */
interface Burn {
  readonly factor: number;
  readonly short: Window;
  readonly long: Window;
}

/**
 * Two per cent of the budget in an hour, or five in six hours, is told at once; ten in three days, or in one, can wait.
 * @see https://sre.google/workbook/alerting-on-slos/#6-multiwindow-multi-burn-rate-alerts
 */
const burns: Readonly<Record<Severity, readonly [Burn, Burn]>> = {
  page: [
    { factor: 14.4, short: '5m', long: '1h' },
    { factor: 6, short: '30m', long: '6h' },
  ],
  ticket: [
    { factor: 3, short: '2h', long: '1d' },
    { factor: 1, short: '6h', long: '3d' },
  ],
};

/** One promise: the share of bad requests that it allows, and how they are counted. */
interface Objective {
  readonly slo: 'availability' | 'latency';
  readonly percent: number;
  /** The share of bad requests in a range of time. */
  readonly bad: (range: string) => string;
  /** The number of bad requests in a range of time. */
  readonly count: (range: string) => string;
  readonly words: string;
}

/** The rules that hold a service to what it promises: a group for each promise. */
export function sloRules(platform: Platform, service: Service, watched: Watched): RuleGroup[] {
  return objectivesOf(platform, service).map((objective) => ({
    name: `${platform.namespace}/${service.key}/slo-${objective.slo}`,
    labels: { ...labelsOf(platform, watched), slo: objective.slo },
    rules: [...recordings(platform, service, objective), ...alerts(platform, service, objective)],
  }));
}

function objectivesOf(platform: Platform, service: Service): Objective[] {
  const { key, metrics, metricsProfile, slo } = service;
  if (metrics === undefined || metricsProfile === undefined || slo === undefined) return [];
  const names = requestMetrics[metricsProfile];
  const { requests, status, duration } = names;
  const asked = withoutProbes([service], names);
  const job = { namespace: platform.namespace, job: jobOf(key) };
  const { availability, latency } = slo;
  const objectives: Objective[] = [];
  if (availability !== undefined) {
    const counted = { ...job, ...asked.requests };
    const all = (range: string): string => `sum(rate(${series(requests, counted)}[${range}]))`;
    objectives.push({
      slo: 'availability',
      percent: availability,
      // A service that has never failed has no series of failures, and none that nobody calls may be NaN: one sample of that would make the sum of thirty days NaN.
      bad: (range) =>
        `(sum(rate(${series(requests, { ...counted, [status]: /5../ })}[${range}])) or 0 * ${all(range)}) / (${all(range)} > 0)`,
      count: (range) => `sum(increase(${series(requests, { ...counted, [status]: /5../ })}[${range}]))`,
      words: `that ${availability} % of requests have no error`,
    });
  }
  if (latency !== undefined) {
    const counted = { ...job, ...asked.durations };
    const ofAll = series(`${duration}_count`, counted);
    const ofQuick = series(`${duration}_bucket`, { ...counted, le: bound(latency.ms) });
    const all = (range: string): string => `sum(rate(${ofAll}[${range}]))`;
    objectives.push({
      slo: 'latency',
      percent: latency.percent,
      bad: (range) => `(${all(range)} - sum(rate(${ofQuick}[${range}]))) / (${all(range)} > 0)`,
      count: (range) => `sum(increase(${ofAll}[${range}])) - sum(increase(${ofQuick}[${range}]))`,
      words: `that ${latency.percent} % of requests take ${latency.ms} ms at most`,
    });
  }
  return objectives;
}

/** The bound of a bucket as its label has it: of a whole number of seconds, Prometheus 3 and some libraries write `1.0`. */
function bound(ms: number): string | RegExp {
  return ms % 1000 === 0 ? new RegExp(`${ms / 1000}([.]0)?`) : decimal(ms / 1000);
}

function recordings(platform: Platform, service: Service, { slo, bad }: Objective): PrometheusRule[] {
  const kept = keptUnder(platform, service, slo);
  const shares = windows.map((window) => ({ record: nameOf(window), expr: bad(window) }));
  // Of thirty days the raw series would be too many.
  const shortest = `${series(nameOf(windows[0]), kept)}[${periodDays}d]`;
  // Whatever other labels the shares of before have: those of another team, which had the service then, are shares of it, too.
  const period = { record: nameOf(`${periodDays}d`), expr: `sum(sum_over_time(${shortest})) / sum(count_over_time(${shortest}))` };
  return [...shares, period];
}

function alerts(platform: Platform, service: Service, { slo, percent, count, words }: Objective): PrometheusRule[] {
  const kept = keptUnder(platform, service, slo);
  const budget = decimal((100 - percent) / 100);
  const { failures } = platform.observability.thresholds;
  const burnt = ({ factor, short, long }: Burn): string =>
    [
      ...[short, long].map((window) => `max(${series(nameOf(window), kept)} > ${factor} * ${budget})`),
      // Of thirty requests one is a large share, and no reason to get up.
      `${count(long)} >= ${decimal(failures)}`,
    ].join(' and ');
  return (['page', 'ticket'] as const).map((severity) => {
    const [fast, slow] = burns[severity];
    return alertRule(platform, {
      alert: slo === 'availability' ? 'ServiceErrorBudgetBurns' : 'ServiceLatencyBudgetBurns',
      severity,
      expr: `(${burnt(fast)}) or (${burnt(slow)})`,
      for: '0s',
      summary: `${service.key} does not keep ${words}`,
      description: `At this rate the budget of ${periodDays} days is used up too soon: ${severity === 'page' ? 'it is gone in hours or days' : 'it is gone before the period is'}.`,
    });
  });
}

/** The labels under which the shares of a promise are kept. */
function keptUnder({ namespace }: Platform, { key }: Service, slo: string): Readonly<Record<string, string>> {
  return { namespace, service: key, slo };
}

function nameOf(window: string): string {
  return `slo:sli_error:ratio_rate${window}`;
}
