import * as z from 'zod';

/** The runtime of a service. It decides user id, writable paths, probes and the variables of the runtime. */
export const runtimeSchema = z.enum(['node', 'nextjs', 'python', 'static']);

/** The runtime of a service. */
export type Runtime = z.output<typeof runtimeSchema>;
