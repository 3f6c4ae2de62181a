/** How bad a finding is: an `error` stops the synthesis, a `warning` does not. */
export type Severity = 'error' | 'warning';
