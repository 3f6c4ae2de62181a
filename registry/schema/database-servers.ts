import * as z from 'zod';
import { postgresSchema } from './backing-services';

/** The PostgreSQL servers of an environment whose databases are on several. */
export const databaseServersSchema = z.strictObject({
  /** The servers by name, a DNS label. An in-cluster one has that name as its host, unless it names another. */
  servers: z
    .record(z.string(), postgresSchema)
    .refine((servers) => Object.keys(servers).length > 0, { error: 'a mapping with at least one server' }),
  /**
   * The server of every database whose service names none.
   * @default the only server, if there is one; with several, each service with a database has to name its own
   */
  default: z.string().optional(),
});
