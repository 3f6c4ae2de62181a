import type { ParsedService } from '../../../registry/schema';
import type { Service } from '../../platform';
import { pick } from '../layers';
import type { Part, Subject } from './subject';

/** Resolves the times of a cron job; of other kinds there are none. The overlay says alone whether they are suspended. */
export function resolveCron({ entry, layers, builtIn }: Subject): Part<Pick<Service, 'cron'>> {
  if (entry.kind !== 'cron') return { values: { cron: undefined }, origins: {} };
  const {
    schedule = '',
    timeZone = 'UTC',
    concurrency = 'forbid',
    startingDeadlineSeconds = 600,
    deadlineSeconds = 3600,
    retries = 2,
  } = entry;
  const { succeeded = 3, failed = 1 } = entry.history ?? {};
  const suspend = pick(layers, 'suspend', entry.suspend ?? false, builtIn);
  return {
    values: {
      cron: {
        schedule,
        timeZone,
        concurrency,
        startingDeadlineSeconds,
        deadlineSeconds,
        retries,
        history: { succeeded, failed },
        suspend: suspend.value,
      },
    },
    origins: { suspend: suspend.origins },
  };
}

/** How many pods of a cron job there may be at once. How many of those that may run beside each other do, nobody can say: two are counted. */
export function cronPods({ concurrency = 'forbid' }: Pick<ParsedService, 'concurrency'>): number {
  return concurrency === 'forbid' ? 1 : 2;
}
