import { ClusterError } from './cluster-error';

/**
 * Reads what kubectl has written as JSON.
 * @throws ClusterError when it is none
 */
export function jsonIn(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // The error itself quotes what it could not read.
    throw new ClusterError('kubectl has given an answer that is no JSON');
  }
}
