import * as z from 'zod';

/** What a service runs on. Decides its user id, writable paths, probes and the variables its runtime needs. */
export const runtimeSchema = z.enum(['node', 'nextjs', 'python', 'static']);

/** What a service runs on. */
export type Runtime = z.output<typeof runtimeSchema>;
