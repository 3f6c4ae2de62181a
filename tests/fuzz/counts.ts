/** What was seen, over all cases of a target. */
export interface Counts {
  cases: number;
  /** Cases that ended with an error that is a finding, or that SIGKILL ended. */
  refused: number;
  /** Cases that ended with manifests. */
  synthesized: number;
  /** Objects, or files, that were compared. */
  objects: number;
  readonly codes: Set<string>;
}
