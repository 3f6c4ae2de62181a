/** Where a command writes to, and what it may assume about it. */
export interface Terminal {
  /** Writes to standard output. */
  readonly out: (text: string) => void;
  /** Writes to standard error. */
  readonly err: (text: string) => void;
  /** Whether standard error shows colours. */
  readonly color: boolean;
}

/** The terminal of this process, with the streams as they are now: code of an extension may replace their methods later. */
export function processTerminal(): Terminal {
  const out = process.stdout.write.bind(process.stdout);
  const err = process.stderr.write.bind(process.stderr);
  return {
    out: (text) => void out(text),
    err: (text) => void err(text),
    color: showsColor(process.env, process.stderr.isTTY),
  };
}

/**
 * Whether to write colours: on a terminal that has them, unless `NO_COLOR` switches them off, or where `FORCE_COLOR` switches them on.
 * @param isTerminal undefined, as Node has it, for what is none
 * @see https://no-color.org
 */
export function showsColor({ NO_COLOR = '', FORCE_COLOR = '', TERM = '' }: NodeJS.ProcessEnv, isTerminal: boolean | undefined): boolean {
  if (NO_COLOR !== '') return false;
  return (isTerminal === true && TERM !== 'dumb') || (FORCE_COLOR !== '' && FORCE_COLOR !== '0');
}
