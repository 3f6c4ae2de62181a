import { rule } from './rule';

/** The largest number that the Kubernetes API takes here. */
const most = 2 ** 31 - 1;

/** Reports numbers of replicas that are not whole, or below zero. */
export const replicasInvalid = rule('replicas-invalid', ({ platform }, report) => {
  for (const { autoscaling, replicas, origins } of platform.services) {
    // The bounds of an autoscaler are a matter of their own.
    if (autoscaling !== undefined) continue;
    if (!Number.isInteger(replicas) || replicas < 0 || replicas > most) report({ replicas }, origins.replicas.place);
  }
});
