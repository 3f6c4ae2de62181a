import * as z from 'zod';
import { legal } from './legal';

/** The longest time of a probe or a stop: a day. */
const mostSeconds = 86_400;

/**
 * A time in whole seconds.
 * @param field the name of its field
 */
export function secondsSchema(field: string): z.ZodNumber {
  return legal(
    z.number(),
    'seconds-invalid',
    (seconds) => Number.isInteger(seconds) && seconds >= 1 && seconds <= mostSeconds,
    (seconds) => ({ field, seconds, most: mostSeconds }),
  );
}
