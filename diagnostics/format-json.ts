import type { Diagnostic } from './diagnostic';
import type { Locate } from './position';
import { toRecords, type PlaceRecord, type Wordings } from './record';
import { visibleJson } from './visible-text';

/** Options of the JSON format. */
export interface FormatJsonOptions {
  readonly locate: Locate;
  /** @default the catalogue */
  readonly wordings?: Wordings;
}

/**
 * Writes findings as JSON: an array of objects, each with all of the keys `code severity message file line column path related notes help`
 * in this order. A finding whose help can be copied has `lines` beside them, and one that is accepted on purpose has `accepted` beside them, with `reason until file line column path`.
 * `line` and `column` are null if they are unknown; the objects in `related` have `label file line column path`.
 * @returns indented JSON with a line end
 */
export function formatJson(diagnostics: readonly Diagnostic[], options: FormatJsonOptions): string {
  const records = toRecords(diagnostics, options.locate, options.wordings).map((record) => ({
    code: record.code,
    severity: record.severity,
    message: record.message,
    ...orderedPlace(record),
    related: record.related.map((related) => ({ label: related.label, ...orderedPlace(related) })),
    notes: record.notes,
    help: record.help,
    ...(record.lines && { lines: record.lines }),
    ...(record.accepted && {
      accepted: { reason: record.accepted.reason, until: record.accepted.until, ...orderedPlace(record.accepted) },
    }),
  }));
  return `${visibleJson(JSON.stringify(records, null, 2))}\n`;
}

function orderedPlace({ file, line, column, path }: PlaceRecord): PlaceRecord {
  return { file, line, column, path };
}
