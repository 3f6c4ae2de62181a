import type { z } from 'zod';
import { type ArgumentsOf, boundedSuggest, type Code, createDiagnostic, type Diagnostic, type PathSegment } from '../../diagnostics';
import { type IllegalValues, illegalValueOf } from '../../registry/schema';
import { allowedKeys } from './allowed-keys';
import type { ParseInput } from './input';
import { mappingWordsAt } from './mapping-words';
import { otherHome } from './other-home';

type Issue = z.core.$ZodIssue;

/** The same type. The compiler refuses it if the catalogue has no wording for what the schema reports. */
type Worded<F extends { readonly [C in keyof F]: C extends Code ? ArgumentsOf<C> : never }> = F;

/**
 * Turns what zod reports into findings with our own codes.
 * @param schema the schema the value was checked with
 * @returns one finding for each thing that is wrong, never an empty list for a non-empty list of issues
 */
export function issuesToDiagnostics(issues: readonly Issue[], schema: z.ZodType, input: ParseInput): Diagnostic[] {
  return issues.flatMap((issue) => toDiagnostics(issue, segmentsOf(issue.path), schema, input));
}

function toDiagnostics(issue: Issue, path: readonly PathSegment[], schema: z.ZodType, input: ParseInput): Diagnostic[] {
  const at = { file: input.file, path };
  const illegal = illegalValueOf(issue);
  if (illegal !== undefined) {
    const args: Worded<IllegalValues>[keyof IllegalValues] = illegal.args;
    return [createDiagnostic(illegal.code, args as ArgumentsOf<Code>, illegal.key ? { ...at, key: true } : at)];
  }
  const value = valueAt(input.value, path);
  switch (issue.code) {
    case 'unrecognized_keys': {
      const allowed = allowedKeys(schema, input.value, path);
      const suggest = boundedSuggest(allowed);
      return issue.keys.map((key) => {
        const home = homeOfPassword(key, allowed) ?? otherHome(schema, path, key);
        const suggestion = home === undefined ? suggest(key) : undefined;
        const args = { key, allowed, ...(home !== undefined && { home }), ...(suggestion !== undefined && { suggestion }) };
        return createDiagnostic('unknown-key', args, { file: input.file, path: [...path, key], key: true });
      });
    }
    case 'invalid_union': {
      // The option that fits best explains most: one that accepts the value's own type and complains further down, about the fewest things.
      const [deeper] = issue.errors
        .filter((errors) => errors.length > 0 && errors.every((inner) => inner.path.length > 0 || inner.code === 'unrecognized_keys'))
        .sort((a, b) => a.length - b.length);
      if (deeper !== undefined) {
        return deeper.flatMap((inner) => toDiagnostics(inner, [...path, ...segmentsOf(inner.path)], schema, input));
      }
      if (issue.discriminator !== undefined) {
        const options = (issue as { options?: readonly unknown[] }).options ?? [];
        return value === undefined ? missing(path, input) : [invalid(path, schema, oneOf(options), value, input, options)];
      }
      const words = issue.errors.flatMap(([first]) => (first?.code === 'invalid_value' ? first.values : []));
      return [invalid(path, schema, alternatives(issue.errors), value, input, words)];
    }
    case 'invalid_type':
      return value === undefined ? missing(path, input) : [invalid(path, schema, article(issue.expected), value, input)];
    case 'invalid_value':
      return value === undefined ? missing(path, input) : [invalid(path, schema, oneOf(issue.values), value, input, issue.values)];
    case 'too_small':
      return [
        createDiagnostic(
          'invalid-value',
          { path: pathText(path), expected: `a list of at least ${String(issue.minimum)}`, received: describeValue(value) },
          at,
        ),
      ];
    default:
      return [createDiagnostic('invalid-value', { path: pathText(path), expected: issue.message, received: describeValue(value) }, at)];
  }
}

/** The fields that name a Secret, the likeliest first. */
const secretFields = ['secret', 'adminSecret', 'secrets'];

/** What to do with a password that stands where only the name of its Secret may. */
function homeOfPassword(key: string, allowed: readonly string[]): string | undefined {
  const field = /passw|pwd|^(?:pass|token|credentials?)$/i.test(key) ? secretFields.find((name) => allowed.includes(name)) : undefined;
  return field && `remove it, and name the Secret that holds the password in \`${field}\``;
}

function missing(path: readonly PathSegment[], input: ParseInput): Diagnostic[] {
  const field = path.at(-1);
  return [createDiagnostic('missing-field', { field: String(field) }, { file: input.file, path: path.slice(0, -1) })];
}

/** @param words the words that are right here, if only some are */
function invalid(
  path: readonly PathSegment[],
  schema: z.ZodType,
  expected: string,
  value: unknown,
  input: ParseInput,
  words: readonly unknown[] = [],
): Diagnostic {
  const mapping = expected.includes('a mapping') ? mappingWordsAt(schema, input.value, path) : undefined;
  const args = { path: pathText(path), expected, received: describeValue(value), ...(mapping !== undefined && { mapping }) };
  return createDiagnostic('invalid-value', { ...args, ...wrongWord(value, words) }, { file: input.file, path });
}

/** Letters alone, in words, with a number at the end at most: no password of more than a few minutes. */
const plainWords = /^[A-Za-z]{1,20}(?:[-_ ][A-Za-z]{1,20}){0,3}(?:[-_ ]\d{1,2})?$/;

/**
 * Shows a word where one of a few others has to stand.
 * @returns nothing if it may be a credential
 */
function wrongWord(value: unknown, words: readonly unknown[]): { readonly word?: string; readonly suggestion?: string } {
  const known = words.filter((word) => typeof word === 'string');
  if (typeof value !== 'string' || known.length === 0) return {};
  const suggestion = boundedSuggest(known)(value);
  if (suggestion !== undefined) return { word: value, suggestion };
  return plainWords.test(value) ? { word: value } : {};
}

function alternatives(errors: readonly (readonly Issue[])[]): string {
  const words = errors.flatMap(([first]) =>
    first?.code === 'invalid_type' ? [article(first.expected)] : first?.code === 'invalid_value' ? [oneOf(first.values)] : [],
  );
  return [...new Set(words)].join(' or ') || 'something else';
}

function oneOf(values: readonly unknown[]): string {
  const words = values.map((value) => `\`${String(value)}\``);
  return words.length === 1 ? words.join('') : `one of ${words.join(', ')}`;
}

function article(type: string): string {
  if (type === 'record' || type === 'object') return 'a mapping';
  if (type === 'array') return 'a list';
  return `a ${type}`;
}

/** Says what a value is without showing what it holds: a misplaced credential must not reach the terminal. */
export function describeValue(value: unknown): string {
  if (value === null || value === undefined) return String(value);
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'boolean' || (typeof value === 'number' && !Number.isFinite(value))) return String(value);
  return typeof value === 'object' ? 'a mapping' : `a ${typeof value}`;
}

function pathText(path: readonly PathSegment[]): string {
  const last = path.at(-1);
  if (last === undefined) return 'the file';
  return typeof last === 'number' && path.length > 1 ? `${pathText(path.slice(0, -1))}[${last}]` : String(last);
}

function segmentsOf(path: readonly PropertyKey[]): PathSegment[] {
  return path.map((segment) => (typeof segment === 'symbol' ? String(segment) : segment));
}

function valueAt(value: unknown, path: readonly PathSegment[]): unknown {
  return path.reduce<unknown>(
    (inner, segment) => (inner !== null && typeof inner === 'object' ? (inner as Record<PathSegment, unknown>)[segment] : undefined),
    value,
  );
}
