import type { Edit } from './owned-part';

/** What only the cluster knows, where the objects of before are live ones. */
export interface ClusterFacts {
  /** The edits of objects by hand, by the identity of the object. */
  readonly edits: ReadonlyMap<string, EditedObject>;
  /** The kinds of objects of now that the cluster does not serve, as `<group>/<Kind>`. */
  readonly unserved: ReadonlySet<string>;
}

/** An object of which another program than the applier has set fields that an apply sets. */
export interface EditedObject {
  readonly fields: readonly Edit[];
  /** Whether kubectl has applied it on the server, which stops at such fields. */
  readonly stops: boolean;
}
