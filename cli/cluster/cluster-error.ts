/** The cluster, or the way to it, refused: told in one line, with exit code 1. The message stands alone and holds no value of a Secret. */
export class ClusterError extends Error {
  override readonly name = 'ClusterError';
  readonly code = 'cluster';
}
