import type { IConstruct } from 'constructs';

/**
 * Lets the children of a construct have any id. The library keeps them in a plain object, which seems to hold a child `constructor` already; a service
 * and a Secret may be called that.
 * @returns the same construct
 */
export function withAnyChildren<C extends IConstruct>(construct: C): C {
  const node = construct.node as unknown as { _children?: object };
  node._children = Object.setPrototypeOf(node._children ?? {}, null) as object;
  return construct;
}
