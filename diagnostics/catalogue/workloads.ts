import { entry } from './entry';
import { quoted } from './wording';

/** Findings about the kinds of workloads. */
export const workloadsEntries = {
  'port-missing': entry<{ service: string; kind: string }>({
    severity: 'error',
    title: 'a service has no port',
    explanation:
      "Callers of a service connect to its port. Only what nothing calls needs none: `kind: 'worker'`, such as the consumer of a queue.",
    message: ({ service, kind }) => `the ${kind} ${quoted(service)} has no port`,
    help: () => "add `port`, or `kind: 'worker'` if nothing calls it",
  }),

  'field-of-other-kind': entry<{ service: string; kind: string; field: string; kinds: readonly string[]; reason: string }>({
    severity: 'error',
    title: 'a field has no meaning for the kind of the workload',
    explanation:
      'What a workload can be told depends on its kind. Nothing calls a worker, so no route can lead to it. A field without effect would be believed.',
    message: ({ service, kind, field, reason }) => `${quoted(field)} has no meaning for the ${kind} ${quoted(service)}: ${reason}`,
    help: ({ field, kinds }) => `remove ${quoted(field)}, or set \`kind\` to ${kinds.map(quoted).join(' or ')}`,
  }),

  'health-without-port': entry<{ service: string }>({
    severity: 'error',
    title: 'a worker has a health path and no port',
    explanation: 'The kubelet asks at the port of the worker, or else at the port of its metrics. A probe by `exec` needs none.',
    message: ({ service }) => `the worker ${quoted(service)} has health paths, and no port at which they can be asked for`,
    help: () => 'add `port`, where the worker answers, ask by `exec`, or remove `health`',
  }),

  'metrics-without-port': entry<{ service: string }>({
    severity: 'error',
    title: 'a worker has metrics and no port',
    explanation: 'Metrics are asked for at `metrics.port`, or else at the port of the worker.',
    message: ({ service }) => `the worker ${quoted(service)} has metrics, and no port at which they can be asked for`,
    help: () => 'add `metrics.port`',
  }),

  'dependency-unreachable': entry<{ dependency: string; kind: string }>({
    severity: 'error',
    title: 'a service depends on a workload that nothing can call',
    explanation:
      '`dependsOn` names the services that are called. A worker has no Kubernetes Service, so there is no address to call: work reaches it by a queue.',
    message: ({ dependency, kind }) => `${quoted(dependency)} is a ${kind}, which nothing can call`,
    help: ({ dependency }) => `remove ${quoted(dependency)} here, or make it a \`service\` if it is called`,
  }),

  'url-unreachable': entry<{ variable: string; service: string; kind: string }>({
    severity: 'error',
    title: 'a URL leads to a workload that nothing can call',
    explanation: 'A worker has no Kubernetes Service, so its hostname is no DNS name.',
    message: ({ variable, service, kind }) => `${quoted(variable)} leads to the ${kind} ${quoted(service)}, which has no address`,
    help: () => 'remove the variable, or make the workload a `service` if it is called',
  }),
};
