import { portsOf, type Workload } from '../blueprint';
import type { NetworkPod } from './reach';

/** The pods of a workload as policies see them. */
export function podsOf({ identity, pod }: Pick<Workload, 'identity' | 'pod'>, namespace: string): NetworkPod {
  return {
    kind: 'pod',
    namespace,
    namespaceLabels: {},
    labels: { 'app.kubernetes.io/name': identity.name, 'app.kubernetes.io/component': identity.component },
    ports: portsOf(pod),
  };
}
