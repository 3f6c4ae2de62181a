import { postgresOverlayFields } from './postgres';
import { rabbitmqEntryFields, rabbitmqOverlayFields } from './rabbitmq';
import { redisEntryFields, redisOverlayFields } from './redis';

/** The fields of an overlay that declare backing services. A kind is called by its field. */
export const backingOverlayFields = { ...postgresOverlayFields, ...redisOverlayFields, ...rabbitmqOverlayFields };

/** The fields of an entry, and of the product's defaults, by which a service asks for backing services: one flag for each kind but PostgreSQL. */
export const backingEntryFields = { ...redisEntryFields, ...rabbitmqEntryFields };

/** The name of a kind of backing service. */
export type BackingKindName = Exclude<keyof typeof backingOverlayFields, 'database'>;

/** The name of a kind that a service asks for by a flag of its entry. A service asks for PostgreSQL by having a database. */
export type FlaggedKindName = Exclude<BackingKindName, 'postgres'>;

/** A flag by which a service asks for a backing service. */
export type BackingFlag = keyof typeof backingEntryFields;
