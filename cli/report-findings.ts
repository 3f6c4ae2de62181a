import { createLocator, type Diagnostic, formatGithub, formatJson, formatText } from '../diagnostics';
import { readSource } from './source';
import type { Terminal } from './terminal';

/** How findings are printed. */
export const reportFormats = ['text', 'json', 'github'] as const;

/** How findings are printed. */
export type ReportFormat = (typeof reportFormats)[number];

/**
 * Prints findings: as text to standard error, as records to standard output.
 * @param distState what state the output is in, for the last line
 * @param accepted how many findings are accepted, for the last line
 */
export function reportFindings(
  diagnostics: readonly Diagnostic[],
  format: ReportFormat,
  distState: string,
  terminal: Terminal,
  accepted = 0,
): void {
  const locate = createLocator(readSource);
  switch (format) {
    case 'json':
      terminal.out(formatJson(diagnostics, { locate }));
      break;
    case 'github':
      terminal.out(formatGithub(diagnostics, { locate }));
      break;
    case 'text':
      if (diagnostics.length > 0) terminal.err(formatText(diagnostics, { locate, color: terminal.color, distState, accepted }));
  }
}
