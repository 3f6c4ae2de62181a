import type { Blueprint } from '../blueprint';
import type { Platform } from './platform';

/** An object that an extension made. */
export interface MadeObject {
  /** The object as JSON has it. Never trusted. */
  readonly object: unknown;
  /** An error whose stack leads to the line that made it; undefined if that is not known. */
  readonly madeAt: Error | undefined;
}

/**
 * Makes objects of a platform. It may throw, which is a finding.
 * @param blueprint all that there is beside these objects
 */
export type MakeObjects = (platform: Platform, blueprint: Blueprint) => readonly MadeObject[];
