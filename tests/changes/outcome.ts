import { hasErrors } from '../../diagnostics';
import type { ProductInput } from '../../model';
import type { RenderedFile } from '../../output';
import { checkUpgrade, effectsOf } from '../../plan';
import { changedLines, type LineCount } from './changed-lines';
import { type Given, given } from './product';
import type { Row } from './rows';

/** What a change does. */
export interface Outcome {
  /** The files that differ, without their ending. */
  readonly files: readonly string[];
  /** The lines of those files. */
  readonly lines: LineCount;
  /** The workloads whose pods are replaced. */
  readonly restarts: readonly string[];
  /** The Jobs that run. */
  readonly runs: readonly string[];
  /** `applies`, or the codes of what speaks against it. */
  readonly verdict: string;
}

const bases = new Map<string, Given>();

const outcomes = new Map<Row, Outcome>();

/** Makes the change of a row, and tells what it does. Each is made once. */
export function outcomeOf(product: ProductInput, row: Row): Outcome {
  const known = outcomes.get(row) ?? makeChange(product, row);
  outcomes.set(row, known);
  return known;
}

function makeChange(product: ProductInput, { environment, from, edit }: Row): Outcome {
  const base = from === undefined ? (bases.get(environment) ?? given(product, environment, [])) : given(product, environment, [from]);
  if (from === undefined) bases.set(environment, base);
  const now = given(product, environment, from === undefined ? [edit] : [from, edit]);
  if (hasErrors(base.diagnostics)) throw new Error(`before the change: ${base.diagnostics.map(({ code }) => code).join(', ')}`);
  if (now.compiled === undefined || hasErrors(now.diagnostics)) {
    const errors = now.diagnostics.filter(({ severity }) => severity === 'error').map(({ code }) => code);
    return { files: [], lines: { added: 0, removed: 0 }, restarts: [], runs: [], verdict: wordsOf(errors) };
  }
  const { restarts, runs } = effectsOf(base.objects, now.objects);
  const findings = checkUpgrade({ ...now.compiled, before: base.objects, now: now.objects });
  const files = differing(base.files, now.files);
  return {
    files: files.map(({ path }) => path.replace('.k8s.yaml', '')),
    lines: files
      .map(({ before, after }) => changedLines(before, after))
      .reduce((all, one) => ({ added: all.added + one.added, removed: all.removed + one.removed }), { added: 0, removed: 0 }),
    restarts: restarts.map(nameOf).sort(),
    runs: runs.map(nameOf).sort(),
    verdict: findings.length === 0 ? 'applies' : wordsOf(findings.map(({ code }) => code)),
  };
}

function wordsOf(codes: readonly string[]): string {
  return [...new Set(codes)].sort().join(', ');
}

function nameOf(title: string): string {
  return title.slice(title.indexOf('/') + 1);
}

/** The files whose text is not the same; one that is new or gone has no text on one side. */
function differing(before: readonly RenderedFile[], now: readonly RenderedFile[]): { path: string; before: string; after: string }[] {
  const texts = new Map(before.map(({ path, text }) => [path, text]));
  const after = new Map(now.map(({ path, text }) => [path, text]));
  return [...new Set([...texts.keys(), ...after.keys()])]
    .sort()
    .map((path) => ({ path, before: texts.get(path) ?? '', after: after.get(path) ?? '' }))
    .filter((file) => file.before !== file.after);
}
