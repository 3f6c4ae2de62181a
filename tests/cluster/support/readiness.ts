import { kubectlJson, type ClusterAccess } from './kubectl';
import { objectTitle, type KubernetesObject } from './manifests';
import { explainPods } from './explain';
import { poll } from './poll';

interface Condition {
  readonly type: string;
  readonly status: string;
  readonly reason?: string;
  readonly message?: string;
}

/** A workload with as much of its status as tells whether it is done. */
interface Workload extends KubernetesObject {
  readonly metadata: KubernetesObject['metadata'] & { readonly generation: number };
  readonly status?: {
    readonly observedGeneration?: number;
    readonly replicas?: number;
    readonly updatedReplicas?: number;
    readonly readyReplicas?: number;
    readonly conditions?: readonly Condition[];
  };
}

/**
 * Waits until every Deployment and StatefulSet of a namespace is Ready and every Job Complete.
 * @throws with what is not, and what its pods, their logs and the events say, when it takes too long or a Job has failed
 */
export async function untilEverythingIsReady(access: ClusterAccess, namespace: string): Promise<void> {
  let waitingFor: string[] = [];
  const done = await poll(2_000, async () => {
    const { items } = await kubectlJson<{ items: Workload[] }>(access, [
      'get',
      'deployments,statefulsets,jobs',
      `--namespace=${namespace}`,
    ]);
    waitingFor = items.filter((workload) => !isReady(workload)).map((workload) => `${objectTitle(workload)}: ${describeStatus(workload)}`);
    return waitingFor.length === 0 || items.some(hasFailed) ? true : undefined;
  });
  if (done !== undefined && waitingFor.length === 0) return;
  throw new Error(`not Ready in ${namespace}:\n  ${waitingFor.join('\n  ')}\n${await explainPods(access, namespace)}`);
}

function isReady(workload: Workload): boolean {
  const { metadata, spec, status = {} } = workload;
  if (workload.kind === 'Job') return conditionOf(workload, 'Complete');
  const wanted = (spec?.['replicas'] as number | undefined) ?? 1;
  const { replicas = 0, updatedReplicas = 0, readyReplicas = 0 } = status;
  return status.observedGeneration === metadata.generation && [replicas, updatedReplicas, readyReplicas].every((count) => count === wanted);
}

function hasFailed(workload: Workload): boolean {
  return workload.kind === 'Job' && conditionOf(workload, 'Failed');
}

function conditionOf({ status }: Workload, type: string): boolean {
  return status?.conditions?.some((condition) => condition.type === type && condition.status === 'True') ?? false;
}

function describeStatus({ status = {} }: Workload): string {
  const { conditions = [], ...counts } = status;
  const reasons = conditions
    .filter(({ message }) => message !== undefined)
    .map(({ type, reason, message }) => `${type} ${reason ?? ''}: ${message}`);
  return [JSON.stringify(counts), ...reasons].join('; ');
}
