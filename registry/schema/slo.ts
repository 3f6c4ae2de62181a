import * as z from 'zod';
import { type IllegalValues, inspected } from './legal';

/** The names that the metrics of a service have: which library counts its requests. */
export const metricsProfileSchema = z.enum(['otel', 'nest', 'fastapi', 'next']);

/** The name of a profile of metrics. */
export type MetricsProfile = z.output<typeof metricsProfileSchema>;

/** Below it an hour of nothing but errors would not use up the budget fast enough to be told. */
const leastPercent = 95;

/** What a service promises, in a window of thirty days. */
export const sloSchema = inspected(
  z.strictObject({
    /**
     * The share of requests that are answered without an error of the server (5xx), in percent: `99.9`.
     * @default not promised
     */
    availability: z.number().optional(),
    /**
     * The time within which `latencyPercent` of all requests are answered, in milliseconds. It has to be a bound of the buckets of the histogram that the service shows.
     * @default not promised
     */
    latencyMs: z.number().optional(),
    /**
     * The share of requests that are answered within `latencyMs`, in percent.
     * @default 99
     */
    latencyPercent: z.number().optional(),
  }),
  ({ availability, latencyMs, latencyPercent }, report) => {
    for (const [setting, percent] of Object.entries({ availability, latencyPercent }))
      if (percent !== undefined && !isPercent(percent))
        report('slo-invalid', illegal(setting, percent, `a percentage from ${leastPercent} to below 100, with three decimals at most`), {
          path: [setting],
        });
    if (latencyMs !== undefined && !(Number.isInteger(latencyMs) && latencyMs >= 1 && latencyMs <= 600_000))
      report('slo-invalid', illegal('latencyMs', latencyMs, 'a whole number of milliseconds from 1 to 600000'), { path: ['latencyMs'] });
    if (availability === undefined && latencyMs === undefined)
      report('slo-invalid', illegal('slo', '{}', '`availability`, `latencyMs` or both'));
  },
);

function isPercent(percent: number): boolean {
  return percent >= leastPercent && percent < 100 && Math.abs(percent * 1000 - Math.round(percent * 1000)) < 1e-6;
}

function illegal(setting: string, value: string | number, expected: string): IllegalValues['slo-invalid'] {
  return { setting, value: String(value), expected };
}
