import * as z from 'zod';
import { postgresSchema } from './backing-services';

/** The PostgreSQL servers of an environment with more than one. */
export const databaseServersSchema = z.strictObject({
  /** The servers by name, a DNS label. The host of an in-cluster server is that name, unless `host` sets another. */
  servers: z
    .record(z.string(), postgresSchema)
    .refine((servers) => Object.keys(servers).length > 0, { error: 'a mapping with at least one server' }),
  /**
   * The server of every database whose service sets no `databaseServer`.
   * @default the only server, if there is one; with several, each service with a database has to set its own
   */
  default: z.string().optional(),
});
