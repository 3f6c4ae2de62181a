import { catalogue, type Diagnostic } from '../../diagnostics';

/** The text of a finding. */
export interface Wording {
  readonly message: string;
  readonly notes: readonly string[];
  readonly help: string;
  /** The whole text, one line each. */
  readonly text: string;
}

/** The wording of a finding of any code. */
export function wordingOf({ code, args }: Diagnostic): Wording {
  const entry = catalogue[code] as {
    readonly message: (args: object) => string;
    readonly notes?: (args: object) => readonly string[];
    readonly help: (args: object) => string;
  };
  const message = entry.message(args);
  const notes = entry.notes?.(args) ?? [];
  const help = entry.help(args);
  return { message, notes, help, text: [message, ...notes, help].join('\n') };
}
