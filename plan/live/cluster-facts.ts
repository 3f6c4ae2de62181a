import type { Edit } from './owned-part';

/** What only the cluster knows. */
export interface ClusterFacts {
  /** The edits of objects by hand, where the objects of before are live ones, by the identity of the object. */
  readonly edits: ReadonlyMap<string, EditedObject>;
  /** The kinds of objects of now that the cluster does not serve, as `<group>/<Kind>`. */
  readonly unserved: ReadonlySet<string>;
  /**
   * What the API server says to the objects of now, by the identity of the object.
   * @default it is not asked
   */
  readonly answers?: ReadonlyMap<string, ServerAnswer> | undefined;
}

/** What the API server says to an object that it does not store. */
export type ServerAnswer =
  | { readonly answer: 'takes' }
  | { readonly answer: 'refuses'; readonly message: string }
  /** Its namespace, or the definition of its kind, is made by the apply itself. */
  | { readonly answer: 'unasked'; readonly why: 'namespace' | 'definition' };

/** An object of which another program than the applier has set fields that an apply sets. */
export interface EditedObject {
  readonly fields: readonly Edit[];
  /** Whether kubectl has applied it on the server, which stops at such fields. */
  readonly stops: boolean;
}
