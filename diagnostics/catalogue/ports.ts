import { entry } from './entry';
import { quoted } from './wording';

/** Findings about the ports and paths of services. */
export const portsEntries = {
  'port-invalid': entry<{ port: number }>({
    severity: 'error',
    title: 'a port is not a port number',
    explanation: 'A TCP port is a whole number from 1 to 65535.',
    message: ({ port }) => `${quoted(port)} is not a port`,
    help: () => 'write a whole number from 1024 to 65535',
  }),

  'port-name-invalid': entry<{ name: string }>({
    severity: 'error',
    title: 'a port has no legal name',
    explanation:
      'The name of a port has at most 15 lower-case letters, digits and dashes, with a letter among them, and no dash at an end or beside another ' +
      '(RFC 6335).',
    message: ({ name }) => `${quoted(name)} cannot be the name of a port`,
    help: () => 'write a short name in lower case, such as `admin`',
  }),

  'port-name-repeated': entry<{ name: string }>({
    severity: 'error',
    title: 'two ports of a service have the same name',
    explanation:
      "The service's own port is called by its protocol, and the one that `metrics.port` makes `metrics`. Within a pod a name leads to one port, so a " +
      'further port needs another.',
    message: ({ name }) => `the name ${quoted(name)} is that of another port of the service`,
    help: ({ name }) =>
      name === 'metrics'
        ? 'give this port another name, or say `metrics: true` of it in place of `metrics.port`'
        : 'give this port another name',
  }),

  'port-repeated': entry<{ port: number; other: string }>({
    severity: 'error',
    title: 'a service has a port twice',
    explanation: 'The API server takes a number once for TCP and once for UDP, and a process listens on it once.',
    message: ({ port, other }) => `port ${quoted(port)} is already port ${quoted(other)} of the service`,
    help: () => 'write the number that the service listens on there, or remove one of the two',
  }),

  'port-duplicate': entry<{ port: number; other: string }>({
    severity: 'warning',
    title: 'two services have the same port where the others have their own',
    explanation:
      'On Kubernetes every pod has its own address, so services may share a port, and many platforms let all of them listen on 3000. This is ' +
      'reported only where most services have a port of their own: there a repeated one is mostly a copied entry, and a start script or compose ' +
      'file that runs them all on one machine cannot start both.',
    message: ({ port, other }) => `port ${quoted(port)} is also the port of ${quoted(other)}`,
    help: () => 'give one of the two a port that is free',
  }),

  'port-privileged': entry<{ port: number }>({
    severity: 'warning',
    title: 'a service listens on a port below 1024',
    explanation:
      'Containers run as a user other than root and without capabilities. Whether such a process may listen below 1024 depends on the container ' +
      'runtime of the node.',
    message: ({ port }) => `port ${quoted(port)} is below 1024, where a process that is not root may not listen on every node`,
    help: ({ port }) => `let the service listen on a higher port, such as ${quoted(8000 + port)}`,
  }),

  'metrics-port-invalid': entry<{ port: number }>({
    severity: 'error',
    title: 'a metrics port is not a port number',
    explanation: 'A TCP port is a whole number from 1 to 65535.',
    message: ({ port }) => `${quoted(port)} is not a port`,
    help: () => "write a whole number from 1024 to 65535, or leave the field out to use the service's own port",
  }),

  'metrics-port-ambiguous': entry<{ name: string; other: string }>({
    severity: 'error',
    title: 'two ports of a service are said to have the metrics',
    explanation: 'Prometheus is told of one port of a pod: that of `metrics.port`, or the one of `ports` with `metrics: true`.',
    message: ({ name, other }) => `${quoted(name)} is said to have the metrics, and so is ${quoted(other)}`,
    help: () => 'say it of one port only',
  }),

  'metrics-protocol': entry<{ port: number; protocol: string }>({
    severity: 'warning',
    title: 'metrics are at a port where no HTTP is spoken',
    explanation: 'Prometheus asks for metrics over HTTP/1.1.',
    message: ({ port, protocol }) => `the metrics are at port ${quoted(port)}, which speaks ${quoted(protocol)}`,
    help: () => 'serve the metrics over HTTP, on a port of `ports` with `metrics: true`',
  }),

  'metrics-path-invalid': entry<{ path: string }>({
    severity: 'error',
    title: 'a metrics path is not a URL path',
    explanation: 'Prometheus asks for this path at the metrics port.',
    message: ({ path }) => `${quoted(path)} is not a URL path`,
    help: () => 'write a path that starts with one `/`, such as `/metrics`',
  }),

  'metrics-public': entry<{ path: string; route: string }>({
    severity: 'warning',
    title: 'metrics can be read from outside',
    explanation:
      'Metrics reveal much about a system. If they have the port of the routes and a path under one of them, the Ingress serves them to ' +
      'every client.',
    message: ({ path, route }) => `the metrics at ${quoted(path)} are served to the outside by route ${quoted(route)}`,
    help: () => 'serve the metrics on a port of their own, with `metrics.port`',
  }),
};
