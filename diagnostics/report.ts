import { catalogue, type ArgumentsOf, type Code } from './catalogue';
import { cleanPlace, cleanRelated, withoutCredentials } from './clean';
import type { Diagnostic, PathSegment, Place, RelatedPlace } from './diagnostic';
import type { Severity } from './severity';

/** The optional parts of a finding, beside its code, arguments and place. */
export interface DiagnosticOptions {
  /**
   * The severity of this finding.
   * @default the severity of the code in the catalogue
   */
  readonly severity?: Severity | undefined;
  /**
   * Further spots that explain it.
   * @default []
   */
  readonly related?: readonly RelatedPlace[] | undefined;
}

/**
 * Makes a finding.
 * @param args the arguments of the catalogue's wording. Credentials in them, and in the places, are taken out here, for all findings and formats.
 * @param at the spot that has to change
 * @returns plain data without undefined values
 */
export function createDiagnostic<C extends Code>(code: C, args: ArgumentsOf<C>, at: Place, options: DiagnosticOptions = {}): Diagnostic<C> {
  if (!Object.hasOwn(catalogue, code)) throw new TypeError(`there is no kind of finding \`${String(code)}\`: \`catalogue\` has them all`);
  const { severity = catalogue[code].severity, related = [] } = options;
  const finding = { code, severity, args: withoutCredentials(args, at.path), at: cleanPlace(at) };
  return related.length === 0 ? finding : { ...finding, related: cleanRelated(related) };
}

/** Whether any finding is an error that counts, which stops a synthesis. */
export function hasErrors(diagnostics: readonly Diagnostic[]): boolean {
  return diagnostics.some(({ severity, accepted }) => severity === 'error' && accepted === undefined);
}

/**
 * Compares two findings by file and document, then by path (an index comes before a key, and a value before the values in it), then by a known position, by
 * code, and at last by all other parts, so that only identical findings are equal.
 * @returns a negative number, 0 or a positive number, as `Array.sort` wants it
 */
export function compareDiagnostics(a: Diagnostic, b: Diagnostic): number {
  return (
    compareText(a.at.file, b.at.file) ||
    (a.at.document ?? 0) - (b.at.document ?? 0) ||
    comparePaths(a.at.path, b.at.path) ||
    (a.at.position?.line ?? 0) - (b.at.position?.line ?? 0) ||
    (a.at.position?.column ?? 0) - (b.at.position?.column ?? 0) ||
    compareText(a.code, b.code) ||
    compareText(stableText(a), stableText(b))
  );
}

/**
 * Sorts findings for printing and removes repetitions: the environments of a product share a registry, so its findings occur in each of them.
 * @returns a new list, which does not depend on the order of the input
 */
export function sortDiagnostics(diagnostics: readonly Diagnostic[]): Diagnostic[] {
  return diagnostics
    .map((diagnostic) => ({ diagnostic, text: stableText(diagnostic) }))
    .sort((a, b) => compareDiagnostics(a.diagnostic, b.diagnostic))
    .filter((current, index, all) => current.text !== all[index - 1]?.text)
    .map(({ diagnostic }) => diagnostic);
}

function comparePaths(a: readonly PathSegment[], b: readonly PathSegment[]): number {
  const length = Math.min(a.length, b.length);
  for (let index = 0; index < length; index++) {
    const left = a[index]!;
    const right = b[index]!;
    if (left === right) continue;
    if (typeof left === 'number' && typeof right === 'number') return left - right;
    if (typeof left === 'string' && typeof right === 'string') return compareText(left, right);
    return typeof left === 'number' ? -1 : 1;
  }
  return a.length - b.length;
}

// Not localeCompare: the order must not depend on the machine's language.
function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** The finding as text that does not depend on the order of its keys. */
function stableText(diagnostic: Diagnostic): string {
  return JSON.stringify(diagnostic, (_key, value: unknown) =>
    value !== null && typeof value === 'object' && !Array.isArray(value)
      ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => compareText(a, b)))
      : value,
  );
}
