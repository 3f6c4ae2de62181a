import type { RouteTable } from './build';
import type { Dialect } from './dialect';
import { match } from './match';
import type { Answer, TableRequest } from './route';

/** A request that proves a finding, and who answers it. */
export interface Witness {
  readonly request: TableRequest;
  /** The answer of each dialect that was compared, in their order. */
  readonly answers: ReadonlyMap<Dialect, Answer>;
}

/** Asks all of some dialects. */
export function ask(table: RouteTable, request: TableRequest, dialects: readonly Dialect[]): Witness {
  return { request, answers: new Map(dialects.map((dialect) => [dialect, match(table, request, dialect)])) };
}

/** Keeps of findings with one key the one with the shortest path; of those the first. */
export function keepShortest<T extends { readonly request: TableRequest }>(found: Map<string, T>, key: string, finding: T): void {
  const earlier = found.get(key);
  if (earlier === undefined || finding.request.path.length < earlier.request.path.length) found.set(key, finding);
}
