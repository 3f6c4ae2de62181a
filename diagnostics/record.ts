import { redacted } from '../formats';
import { catalogue } from './catalogue';
import type { CatalogueEntry } from './catalogue/entry';
import type { Acceptance, Diagnostic, Place } from './diagnostic';
import type { Severity } from './severity';
import { formatPath } from './format-path';
import type { Locate, Position } from './position';
import { sortDiagnostics } from './report';
import { visibleText } from './visible-text';

/** The wordings of findings, by code. */
export type Wordings = Readonly<Record<string, CatalogueEntry<never>>>;

/** A spot in the form in which the formats print it. */
export interface PlaceRecord {
  readonly file: string;
  /** From 1; null if unknown. */
  readonly line: number | null;
  /** From 1, in UTF-16 code units; null if unknown. */
  readonly column: number | null;
  /** Such as `tax-billing-instalment.routes[1]`; empty for the file's root value. */
  readonly path: string;
}

/** A finding in the form in which the formats print it: each text is one line without control characters. */
export interface DiagnosticRecord extends PlaceRecord {
  readonly code: string;
  readonly severity: Severity;
  readonly message: string;
  readonly related: readonly (PlaceRecord & { readonly label: string })[];
  readonly notes: readonly string[];
  readonly help: string;
  /** What `help` says, as lines to copy; left out if there are none. */
  readonly lines?: readonly string[];
  /** Why the finding does not count, and where that is said; left out if it counts. */
  readonly accepted?: PlaceRecord & { readonly reason: string; readonly until: string | null };
}

/**
 * Puts findings into words, for all formats.
 * @param wordings by code; by default the catalogue
 * @returns one record for each finding, sorted, without repetitions
 */
export function toRecords(diagnostics: readonly Diagnostic[], locate: Locate, wordings: Wordings = catalogue): DiagnosticRecord[] {
  return recordsOf(diagnostics, locate, wordings).map(({ record }) => record);
}

/** As {@link toRecords}, each with the finding that it is of. */
export function recordsOf(
  diagnostics: readonly Diagnostic[],
  locate: Locate,
  wordings: Wordings = catalogue,
): { readonly finding: Diagnostic; readonly record: DiagnosticRecord }[] {
  if (!Array.isArray(diagnostics)) throw new TypeError('the findings are a list, such as `diagnostics` of `compile()`');
  return sortDiagnostics(diagnostics).map((finding) => {
    const wording = wordings[finding.code]!;
    const args = finding.args as never;
    const record = {
      code: finding.code,
      severity: finding.severity,
      message: shown(wording.message(args)),
      ...placeRecord(finding.at, locate),
      related: (finding.related ?? []).map(({ label, place }) => ({ label: shown(label), ...placeRecord(place, locate) })),
      notes: (wording.notes?.(args) ?? []).map(shown),
      help: shown(wording.help(args)),
      ...(wording.lines && { lines: wording.lines(args).map(shown) }),
      ...(finding.accepted && { accepted: acceptanceRecord(finding.accepted, locate) }),
    };
    return { finding, record };
  });
}

/** A sentence is looked at again as a whole: it may put a credential together of several arguments. */
function shown(sentence: string): string {
  return visibleText(redacted(sentence));
}

function acceptanceRecord({ reason, until, at }: Acceptance, locate: Locate): NonNullable<DiagnosticRecord['accepted']> {
  return { reason: shown(reason), until: until ?? null, ...placeRecord(at, locate) };
}

/** Puts a place in the form in which the formats print it. A credential in it is not shown. */
export function placeRecord(place: Place, locate: Locate): PlaceRecord {
  const position: Position | undefined = place.position ?? locate(place);
  return {
    file: redacted(position?.file ?? place.file),
    line: position?.line ?? null,
    column: position?.column ?? null,
    path: formatPath(place.path),
  };
}

/**
 * Writes a spot in one line, as compilers do, so that an editor can jump there.
 * @returns `file:line:column: path`, without the parts that are unknown or empty
 */
export function formatPlace({ file, line, column, path }: PlaceRecord): string {
  const position = line === null ? '' : `:${line}:${column ?? 1}`;
  return visibleText(`${file}${position}${path === '' ? '' : `: ${path}`}`);
}
