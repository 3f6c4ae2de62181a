import { rule } from './rule';

/** Reports a fixed number of replicas beside autoscaling in the same layer. */
export const autoscalingReplicas = rule('autoscaling-replicas', ({ platform }, report) => {
  for (const { key, declaredAutoscaling } of platform.services) {
    for (const { autoscaling, replicas } of declaredAutoscaling?.besideReplicas ?? []) {
      report({ service: key }, replicas, { related: [{ label: 'autoscaling is declared at', place: autoscaling }] });
    }
  }
});
