import { entry } from './entry';
import { counted, quoted } from './wording';

/** One line of the sum of a quota. */
export interface QuotaRow {
  readonly name: string;
  readonly kind: 'service' | 'other';
  readonly pods: number;
  readonly each: string;
  readonly total: string;
}

/** The field of a quota by the name that Kubernetes gives to it. */
function fieldOfQuota(field: string): string {
  return field.includes('/') ? field.replace('requests.', 'extendedResources.') : field;
}

/** Findings about autoscaling, the priority of pods, and the quota of a namespace. */
export const scalingEntries = {
  'autoscaling-invalid': entry<{
    service: string;
    field: 'minReplicas' | 'maxReplicas' | 'cpuUtilization' | 'requests.cpu';
    value: number;
    minReplicas: number;
    reason: 'number' | 'range' | 'percent' | 'request';
  }>({
    severity: 'error',
    title: 'autoscaling has an impossible bound, or no CPU request to measure',
    explanation:
      'An autoscaler chooses a number of pods from `minReplicas` to `maxReplicas`, so that they use `cpuUtilization` percent of the CPU that they ' +
      'request. Without a request of CPU it cannot compute a percentage, and does not scale.',
    message: ({ service, field, value, minReplicas, reason }) =>
      reason === 'request'
        ? `${quoted(service)} is scaled by how much of its CPU request it uses, and requests none`
        : reason === 'range'
          ? `\`maxReplicas\` of ${quoted(value)} is below \`minReplicas\` of ${quoted(minReplicas)}`
          : `\`${field}\` of ${quoted(value)} is not ${reason === 'percent' ? 'a whole number from 1 to 100' : 'a number of pods from 1 up'}`,
    help: ({ minReplicas, reason }) => {
      switch (reason) {
        case 'request':
          return 'set `resources.requests.cpu` to what one pod uses on an average day, such as `100m`';
        case 'range':
          return `set \`maxReplicas\` to ${minReplicas} or more, or lower \`minReplicas\``;
        case 'percent':
          return 'write percent of the CPU request, such as `70`';
        case 'number':
          return 'write a whole number, such as `2`';
      }
    },
  }),

  'autoscaling-replicas': entry<{ service: string }>({
    severity: 'error',
    title: 'a fixed number of replicas beside autoscaling',
    explanation:
      'With autoscaling the autoscaler sets the number of pods, and the Deployment has none. `replicas` beside it leaves open which of the two is ' +
      'meant. In different layers the later one wins: `replicas` of a service in an overlay takes the place of `autoscaling` in the entry.',
    message: ({ service }) => `${quoted(service)} has both \`replicas\` and \`autoscaling\` here`,
    help: () => 'remove one of the two',
  }),

  'autoscaling-singleton': entry<{ service: string }>({
    severity: 'error',
    title: 'autoscaling of a singleton',
    explanation:
      '`singleton: true` says that two pods of the service must never run at once. An autoscaler would start a second one under load.',
    message: ({ service }) => `${quoted(service)} is a singleton, so it cannot be scaled`,
    help: () => 'remove `autoscaling`, or remove `singleton` if several pods may run at once',
  }),

  'priority-class-invalid': entry<{ priorityClassName: string }>({
    severity: 'error',
    title: 'the PriorityClass of pods is not a legal name',
    explanation:
      '`priorityClassName` is the name of a PriorityClass in the cluster: `kubectl get priorityclass` lists them. Pods that name one that does not ' +
      'exist are refused.',
    message: ({ priorityClassName }) => `${quoted(priorityClassName)} cannot be the name of a PriorityClass`,
    help: () => "write the name of a PriorityClass of the cluster, or leave the field out to use the cluster's default",
  }),

  'quota-invalid': entry<{ field: string; value: string; reason: 'empty' | 'amount' | 'number' }>({
    severity: 'error',
    title: 'a quota has no bound, or a bound that is not an amount',
    explanation: 'A quota bounds CPU in cores, memory in bytes, or a whole number of pods. A bound of zero would refuse every pod.',
    message: ({ field, value, reason }) =>
      reason === 'empty'
        ? 'the quota has no bound'
        : `${quoted(field)} of ${quoted(value)} is not ${reason === 'amount' ? 'a quantity above zero' : 'a number of pods from 1 up'}`,
    help: ({ field, reason }) =>
      reason === 'empty'
        ? 'add `requests`, `limits`, `pods` or `extendedResources`, or remove `quota`'
        : reason === 'number'
          ? 'write a whole number, such as `50`'
          : field.endsWith('cpu')
            ? 'write cores, such as `8`'
            : 'write bytes with a suffix, such as `16Gi`',
  }),

  'quota-exceeded': entry<{
    field: string;
    needed: string;
    available: string;
    /** The largest first. */
    rows: readonly QuotaRow[];
    /** The rows that the message does not show. */
    more: { readonly rows: number; readonly total: string };
  }>({
    severity: 'error',
    title: "the platform does not fit into its namespace's quota",
    explanation:
      'Kubernetes refuses pods above the quota, and a Deployment that cannot make a pod waits without a word. Counted is the peak: every ' +
      'autoscaler at its most, one pod more of each service in a rollout, all init Jobs, the backing services in the cluster. A pod counts for the ' +
      "larger one of its containers' sum and its largest init container.",
    message: ({ field, needed, available }) =>
      `the platform may need ${quoted(needed)} of ${quoted(field)}, and the quota has ${quoted(available)}`,
    notes: ({ field, rows, more, needed, available }) => [
      ...rows.map(({ name, kind, pods, each, total }) => {
        const subject = kind === 'service' ? quoted(name) : name;
        return field === 'pods' ? `${subject}: ${counted(pods, 'pod')}` : `${subject}: ${counted(pods, 'pod')} × ${each} = ${total}`;
      }),
      ...(more.rows > 0 ? [`${more.rows} more: ${more.total}`] : []),
      `in all ${needed}, of ${available}`,
    ],
    help: ({ field, needed }) =>
      `raise ${quoted(`quota.${fieldOfQuota(field)}`)} to at least ${quoted(needed)}, or run fewer or smaller pods`,
  }),

  'quota-limit-missing': entry<{ name: string }>({
    severity: 'error',
    title: 'a container without a CPU limit, under a quota that adds the limits up',
    explanation: 'Where a quota bounds the sum of CPU limits, Kubernetes refuses every pod with a container that has none.',
    message: ({ name }) => `${quoted(name)} has no CPU limit, which the quota of the namespace asks for`,
    help: () => 'give it a CPU limit, or remove `limits.cpu` from the quota',
  }),
};
