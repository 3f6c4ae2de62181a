/** Where a command writes to, and what it may assume about it. */
export interface Terminal {
  /** Writes to standard output. */
  readonly out: (text: string) => void;
  /** Writes to standard error. */
  readonly err: (text: string) => void;
  /** Whether standard error shows colours. */
  readonly color: boolean;
}

/**
 * The terminal of this process. `NO_COLOR` switches colours off, `FORCE_COLOR` on.
 * @see https://no-color.org
 */
export function processTerminal(): Terminal {
  const { NO_COLOR, FORCE_COLOR } = process.env;
  const forced = FORCE_COLOR !== undefined && FORCE_COLOR !== '' && FORCE_COLOR !== '0';
  return {
    out: (text) => process.stdout.write(text),
    err: (text) => process.stderr.write(text),
    color: (NO_COLOR === undefined || NO_COLOR === '') && (forced || process.stderr.isTTY),
  };
}
