import * as z from 'zod';

/**
 * The kind of a service's workload. `service`: pods that other workloads call, behind a Kubernetes Service. `worker`: pods that nothing calls, such as
 * the consumer of a queue: no Kubernetes Service, no routes, and a port for health or metrics alone. `cron`: pods that
 * are started at given times and run to their end. `stateful`: pods that other workloads call, each with a name and volumes of its own, such as those of a database.
 */
export const workloadKindSchema = z.enum(['service', 'worker', 'cron', 'stateful']);

/** The kind of a service's workload. */
export type ServiceKind = z.output<typeof workloadKindSchema>;
