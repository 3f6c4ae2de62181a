/** The matchers of series: a text for one value, a pattern for all that match it as a whole, or what a label must not match. */
export type Matchers = Readonly<Record<string, string | RegExp | { readonly not: RegExp }>>;

/**
 * Selects series.
 * @param metric the name of the metric
 * @returns such as `up{job="owners", namespace="acme"}`
 */
export function series(metric: string, matchers: Matchers): string {
  const texts = Object.entries(matchers).map(([label, matcher]) => {
    if (typeof matcher === 'string') return `${label}=${quoted(matcher)}`;
    return matcher instanceof RegExp ? `${label}=~${pattern(matcher)}` : `${label}!~${pattern(matcher.not)}`;
  });
  return `${metric}{${texts.join(', ')}}`;
}

/** A pattern as a query has it: JavaScript alone has to escape a slash. */
function pattern({ source }: RegExp): string {
  return quoted(source.replaceAll('\\/', '/'));
}

/** A text as a query has it. */
function quoted(text: string): string {
  return JSON.stringify(text);
}

/** A number as a query has it, without the noise of binary fractions. */
export function decimal(number: number): string {
  return String(Number(number.toFixed(9)));
}

/** Text of which each character stands for itself in a pattern of Prometheus. */
export function literally(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&');
}
