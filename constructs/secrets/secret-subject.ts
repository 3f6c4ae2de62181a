import { contentHash, type ReferenceOwner } from '../../model/blueprint';
import { createSubject, type Setting, type Subject } from '../delivery/metadata';

/** The longest label value in characters. A Secret may have a name of 253. */
const longestLabel = 63;

/** A Secret, as the labels of the objects that make it say it. */
export function secretSubject(
  setting: Pick<Setting, 'product' | 'labels'>,
  { name, owner }: { readonly name: string; readonly owner: ReferenceOwner },
): Subject {
  const instance = owner.kind === 'shared' ? labelOf(name) : owner.name;
  return createSubject(setting, { name: owner.kind === 'service' ? owner.key : instance, instance, component: 'credentials' });
}

/** The name itself, or as much of it as a label takes with a hash of the whole, so that two that start alike have two labels. */
function labelOf(name: string): string {
  if (name.length <= longestLabel) return name;
  const hash = contentHash(name);
  // A dot or dash before the dash of the hash is legal, and reads as a mistake.
  return `${name.slice(0, longestLabel - hash.length - 1).replace(/[-.]+$/, '')}-${hash}`;
}
