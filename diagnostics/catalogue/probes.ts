import { entry } from './entry';
import { quoted, quotedList, type Suggestion } from './wording';

/** Findings about the health probes of services, and about the time that a start and a stop may take. */
export const probesEntries = {
  'health-path-invalid': entry<{ probe: string; path: string }>({
    severity: 'error',
    title: 'a health path is not a URL path',
    explanation: 'The kubelet asks for this path at the port of the pod. A scheme, host or port has no place in it.',
    message: ({ probe, path }) => `${quoted(path)} of ${quoted(probe)} is not a URL path`,
    help: () => 'write a path that starts with one `/`, such as `/health/ready`',
  }),

  'health-header-invalid': entry<{ probe: string; header: string }>({
    severity: 'error',
    title: 'a header of a probe has no legal name',
    explanation: 'The API server takes names of letters, digits and dashes.',
    message: ({ probe, header }) => `${quoted(header)} of ${quoted(probe)} cannot be the name of a header`,
    help: () => 'write a name such as `X-Health-Check`',
  }),

  'health-port-unknown': entry<Suggestion & { probe: string; port: string; ports: readonly string[] }>({
    severity: 'error',
    title: 'a probe asks a port that its container does not have',
    explanation:
      'A probe asks the port of the service, one of its `ports`, by name or number, or the port of its metrics; a probe of a sidecar asks one of its own `ports`.',
    message: ({ probe, port }) =>
      port === ''
        ? `${quoted(probe)} asks a port of a container that has none`
        : `${quoted(probe)} asks port ${quoted(port)}, which the container does not have`,
    notes: ({ ports }) => (ports.length === 0 ? [] : [`the ports of the container are ${quotedList(ports)}`]),
    help: ({ port, suggestion }) =>
      port === ''
        ? 'declare the port in `ports` of the container, or ask by `exec`'
        : suggestion === undefined
          ? `add ${quoted(port)} to \`ports\`, or name a port that is there`
          : `did you mean ${quoted(suggestion)}?`,
  }),

  'health-port-udp': entry<{ probe: string; port: string }>({
    severity: 'error',
    title: 'a probe asks a UDP port',
    explanation:
      'Over UDP there is no connection, so the kubelet has no probe for it: it would try TCP, and restart the container for not answering.',
    message: ({ probe, port }) => `${quoted(probe)} asks ${quoted(port)}, a UDP port, where no probe can connect to`,
    help: () => 'ask by `exec`, ask a TCP port of the service, or write `false`',
  }),

  'health-protocol-mismatch': entry<{ probe: string; asks: 'HTTP' | 'gRPC'; port: string; protocol: string }>({
    severity: 'warning',
    title: 'a probe speaks another protocol than its port',
    explanation:
      'A probe by path speaks HTTP/1.1, a gRPC probe the health protocol of gRPC. A server that takes only one of the two answers the other with an ' +
      'error, so that the container never gets ready.',
    message: ({ probe, asks, port, protocol }) => `${quoted(probe)} asks by ${asks}, and port ${quoted(port)} speaks ${quoted(protocol)}`,
    help: ({ asks, protocol }) =>
      asks === 'gRPC'
        ? 'ask by `http`, or say `protocol: grpc` of the port'
        : `ask by ${quoted(protocol)}, or ask another port that speaks HTTP`,
  }),

  'health-exec-empty': entry<{ probe: string }>({
    severity: 'error',
    title: 'a probe runs no command',
    explanation: 'The first element of `exec` is a program of the image; without it the probe always fails.',
    message: ({ probe }) => `\`exec\` of ${quoted(probe)} names no program`,
    help: () => 'write the program and its arguments, such as `[node, dist/health.js]`, or `false` for no probe',
  }),

  'health-unsaid': entry<{ service: string }>({
    severity: 'warning',
    title: 'nothing says when a UDP service is ready',
    explanation:
      'Kubernetes cannot ask over UDP. Without a readiness probe a pod gets requests as soon as its process runs, and a rollout does not notice a version ' +
      'that never works.',
    message: ({ service }) => `${quoted(service)} speaks UDP, and nothing says when it is ready`,
    help: () => 'ask by `exec` or a TCP port in `health.ready`, or write `ready: false` there if there is nothing to ask',
  }),

  'seconds-invalid': entry<{ field: string; seconds: number; most: number }>({
    severity: 'error',
    title: 'a time is not a whole number of seconds',
    explanation: 'Times of probes and stops are whole numbers of seconds, from 1 to a day.',
    message: ({ field, seconds }) => `${quoted(seconds)} of ${quoted(field)} is not a time`,
    help: ({ most }) => `write a whole number from 1 to ${most}`,
  }),
};
