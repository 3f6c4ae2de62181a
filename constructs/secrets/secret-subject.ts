import type { Platform, PlatformSecret } from '../../model/platform';
import { createSubject, type Subject } from '../delivery/metadata';

/** What a Secret belongs to, whoever makes it. */
export function secretSubject(platform: Platform, { name: secretName, owner }: PlatformSecret): Subject {
  const instance = owner.kind === 'shared' ? secretName : owner.name;
  return createSubject(platform, { name: owner.kind === 'service' ? owner.key : instance, instance, component: 'credentials' });
}
