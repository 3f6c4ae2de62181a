import type { NetworkPolicy } from '../../blueprint';
import type { Ends } from './peers';
import type { Rules } from './rules-by-end';

/** What all policies are made with. */
export interface Made {
  /** By the id of the workload. */
  readonly rules: ReadonlyMap<string, Rules>;
  readonly directions: NetworkPolicy['directions'];
  readonly ends: Ends;
}
