import * as z from 'zod';

/**
 * The runtime of a service. It decides user id, writable paths, probes, memory, and the variables of the runtime. `other` is for any program: it
 * has no variables of a runtime, and is asked by a TCP connection whether it is ready.
 */
export const runtimeSchema = z.enum(['node', 'nextjs', 'python', 'static', 'go', 'java', 'dotnet', 'other']);

/** The runtime of a service. */
export type Runtime = z.output<typeof runtimeSchema>;
