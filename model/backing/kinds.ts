import type { BackingKindName, FlaggedKindName } from '../../registry/schema';
import type { BackingKind, FlaggedKind } from './backing-kind';
import { postgres } from './postgres/postgres';
import { rabbitmq } from './rabbitmq/rabbitmq';
import { redis } from './redis/redis';

/** Every kind of backing service, in the order in which a platform lists them. */
export const backingKinds: { readonly [Kind in BackingKindName]: Kind extends FlaggedKindName ? FlaggedKind<Kind> : BackingKind<Kind> } = {
  postgres,
  redis,
  rabbitmq,
};
