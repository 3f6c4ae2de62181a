import { boundedSuggest, createDiagnostic, type Diagnostic, type Place } from '../../../diagnostics';
import { textPieces } from '../../../formats';
import type { FlaggedKindName } from '../../../registry/schema';
import { refer, type ReferenceScope } from './refer';
import type { Referred, ValuePart } from './referred';

/** A text whose references are looked up. */
export interface ResolvedText {
  /** No two texts in a row, and none that is empty. Only texts: the value is plain. With keys of Secrets between them it is secret. */
  readonly parts: readonly ValuePart[];
  /** The registry keys of other services that it refers to, and `product/key` of those of other products. */
  readonly services: readonly string[];
  /** The kinds of backing services that it refers to. */
  readonly backing: readonly FlaggedKindName[];
  /** The references that lead into Secrets, each with its `${}`. */
  readonly secret: readonly string[];
  /** Whether every reference has a value. */
  readonly complete: boolean;
  /** The references that are a finding. */
  readonly broken: readonly BrokenReference[];
}

/** A reference that leads to nothing. */
interface BrokenReference {
  readonly reference: string;
  readonly closed: boolean;
  readonly referred: Extract<Referred, { kind: 'unknown' | 'absent' | 'failed' }> | undefined;
}

/** Looks up the references of a text. `$${` gives `${`. */
export function resolveText(text: string, scope: ReferenceScope): ResolvedText {
  const parts: ValuePart[] = [];
  const services = new Set<string>();
  const backing = new Set<FlaggedKindName>();
  const secret = new Set<string>();
  const broken: BrokenReference[] = [];
  let complete = true;
  const add = (part: ValuePart): void => {
    const last = parts.at(-1);
    if (typeof part === 'string' && typeof last === 'string') parts[parts.length - 1] = last + part;
    else if (part !== '') parts.push(part);
  };
  for (const piece of textPieces(text)) {
    if (typeof piece === 'string') {
      add(piece);
      continue;
    }
    const { reference, closed } = piece;
    const referred = closed ? refer(reference, scope) : undefined;
    if (referred?.kind === 'value') {
      referred.parts.forEach(add);
      if (referred.parts.some((part) => typeof part === 'object')) secret.add(`\${${reference}}`);
      if (referred.service !== undefined) services.add(referred.service);
      if (referred.backing !== undefined) backing.add(referred.backing);
      continue;
    }
    complete = false;
    if (referred?.kind !== 'reported') broken.push({ reference, closed, referred });
  }
  return { parts, services: [...services], backing: [...backing], secret: [...secret], complete, broken };
}

/** Whether nothing is wrong with a text but that its service lacks what it refers to, such as a database. */
export function isOfOthers({ broken }: ResolvedText): boolean {
  return broken.length > 0 && broken.every(({ referred }) => referred?.kind === 'absent' && referred.ofService);
}

/**
 * The text of a value that no Secret has a part in.
 * @returns undefined if a Secret has one
 */
export function plainTextOf({ parts }: Pick<ResolvedText, 'parts'>): string | undefined {
  const [text = '', ...others] = parts;
  return typeof text === 'string' && others.length === 0 ? text : undefined;
}

/**
 * Reports the references of a text that lead to nothing.
 * @param of the name of the variable or file whose text it is
 */
export function referenceFindings({ broken }: ResolvedText, of: string, place: Place): Diagnostic[] {
  return broken.map(({ reference, closed, referred }) => {
    if (referred?.kind === 'failed') return referred.finding(place);
    if (referred?.kind === 'absent') return createDiagnostic('reference-absent', { reference, of, reason: referred.reason }, place);
    const closest = referred && boundedSuggest(referred.names)(referred.name);
    const suggestion = referred === undefined || closest === undefined ? undefined : `${referred.before}${closest}${referred.after}`;
    const known = referred === undefined ? [] : referred.names.map((name) => `${referred.before}${name}`);
    return createDiagnostic('reference-unknown', { reference, of, closed, known, suggestion }, place);
  });
}
