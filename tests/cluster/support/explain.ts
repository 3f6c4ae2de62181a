import { kubectl, kubectlJson, type ClusterAccess } from './kubectl';

interface ContainerStatus {
  readonly name: string;
  readonly ready: boolean;
  readonly restartCount: number;
  readonly state?: ContainerState;
  readonly lastState?: ContainerState;
}

interface ContainerState {
  readonly waiting?: { readonly reason?: string; readonly message?: string };
  readonly terminated?: { readonly exitCode: number; readonly reason?: string; readonly message?: string };
}

interface PodWithStatus {
  readonly metadata: { readonly name: string };
  readonly status: {
    readonly phase: string;
    readonly conditions?: readonly {
      readonly type: string;
      readonly status: string;
      readonly reason?: string;
      readonly message?: string;
    }[];
    readonly initContainerStatuses?: readonly ContainerStatus[];
    readonly containerStatuses?: readonly ContainerStatus[];
  };
}

/** Why the pods of a namespace are not Ready: their conditions, their containers, the last lines of their logs, the last warnings. */
export async function explainPods(access: ClusterAccess, namespace: string): Promise<string> {
  const { items } = await kubectlJson<{ items: PodWithStatus[] }>(access, ['get', 'pods', `--namespace=${namespace}`]);
  const unready = items.filter(({ status }) => status.phase !== 'Succeeded' && !isTrue(status.conditions, 'Ready'));
  const pods = await Promise.all(unready.map((pod) => explainPod(access, namespace, pod)));
  const events = await kubectl(access, [
    'get',
    'events',
    `--namespace=${namespace}`,
    '--field-selector=type=Warning',
    '--sort-by=.lastTimestamp',
  ]);
  return [...pods, `the last warnings in ${namespace}:\n${events.stdout.trimEnd().split('\n').slice(-15).join('\n')}`].join('\n');
}

async function explainPod(access: ClusterAccess, namespace: string, { metadata, status }: PodWithStatus): Promise<string> {
  const lines = [`pod ${metadata.name}: ${status.phase}`];
  for (const { type, status: value, reason, message } of status.conditions ?? []) {
    if (value !== 'True' && message !== undefined) lines.push(`  ${type}=${value} ${reason ?? ''}: ${message}`);
  }
  for (const container of [...(status.initContainerStatuses ?? []), ...(status.containerStatuses ?? [])]) {
    if (container.ready) continue;
    const { name, restartCount, state, lastState } = container;
    lines.push(`  container ${name}, ${restartCount} restarts: ${JSON.stringify({ state, lastState })}`);
    const log = await kubectl(access, ['logs', metadata.name, `--namespace=${namespace}`, `--container=${container.name}`, '--tail=8']);
    if (log.code === 0)
      lines.push(
        ...log.stdout
          .trimEnd()
          .split('\n')
          .map((line) => `    | ${line}`),
      );
  }
  return lines.join('\n');
}

function isTrue(conditions: PodWithStatus['status']['conditions'], type: string): boolean {
  return conditions?.some((condition) => condition.type === type && condition.status === 'True') ?? false;
}
