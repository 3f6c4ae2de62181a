import type { ParityLine } from './may-differ';

/** How far a fact's path has come along the lines: those that its segments so far agree with. */
export type Progress = readonly Step[];

interface Step {
  readonly pattern: FactPattern;
  /** How many segments of the pattern are used up. */
  readonly at: number;
}

/** A line of parity, ready to be compared with paths. */
export interface FactPattern {
  readonly line: ParityLine;
  readonly segments: readonly ((segment: string) => boolean)[];
  /** Whether everything under the path is meant as well. */
  readonly deep: boolean;
}

/**
 * Makes lines ready to be compared with paths.
 * @returns what a path of no segments has come to
 */
export function startOf(lines: readonly ParityLine[]): Progress {
  return lines.map((line) => {
    const segments = line.path.split('.');
    const deep = segments.at(-1) === '**';
    return { pattern: { line, segments: (deep ? segments.slice(0, -1) : segments).map(segmentTest), deep }, at: 0 };
  });
}

/**
 * Goes one segment further. The work is in proportion to the lines that are still in question, which soon are few.
 * @returns the lines that agree with the longer path, too
 */
export function advance(progress: Progress, segment: string): Progress {
  return progress.flatMap((step) => {
    const test = step.pattern.segments[step.at];
    if (test === undefined) return step.pattern.deep ? [step] : [];
    return test(segment) ? [{ pattern: step.pattern, at: step.at + 1 }] : [];
  });
}

/**
 * Finds the line that means the path itself.
 * @returns the first, or undefined when none does
 */
export function meantBy(progress: Progress): FactPattern | undefined {
  return progress.find(({ pattern, at }) => at === pattern.segments.length)?.pattern;
}

function segmentTest(text: string): (segment: string) => boolean {
  if (text === '*') return () => true;
  const wanted = text.split('|');
  const exact = new Set(wanted);
  const starts = wanted.filter((word) => word.endsWith('*')).map((word) => word.slice(0, -1));
  return (segment) => exact.has(segment) || starts.some((start) => segment.startsWith(start));
}
