import { redacted } from '../../formats';
import { visibleText } from '../visible-text';

/** The longest text from the input that a finding shows. */
const longest = 120;

/**
 * Puts a text from the input in backticks, safe to print, without credentials.
 * @returns such as `` `auth-gateway` ``, or `` `""` `` for an empty text
 */
export function quoted(text: string | number): string {
  const whole = redacted(String(text));
  const cut = whole.length > longest ? `${whole.slice(0, longest)}…` : whole;
  return `\`${cut === '' ? '""' : visibleText(cut).replaceAll('`', "'")}\``;
}

/**
 * Lists texts from the input, each in backticks.
 * @param most the number of texts that the list names; it counts the rest
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
 * @param others the number of further subjects
 * @returns such as `` `a` ``, `` `a` and 1 other `` or `` `a` and 3 others ``
 */
export function andOthers(first: string, others: number): string {
  return others === 0 ? quoted(first) : `${quoted(first)} and ${counted(others, 'other')}`;
}

/** The name that the author probably meant, if one is close. */
export interface Suggestion {
  readonly suggestion?: string | undefined;
}

/**
 * Finds the host in a text with a scheme, a port or a path beside it.
 * @returns undefined if the text is none, is nothing but a host, or may have a login
 */
export function hostIn(text: string): { readonly host: string; readonly port: string | undefined } | undefined {
  const [, host, port] =
    /^(?:[a-z][a-z0-9+.-]*:\/\/)?([A-Za-z0-9](?:[A-Za-z0-9.-]*[A-Za-z0-9])?)(?::(\d{1,5}))?(?:\/[^@]*)?$/.exec(text) ?? [];
  return host === undefined || host === text ? undefined : { host, port };
}

/** Says how to write a host with a port, or a scheme, in two fields; undefined if the text is none. */
export function nameAndPort(text: string): string | undefined {
  const found = hostIn(text);
  if (found === undefined) return undefined;
  const name = quoted(`host: ${found.host}`);
  return found.port === undefined
    ? `write only the name: ${name}`
    : `write ${name}, and the port in a field of its own: ${quoted(`port: ${found.port}`)}`;
}

/**
 * Says how a service asks for a server of its environment.
 * @returns such as: write `needsRedis: true`
 */
export function asksFor(field: 'database' | 'needsRedis' | 'needsRabbitmq'): string {
  return field === 'database' ? 'name the database in `database`' : `write \`${field}: true\``;
}
