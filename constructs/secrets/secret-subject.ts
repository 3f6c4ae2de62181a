import type { Platform, PlatformSecret } from '../../model/platform';
import { createSubject, type Subject } from '../delivery/metadata';

/** A Secret, as the labels of the objects that make it say it. */
export function secretSubject(platform: Platform, { name, owner }: Pick<PlatformSecret, 'name' | 'owner'>): Subject {
  const instance = owner.kind === 'shared' ? name : owner.name;
  return createSubject(platform, { name: owner.kind === 'service' ? owner.key : instance, instance, component: 'credentials' });
}
