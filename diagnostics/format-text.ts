import { createColors } from 'picocolors';
import type { Diagnostic } from './diagnostic';
import type { Severity } from './severity';
import type { Locate } from './position';
import { formatPlace, toRecords, type DiagnosticRecord, type Wordings } from './record';

/** Options of the text format. */
export interface FormatTextOptions {
  readonly locate: Locate;
  /** Whether the severity is coloured with ANSI escapes. */
  readonly color: boolean;
  /** The state of the output, such as `dist/ is unchanged`: the end of the last line. */
  readonly distState: string;
  /**
   * The number of accepted findings, also of those that are not shown.
   * @default 0
   */
  readonly accepted?: number;
  /** @default the catalogue */
  readonly wordings?: Wordings;
}

/**
 * Writes findings for a terminal: each with its place, its notes and its one help, and a last line that counts them. Text from the input stands in one
 * line and contains no control characters.
 * @returns lines with a line end each; never empty, because the last line is always there
 */
export function formatText(diagnostics: readonly Diagnostic[], options: FormatTextOptions): string {
  const records = toRecords(diagnostics, options.locate, options.wordings);
  const colors = createColors(options.color);
  const paint = {
    error: (text: string) => colors.bold(colors.red(text)),
    warning: (text: string) => colors.bold(colors.yellow(text)),
    accepted: colors.dim,
  };
  return [...records.map((record) => textOf(record, paint)), `${countOf(records, options.accepted ?? 0)}; ${options.distState}\n`].join(
    '\n',
  );
}

function textOf(record: DiagnosticRecord, paint: Record<Severity | 'accepted', (text: string) => string>): string {
  const { accepted } = record;
  const word = accepted === undefined ? record.severity : 'accepted';
  return [
    `${paint[word](`${word}[${record.code}]`)}: ${record.message}`,
    `  --> ${formatPlace(record)}`,
    ...record.related.map((related) => `   = note: ${related.label} ${formatPlace(related)}`),
    ...record.notes.map((note) => `   = note: ${note}`),
    ...(accepted === undefined
      ? [`   = help: ${record.help}`, ...(record.lines === undefined ? [] : ['', ...record.lines])]
      : [
          `   = reason: ${accepted.reason}${accepted.until === null ? '' : ` (until ${accepted.until})`}`,
          `   = note: accepted at ${formatPlace(accepted)}`,
        ]),
    '',
  ].join('\n');
}

function countOf(records: readonly DiagnosticRecord[], accepted: number): string {
  const counted = (['error', 'warning'] as const).flatMap((severity) => {
    const count = records.filter((record) => record.severity === severity && record.accepted === undefined).length;
    return count === 0 ? [] : [`${count} ${severity}${count === 1 ? '' : 's'}`];
  });
  const all = counted.length === 0 ? 'no errors and no warnings' : counted.join(' and ');
  return accepted === 0 ? all : `${all}, ${accepted} accepted`;
}
