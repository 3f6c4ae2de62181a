import { visibleText } from '../visible-text';

/** Longer texts are cut: a line of a terminal is no place for a page. */
const longest = 120;

/**
 * Puts a text from the input in backticks, made safe to print.
 * @returns such as `` `auth-gateway` ``, or `` `""` `` for an empty text
 */
export function quoted(text: string | number): string {
  const whole = String(text);
  const cut = whole.length > longest ? `${whole.slice(0, longest)}…` : whole;
  return `\`${cut === '' ? '""' : visibleText(cut).replaceAll('`', "'")}\``;
}

/**
 * Lists texts from the input, each in backticks.
 * @param most how many are named before the rest is only counted
 * @returns such as `` `a`, `b` and `c` ``, or `` `a`, `b` and 7 more ``
 */
export function quotedList(texts: readonly string[], most = 6): string {
  const shown = texts.length > most ? texts.slice(0, most - 1).map(quoted) : texts.map(quoted);
  const last = texts.length > most ? `${texts.length - most + 1} more` : shown.pop();
  return shown.length === 0 ? (last ?? 'none') : `${shown.join(', ')} and ${last}`;
}

/**
 * Counts things.
 * @returns such as `1 service` or `3 services`
 */
export function counted(amount: number, noun: string): string {
  return `${amount} ${amount === 1 ? noun : `${noun}s`}`;
}

/**
 * Names several subjects by the first of them.
 * @param others how many there are beside it
 * @returns such as `` `a` ``, `` `a` and 1 other `` or `` `a` and 3 others ``
 */
export function andOthers(first: string, others: number): string {
  return others === 0 ? quoted(first) : `${quoted(first)} and ${counted(others, 'other')}`;
}

/** An optional near miss: the name that the author probably meant. */
export interface Suggestion {
  readonly suggestion?: string | undefined;
}
