/** The exit codes of the commands. */
export const exitCode = {
  /** No errors. */
  clean: 0,
  /** There are errors, or what was asked for does not hold. */
  findings: 1,
  /** The command was called wrongly. */
  usage: 2,
  /** An apply would be refused, or lose data. */
  refused: 3,
  /** Something changes, where that was asked for. */
  changes: 4,
  /** A defect of this program. */
  defect: 70,
} as const;
