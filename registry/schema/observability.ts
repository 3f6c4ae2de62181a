import * as z from 'zod';
import { legal } from './legal';
import { objectLabelsSchema } from './mappings';

/** The shortest and the longest time between two scrapes, in seconds. */
const intervals = { least: 5, most: 300 };

/** What watches a platform, and how. */
export const observabilitySchema = z.strictObject({
  /**
   * Whether each workload with metrics has a ServiceMonitor or a PodMonitor, by which the Prometheus operator finds it.
   * @default true if `capabilities` has `monitoring.coreos.com/v1`
   * @see https://prometheus-operator.dev/docs/developer/getting-started/
   */
  monitors: z.boolean().optional(),
  /**
   * Labels of the objects that the Prometheus operator reads, by which a Prometheus selects them: `release: kube-prometheus-stack`.
   * @default {}
   */
  labels: objectLabelsSchema('observability.labels').optional(),
  /**
   * The time between two scrapes, in seconds.
   * @default 30
   */
  intervalSeconds: legal(
    z.number(),
    'observability-invalid',
    (seconds) => Number.isInteger(seconds) && seconds >= intervals.least && seconds <= intervals.most,
    (seconds) => ({
      setting: 'intervalSeconds',
      value: String(seconds),
      expected: `a whole number of seconds from ${intervals.least} to ${intervals.most}`,
    }),
  ).optional(),
  /**
   * The largest number of series that one pod may show. A scrape that has more fails as a whole, so that a label with too many values, such as an id, does not fill Prometheus.
   * @default 10000
   */
  sampleLimit: legal(
    z.number(),
    'observability-invalid',
    (samples) => Number.isSafeInteger(samples) && samples >= 1,
    (samples) => ({ setting: 'sampleLimit', value: String(samples), expected: 'a whole number from 1 on' }),
  ).optional(),
});

/** What watches a platform, in the form in which its author writes it. */
export type ObservabilityInput = z.output<typeof observabilitySchema>;
