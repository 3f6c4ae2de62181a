import type { ParityLine } from './may-differ';

/** How far a fact's path has come along the lines: those that its segments so far agree with. Equal progress is the same object. */
export interface Progress {
  /** Whether any line is still in question. */
  readonly open: boolean;
  /** The line that means the path itself: the first, if there are several. */
  readonly meant: ParityLine | undefined;
  /** Whether a line means the path and all that is in it. */
  readonly deep: boolean;
  /** Every line that means the path itself. */
  readonly lines: readonly ParityLine[];
  /** Goes one segment further. */
  readonly next: (segment: string) => Progress;
}

interface Step {
  readonly pattern: Pattern;
  /** How many segments of the pattern are used up. */
  readonly at: number;
}

interface Pattern {
  readonly line: ParityLine;
  readonly index: number;
  readonly segments: readonly SegmentTest[];
  readonly deep: boolean;
}

interface SegmentTest {
  readonly any: boolean;
  readonly words: readonly string[];
  readonly starts: readonly string[];
}

/**
 * Makes lines ready to be compared with paths. A segment that was seen before costs one look-up, and so do all that no line names.
 * @returns what a path of no segments has come to
 */
export function startOf(lines: readonly ParityLine[]): Progress {
  const known = new Map<string, Progress>();
  const steps = lines.map((line, index): Step => ({ pattern: patternOf(line, index), at: 0 }));
  return progressOf(steps, known);
}

function progressOf(steps: readonly Step[], known: Map<string, Progress>): Progress {
  const id = steps.map(({ pattern, at }) => `${pattern.index}:${at}`).join();
  const same = known.get(id);
  if (same !== undefined) return same;
  const tests = steps.flatMap(({ pattern, at }) => pattern.segments[at] ?? []);
  const words = new Set(tests.flatMap((test) => test.words));
  const starts = tests.flatMap((test) => test.starts);
  const meant = steps.filter(({ pattern, at }) => at === pattern.segments.length).map(({ pattern }) => pattern);
  const byWord = new Map<string, Progress>();
  let other: Progress | undefined;
  const further = (segment: string): Progress =>
    progressOf(
      steps.flatMap((step) => advance(step, segment)),
      known,
    );
  const progress: Progress = {
    open: steps.length > 0,
    meant: meant[0]?.line,
    deep: meant.some(({ deep }) => deep),
    lines: meant.map(({ line }) => line),
    next: (segment) => {
      const hit = byWord.get(segment);
      if (hit !== undefined) return hit;
      if (starts.some((start) => segment.startsWith(start))) return further(segment);
      if (!words.has(segment)) return (other ??= further(segment));
      const found = further(segment);
      byWord.set(segment, found);
      return found;
    },
  };
  known.set(id, progress);
  return progress;
}

function advance({ pattern, at }: Step, segment: string): Step[] {
  const test = pattern.segments[at];
  if (test === undefined) return pattern.deep ? [{ pattern, at }] : [];
  return test.any || test.words.includes(segment) || test.starts.some((start) => segment.startsWith(start))
    ? [{ pattern, at: at + 1 }]
    : [];
}

function patternOf(line: ParityLine, index: number): Pattern {
  const segments = line.path.split('.');
  const deep = segments.at(-1) === '**';
  return { line, index, segments: (deep ? segments.slice(0, -1) : segments).map(segmentTest), deep };
}

function segmentTest(text: string): SegmentTest {
  const words = text.split('|');
  return {
    any: text === '*',
    words: words.filter((word) => !word.endsWith('*')),
    starts: text === '*' ? [] : words.filter((word) => word.endsWith('*')).map((word) => word.slice(0, -1)),
  };
}
