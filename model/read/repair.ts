import type { z } from 'zod';
import type { PathSegment } from '../../diagnostics';
import { illegalValueOf } from '../../registry/schema';

/** The part of a file that has its shape, where another part has none. */
export interface Repaired<T> {
  /** The value without what has no shape. Nothing is written from it: it is there so that the rest can be checked. */
  readonly value: T;
  /** The paths of what is lost. */
  readonly lost: readonly (readonly PathSegment[])[];
}

/** What stands in for required parts of a value. */
export interface Fillers {
  /** By the last segment of their paths. */
  readonly values: Readonly<Record<string, unknown>>;
  /** How long their paths are. */
  readonly depth: number;
}

/** How often a value is looked at again: a union can have something else to say about what is left. */
const mostRounds = 8;

/**
 * Takes out of a value what has no shape: unknown keys, values of a wrong kind, and what lacks a required part.
 * @returns undefined if nothing is left
 */
export function repair(schema: z.ZodType, value: unknown, fillers: Fillers | undefined): Repaired<unknown> | undefined {
  const copy = cloned(value);
  const lost: (readonly PathSegment[])[] = [];
  for (let round = 0; round < mostRounds; round++) {
    const { error } = schema.safeParse(copy);
    const flaws = (error?.issues ?? []).flatMap((issue) => (illegalValueOf(issue) === undefined ? pathsOf(issue) : []));
    if (flaws.length === 0) return { value: copy, lost };
    const losses = flaws.map((path) => lossOf(copy, path, fillers));
    // From the last item of a list to the first: one that is taken out moves those behind it.
    for (const path of losses.sort(byPath).reverse()) {
      if (path.length === 0) return undefined;
      takeOut(copy, path, fillers);
      lost.push(path);
    }
  }
  return undefined;
}

/** A program may call with what is no data. */
function cloned(value: unknown): unknown {
  try {
    return structuredClone(value);
  } catch {
    return undefined;
  }
}

function pathsOf(issue: z.core.$ZodIssue): PathSegment[][] {
  const path = issue.path.map((segment) => (typeof segment === 'symbol' ? String(segment) : segment));
  return issue.code === 'unrecognized_keys' ? issue.keys.map((key) => [...path, key]) : [path];
}

/** What has to go: what is not there is wrong in that it is missing, so that what it is missing in goes, unless something can stand in for it. */
function lossOf(root: unknown, path: readonly PathSegment[], fillers: Fillers | undefined): readonly PathSegment[] {
  const last = path.at(-1);
  if (last === undefined || isFilled(path, fillers)) return path;
  const parent = Object(at(root, path.slice(0, -1))) as object;
  return Object.hasOwn(parent, last) ? path : lossOf(root, path.slice(0, -1), undefined);
}

function takeOut(root: unknown, path: readonly PathSegment[], fillers: Fillers | undefined): void {
  const last = path.at(-1)!;
  const parent = at(root, path.slice(0, -1));
  if (Array.isArray(parent)) {
    parent.splice(Number(last), 1);
  } else if (typeof parent === 'object' && parent !== null) {
    Reflect.deleteProperty(parent, last);
    if (isFilled(path, fillers)) Object.assign(parent, { [last]: structuredClone(fillers.values[last]) });
  }
}

function isFilled(path: readonly PathSegment[], fillers: Fillers | undefined): fillers is Fillers {
  return fillers?.depth === path.length && Object.hasOwn(fillers.values, path.at(-1)!);
}

function at(root: unknown, path: readonly PathSegment[]): unknown {
  return path.reduce<unknown>(
    (inner, segment) =>
      typeof inner === 'object' && inner !== null && Object.hasOwn(inner, segment)
        ? (inner as Record<PathSegment, unknown>)[segment]
        : undefined,
    root,
  );
}

function byPath(a: readonly PathSegment[], b: readonly PathSegment[]): number {
  for (const [index, segment] of a.entries()) {
    const other = b[index];
    if (segment === other) continue;
    if (other === undefined) return 1;
    if (typeof segment === 'number' && typeof other === 'number') return segment - other;
    return String(segment) < String(other) ? -1 : 1;
  }
  return a.length - b.length;
}
