import * as z from 'zod';

/** The part of a service in its product: the label `app.kubernetes.io/component`. */
export const componentSchema = z.enum(['api', 'web', 'worker', 'cron', 'stateful']);

/** The part of a service in its product. */
export type Component = z.output<typeof componentSchema>;
