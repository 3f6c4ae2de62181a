/** The severity of a finding: an `error` stops the synthesis, a `warning` does not. */
export type Severity = 'error' | 'warning';
