/**
 * The kind of failure, as a permanent word:
 * - `duplicate-file`, `duplicate-manifest`: the rendered files contradict each other
 * - `bad-path`: a file's path leaves the directory, or does not end in `.k8s.yaml`
 * - `path-is-taken`: a foreign file stands in the place of a file or of its folder
 * - `target-…`: the directory must not be swapped; `target-is-busy`: other runs did not stop rewriting it
 */
export type OutputErrorCode =
  | 'duplicate-file'
  | 'duplicate-manifest'
  | 'bad-path'
  | 'path-is-taken'
  | 'target-is-symlink'
  | 'target-is-file'
  | 'target-is-root'
  | 'target-is-home'
  | 'target-is-repository'
  | 'target-is-working-directory'
  | 'target-is-mount-point'
  | 'target-is-busy';

/** An error that a caller recognises by its `code`. The message is for people and complete by itself. Errors of the disk keep Node's codes. */
export type OutputError = Error & { readonly code: OutputErrorCode };

/** Makes the error for a refusal; the caller throws it. */
export function outputError(code: OutputErrorCode, message: string): OutputError {
  return Object.assign(new Error(message), { code });
}

/** The `code` of a Node error such as `ENOENT`, or of an {@link OutputError}; undefined if it has none. */
export function codeOf(error: unknown): string | undefined {
  // Not `instanceof Error`: in a jest sandbox, the errors of Node's own modules are of another realm.
  return typeof error === 'object' && error !== null && 'code' in error && typeof error.code === 'string' ? error.code : undefined;
}
