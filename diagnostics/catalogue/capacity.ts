import { entry } from './entry';
import { quoted } from './wording';

/** Findings about amounts: replicas, pools, connections, resources. */
export const capacityEntries = {
  'replicas-invalid': entry<{ replicas: number }>({
    severity: 'error',
    title: 'a number of replicas is not a whole number from 0 up',
    explanation: 'Kubernetes runs a whole number of pods. `0` switches a service off.',
    message: ({ replicas }) => `${quoted(replicas)} is not a number of pods`,
    help: () => 'write a whole number, such as `2`',
  }),

  'singleton-replicas': entry<{ service: string; replicas: number }>({
    severity: 'error',
    title: 'a singleton has more than one replica',
    explanation:
      '`singleton: true` says that two pods of the service must never run at once, as for a scheduler that would do everything twice.',
    message: ({ service, replicas }) => `${quoted(service)} is a singleton, but \`replicas\` asks for ${replicas} pods`,
    help: () => 'set `replicas` to 1, or remove `singleton` if several pods may run at once',
  }),

  'resources-invalid-quantity': entry<{ field: string; quantity: string; reason: string }>({
    severity: 'error',
    title: 'an amount of a resource is not a quantity',
    explanation:
      'Kubernetes measures CPU in cores (`100m` is a tenth) and memory in bytes (`256Mi`). The `m` is a thousandth: `512m` of memory is half a byte.',
    message: ({ field, quantity, reason }) => `${quoted(field)} of ${quoted(quantity)} ${reason}`,
    help: ({ field }) =>
      field.endsWith('cpu') ? 'write cores or thousandths of one, such as `500m`' : 'write bytes with a suffix, such as `256Mi`',
  }),

  'resources-request-over-limit': entry<{ resource: string; request: string; limit: string }>({
    severity: 'error',
    title: 'a container asks for more of a resource than it may use',
    explanation:
      'Kubernetes refuses a pod whose request is above its limit. The two may come from different files: each amount is merged by itself.',
    message: ({ resource, request, limit }) => `the request of ${quoted(request)} ${resource} is above the limit of ${quoted(limit)}`,
    help: () => 'raise the limit, or lower the request',
  }),

  'resources-implausible': entry<{ field: string; quantity: string; reason: string; suggestion: string }>({
    severity: 'error',
    acceptable: true,
    title: 'an amount of a resource cannot have been meant',
    explanation:
      'A number without a suffix counts bytes or whole cores. A container with a few bytes of memory never starts, and no node has hundreds of ' +
      'free cores.',
    message: ({ field, quantity, reason }) => `${quoted(field)} of ${quoted(quantity)} is ${reason}`,
    help: ({ suggestion }) => `write a suffix, such as ${quoted(suggestion)}`,
  }),

  'memory-too-small': entry<{ memory: string; runtime: string; least: string }>({
    severity: 'error',
    acceptable: true,
    title: 'a memory limit is too small for Node.js',
    explanation:
      'Node.js gets three quarters of the memory limit as its heap, and the rest is for its code, buffers and threads. Below 64 MiB it is killed ' +
      'before it answers a request, or has no heap at all.',
    message: ({ memory, runtime }) => `no service of runtime ${quoted(runtime)} starts with a memory limit of ${quoted(memory)}`,
    help: ({ least }) => `set the limit to at least ${quoted(least)}, better to \`256Mi\``,
  }),

  'storage-invalid': entry<{ storage: string }>({
    severity: 'error',
    title: 'the size of a volume is not a whole number of bytes above zero',
    explanation: 'The size of a volume is a Kubernetes quantity in whole bytes: `1m` is a thousandth of one, and `1Mi` a mebibyte.',
    message: ({ storage }) => `${quoted(storage)} is not the size of a volume`,
    help: () => 'write a size such as `5Gi`',
  }),

  'storage-class-invalid': entry<{ storageClass: string }>({
    severity: 'error',
    title: 'the StorageClass of a volume is not a legal name',
    explanation: '`storageClass` is the name of a StorageClass in the cluster: `kubectl get storageclass` lists them.',
    message: ({ storageClass }) => `${quoted(storageClass)} cannot be the name of a StorageClass`,
    help: () => "write the name of a StorageClass of the cluster, or leave the field out to use the cluster's default",
  }),
};
