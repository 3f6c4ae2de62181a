import type { Diagnostic } from './diagnostic';
import type { Locate } from './position';
import { formatPlace, recordsOf, type DiagnosticRecord, type Wordings } from './record';
import { visibleText } from './visible-text';

/** Options of the GitHub format. */
export interface FormatGithubOptions {
  readonly locate: Locate;
  /** @default the catalogue */
  readonly wordings?: Wordings;
  /** Those of which nobody has to do anything; an error is not among them. @default none */
  readonly isNotice?: (finding: Diagnostic) => boolean;
}

/**
 * Writes findings as workflow commands, which GitHub Actions shows beside the lines of a pull request. Notes and help are further lines of the
 * message.
 * @returns one line for each finding, with a line end each; empty when there are none
 * @see https://docs.github.com/actions/reference/workflow-commands-for-github-actions#setting-an-error-message
 */
export function formatGithub(diagnostics: readonly Diagnostic[], options: FormatGithubOptions): string {
  const { locate, wordings, isNotice = () => false } = options;
  return recordsOf(diagnostics, locate, wordings)
    .map(({ finding, record }) => commandOf(record, record.severity !== 'error' && isNotice(finding)))
    .join('');
}

function commandOf(record: DiagnosticRecord, isNotice: boolean): string {
  const properties = [
    `file=${escapeProperty(visibleText(record.file))}`,
    ...(record.line === null ? [] : [`line=${record.line}`, `col=${record.column ?? 1}`]),
    `title=${escapeProperty(record.code)}`,
  ];
  const message = [
    record.path === '' ? record.message : `${visibleText(record.path)}: ${record.message}`,
    ...record.related.map((related) => `note: ${related.label} ${formatPlace(related)}`),
    ...record.notes.map((note) => `note: ${note}`),
    ...(record.accepted === undefined ? [`help: ${record.help}`, ...(record.lines ?? [])] : [`accepted: ${record.accepted.reason}`]),
  ];
  return `::${record.accepted === undefined && !isNotice ? record.severity : 'notice'} ${properties.join(',')}::${escapeData(message.join('\n'))}\n`;
}

function escapeData(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function escapeProperty(text: string): string {
  return escapeData(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
