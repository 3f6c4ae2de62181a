import { durationSeconds } from './duration';

/** A field of a schedule: what it is called, its numbers, and the names that stand for them. */
interface CronField {
  readonly name: string;
  readonly least: number;
  readonly most: number;
  readonly words: readonly string[];
}

const fields: readonly CronField[] = [
  { name: 'minute', least: 0, most: 59, words: [] },
  { name: 'hour', least: 0, most: 23, words: [] },
  { name: 'day of the month', least: 1, most: 31, words: [] },
  { name: 'month', least: 1, most: 12, words: 'jan feb mar apr may jun jul aug sep oct nov dec'.split(' ') },
  { name: 'day of the week', least: 0, most: 6, words: 'sun mon tue wed thu fri sat'.split(' ') },
];

const macros: ReadonlySet<string> = new Set(['@yearly', '@annually', '@monthly', '@weekly', '@daily', '@midnight', '@hourly']);

/** The most days that a month ever has, from January. */
const mostDays = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/**
 * Tells what is wrong with a schedule as Kubernetes reads it: five fields of numbers, names, ranges, lists and steps; a macro such as `@daily`; or
 * `@every` with a length of time.
 * @returns a part of a sentence, such as "has 6 fields instead of 5"; undefined if it is a schedule; never throws
 * @see https://kubernetes.io/docs/concepts/workloads/controllers/cron-jobs/#schedule-syntax
 */
export function flawOfSchedule(schedule: string): string | undefined {
  if (/^(?:CRON_)?TZ=/.test(schedule)) return 'names a time zone';
  if (schedule.startsWith('@')) return flawOfMacro(schedule);
  const parts = schedule.split(/[\t-\r ]+/).filter((part) => part !== '');
  if (parts.length !== fields.length) return `has ${parts.length} fields instead of ${fields.length}`;
  const values: (ReadonlySet<number> | undefined)[] = [];
  for (const [index, field] of fields.entries()) {
    const value = valuesOf(parts[index] ?? '', field);
    if (value === 'wrong') return `has the ${field.name} ${JSON.stringify(parts[index])}, which is none`;
    values.push(value);
  }
  const [, , days, months, weekdays] = values;
  // With both given, either of the two days is enough.
  if (days === undefined || weekdays !== undefined) return undefined;
  const occurs = mostDays.some((last, month) => (months?.has(month + 1) ?? true) && [...days].some((day) => day <= last));
  return occurs ? undefined : 'names a day that none of its months has';
}

function flawOfMacro(schedule: string): string | undefined {
  const every = /^@every (.*)$/.exec(schedule);
  const seconds = durationSeconds(every?.[1] ?? '');
  if (every !== null) return seconds === undefined || seconds === 0 ? 'has no length of time after `@every`, such as `1h30m`' : undefined;
  return macros.has(schedule) ? undefined : 'is no macro that Kubernetes knows';
}

/** The numbers of a field; undefined for all of them. */
function valuesOf(text: string, field: CronField): ReadonlySet<number> | undefined | 'wrong' {
  const values = new Set<number>();
  let all = false;
  for (const part of text.split(',')) {
    const match = /^(\*|\?|[a-z]{3}|\d{1,2})(?:-([a-z]{3}|\d{1,2}))?(?:\/(\d{1,4}))?$/i.exec(part);
    if (match === null) return 'wrong';
    const [, from = '', to, step] = match;
    const any = from === '*' || from === '?';
    const first = any ? field.least : numberOf(from, field);
    // A step after one number goes on to the end.
    const last = to !== undefined ? numberOf(to, field) : any || step !== undefined ? field.most : first;
    const by = Number(step ?? 1);
    if (first === undefined || last === undefined || (any && to !== undefined)) return 'wrong';
    if (first < field.least || last > field.most || first > last || by < 1) return 'wrong';
    all ||= any && by === 1;
    for (let value = first; value <= last; value += by) values.add(value);
  }
  return all ? undefined : values;
}

function numberOf(text: string, { least, words }: CronField): number | undefined {
  if (/^\d+$/.test(text)) return Number(text);
  const index = words.indexOf(text.toLowerCase());
  return index < 0 ? undefined : index + least;
}
