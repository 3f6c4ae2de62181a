import { z } from 'zod';
import { cutText, mostLevels } from '../../diagnostics';
import { type Answer, fromLine } from './messages';

/** How much of what only readers see is kept, in characters. The last word goes with the rest: it may be a part of a credential. */
const most = { message: 4_000, stack: 20_000, name: 300 } as const;

const text = (length: number): z.ZodType<string> => z.string().transform((whole) => cutText(whole, length));

const failureSchema = z.strictObject({
  message: text(most.message),
  stack: text(most.stack),
  path: z
    .array(z.union([text(most.name), z.int().nonnegative()]))
    .max(mostLevels + 2)
    .optional(),
  thrown: z.boolean().optional(),
  exports: z.array(text(most.name)).max(100_000).optional(),
  likely: text(most.name).optional(),
});

const answerSchema = z.union([
  z.strictObject({ token: z.string(), clean: z.boolean(), value: z.unknown() }),
  z.strictObject({ token: z.string(), clean: z.boolean(), failure: failureSchema }),
]);

/**
 * Reads what the child says. Code of the registry may have written to its descriptor, too, so that nothing is believed but the form.
 * @param token the one that was sent with the question
 * @throws an error for readers if it is no answer to that question
 */
export function answerIn(line: string, token: string): Answer {
  const { success, data } = answerSchema.safeParse(read(line));
  if (!success || data.token !== token || ('value' in data && isTooDeep(data.value, 0)))
    throw new Error('it has written to a descriptor that it did not open');
  return data as Answer;
}

function read(line: string): unknown {
  try {
    return fromLine(line);
  } catch {
    // No JSON, or one that nests without a bound.
    return undefined;
  }
}

function isTooDeep(value: unknown, level: number): boolean {
  if (typeof value !== 'object' || value === null) return false;
  return level > mostLevels || Object.values(value).some((inner) => isTooDeep(inner, level + 1));
}
