import type { ParsedService } from '../../registry/schema';
import type { Cron } from '../platform';

/** Applies what is built in to the times of a cron job. The overlay says alone whether they are suspended. */
export function resolveCron(entry: ParsedService, overlaySuspend: boolean | undefined): Cron {
  const { schedule = '', timeZone = 'UTC', concurrency = 'forbid', startingDeadlineSeconds, deadlineSeconds = 3600, retries = 2 } = entry;
  const { succeeded = 3, failed = 1 } = entry.history ?? {};
  return {
    schedule,
    timeZone,
    concurrency,
    startingDeadlineSeconds,
    deadlineSeconds,
    retries,
    history: { succeeded, failed },
    suspend: overlaySuspend ?? entry.suspend ?? false,
  };
}

/** How many pods of a cron job there may be at once. How many of those that may run beside each other do, nobody can say: two are counted. */
export function cronPods({ concurrency = 'forbid' }: Pick<ParsedService, 'concurrency'>): number {
  return concurrency === 'forbid' ? 1 : 2;
}
