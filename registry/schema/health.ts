import * as z from 'zod';

/**
 * The paths of a service's health probes. Kubernetes counts 200 to 399 as healthy.
 * @see https://kubernetes.io/docs/concepts/configuration/liveness-readiness-startup-probes/
 */
export const healthSchema = z.strictObject({
  /**
   * Answers whether the process itself still works, without a question to a database, broker or peer: a failure restarts it.
   * @default none: liveness is a TCP connection to the service's port, which cannot restart every pod when a database is slow
   */
  live: z.string().optional(),
  /**
   * Answers whether the service can take requests now. Must not ask other services.
   * @default `/health`, or `/` for the runtimes `nextjs` and `static`
   */
  ready: z.string().optional(),
  /**
   * Answers when the start is complete.
   * @default the path of `ready`
   */
  startup: z.string().optional(),
});
