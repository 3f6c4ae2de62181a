import { redacted } from '../formats';
import { visibleJson } from '../diagnostics';
import type { Terminal } from './terminal';

/** Prints reports about input that may be wrong: a credential in it is a finding, and no report shows it. */
export interface ReportPrinter {
  readonly text: (text: string) => void;
  /** As JSON. */
  readonly record: (record: object) => void;
}

/**
 * Makes a printer.
 * @param isWrong whether the input has errors; what has none holds no credential
 */
export function reportPrinter(terminal: Terminal, isWrong: boolean): ReportPrinter {
  const cleaned = (_key: string, value: unknown): unknown => (typeof value === 'string' ? redacted(value) : value);
  return {
    text: (text) => terminal.out(isWrong ? redacted(text) : text),
    record: (record) => terminal.out(`${visibleJson(JSON.stringify(record, isWrong ? cleaned : undefined, 2))}\n`),
  };
}
