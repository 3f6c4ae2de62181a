import * as z from 'zod';
import { flawOfSchedule } from '../../formats';
import { inspected, legal } from './legal';

/** A schedule; an empty text is a missing one. */
const scheduleSchema = inspected(z.string(), (schedule, report) => {
  const flaw = schedule === '' ? undefined : flawOfSchedule(schedule);
  if (flaw !== undefined) report('schedule-invalid', { schedule, flaw });
});

/** The largest number that the Kubernetes API takes here. */
const mostOfAmount = 2 ** 31 - 1;

/**
 * Seconds, or a count.
 * @param field the name of its field
 */
function amountSchema(field: string, least: number) {
  return legal(
    z.number(),
    'cron-amount-invalid',
    (value) => Number.isInteger(value) && value >= least && value <= mostOfAmount,
    (value) => ({ field, value, least }),
  );
}

/** The fields of an entry of the kind `cron`. */
export const cronFields = {
  /**
   * The times at which a cron job runs: five fields as of cron, such as `30 2 * * *`, or `@hourly`, `@daily`, `@weekly`, `@monthly`, `@yearly`, or
   * `@every 90m`. Required for the kind `cron`.
   * @default none
   * @see https://kubernetes.io/docs/concepts/workloads/controllers/cron-jobs/#schedule-syntax
   */
  schedule: scheduleSchema.optional(),
  /**
   * The time zone of `schedule`, a name of the IANA database such as `Europe/Berlin`.
   * @default 'UTC'
   */
  timeZone: z.string().optional(),
  /**
   * The fate of a run whose time has come while the one before still runs. `forbid`: it is left out. `replace`: it takes the place of the one before,
   * which is stopped. `allow`: both run.
   * @default 'forbid'
   */
  concurrency: z.enum(['forbid', 'replace', 'allow']).optional(),
  /**
   * How late a run may start, in seconds, at least 10. A run that could not start in that time is left out. A deadline of hours has a run that was missed
   * start at once when `suspend` ends or `schedule` changes.
   * @default 600
   * @see https://github.com/kubernetes/kubernetes/issues/63371
   */
  startingDeadlineSeconds: amountSchema('startingDeadlineSeconds', 10).optional(),
  /**
   * How long a run may take, all its attempts together, in seconds. It is stopped then, and counts as failed.
   * @default 3600
   */
  deadlineSeconds: amountSchema('deadlineSeconds', 1).optional(),
  /**
   * How many times a run that fails is tried again.
   * @default 2
   */
  retries: amountSchema('retries', 0).optional(),
  /**
   * How many past runs are kept, with their logs.
   * @default see its fields
   */
  history: z
    .strictObject({
      /**
       * The number of runs that succeeded.
       * @default 3
       */
      succeeded: amountSchema('history.succeeded', 0).optional(),
      /**
       * The number of runs that failed.
       * @default 1
       */
      failed: amountSchema('history.failed', 0).optional(),
    })
    .optional(),
  /**
   * Whether no run is started. An environment's overlay overrides it.
   * @default false
   */
  suspend: z.boolean().optional(),
  /**
   * The registry key of the service that a cron job runs another command of: image, tag, user, variables, Secrets and database login are those of that
   * service, and `env`, `extraEnv` and `secrets` of this entry are laid over them. Requires `command` or `args`.
   * @default none: the cron job has an image of its own
   */
  of: z.string().optional(),
} as const;
