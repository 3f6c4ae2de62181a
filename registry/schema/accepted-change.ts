import * as z from 'zod';
import { isDate, isObjectTitle } from '../../formats';
import { legal } from './legal';

/** A change of what runs already that is accepted on purpose. */
export const acceptedChangeSchema = z.strictObject({
  /** The code of the finding, such as `upgrade-volume`. */
  allow: z.string(),
  /** The object that the finding names, by kind and name, such as `StatefulSet/postgres`. A database server is `DatabaseServer/` and its name in the overlay, a Redis or RabbitMQ `BackingService/` and its kind, a tree that no platform has any more `Tree/<product>.<environment>`. */
  object: legal(z.string(), 'change-object-invalid', isObjectTitle, (object) => ({ object })),
  /** The last day on which it is accepted, such as `2027-01-31`. */
  until: legal(z.string(), 'allow-until-invalid', isDate, (until) => ({ until })),
});

/** A change that is accepted on purpose, after its shape was checked. */
export type ParsedAcceptedChange = z.output<typeof acceptedChangeSchema>;
