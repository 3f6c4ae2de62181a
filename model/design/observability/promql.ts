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

/**
 * The values of the label `job` that the series of a workload have: its name, or its name behind a namespace. Monitors of other teams without `jobLabel` and collectors of OpenTelemetry write the latter, such as `acme/owners`.
 * @param name the registry key, the name of a server, or the variable of a dashboard
 * @see https://opentelemetry.io/docs/specs/otel/compatibility/prometheus_and_openmetrics/#resource-attributes-1
 */
export function jobOf(name: string): RegExp {
  return new RegExp(`(.+/)?${name.startsWith('$') ? name : literally(name)}`);
}

/** A number as a query has it, without the noise of binary fractions. */
export function decimal(number: number): string {
  return String(Number(number.toFixed(9)));
}

/** Text of which each character stands for itself in a pattern of Prometheus. */
export function literally(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&');
}
