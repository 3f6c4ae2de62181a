import { entry } from './entry';
import { asksFor, quoted, quotedList, type Suggestion } from './wording';

/** A call of a service to the product's own public host. */
export interface OwnHostCall {
  /** The variable that has the URL; left out if the service declares the host. */
  readonly variable?: string;
  readonly host: string;
  readonly service: string;
  /** The service that answers there, and its internal URL; left out if none does. */
  readonly callee?: string;
  readonly internal?: string;
  /** An entry of `network.hosts` with the pods of the edge. */
  readonly edge: string;
}

/** Findings about URLs in environment variables. */
export const urlsEntries = {
  'url-invalid': entry<{ variable: string }>({
    severity: 'error',
    title: 'a value looks like a URL and is none',
    explanation:
      'A value with `://` that no URL parser takes, for instance because of a port above 65535 or a space, fails when the service first uses it.',
    message: ({ variable }) => `the value of ${quoted(variable)} is not a URL`,
    help: () => 'write it as `scheme://host:port/path`',
  }),

  'url-port-mismatch': entry<{
    variable: string;
    service: string;
    port: number;
    expected: number;
    others: readonly number[];
    implied: boolean;
  }>({
    severity: 'error',
    title: "a URL has another port than the service's own",
    explanation: "A Kubernetes Service listens on the registry's ports of the service and on no other.",
    message: ({ variable, service, port, expected, others, implied }) =>
      `${quoted(variable)} leads to port ${quoted(port)} of ${quoted(service)}, which listens on ${quotedList([expected, ...others].map(String))}` +
      (implied ? `: without a port the URL means ${port}` : ''),
    help: ({ expected, others }) =>
      others.length === 0 ? `write port ${quoted(expected)}` : `write one of the ports ${quotedList([expected, ...others].map(String))}`,
  }),

  'url-scheme-mismatch': entry<{ variable: string; scheme: string; service: string; port: number; protocol: string }>({
    severity: 'warning',
    title: 'a URL has a scheme that its port does not speak',
    explanation:
      'What a client speaks follows from the scheme of a URL, what a server speaks from `protocol`, by default `http`. One of the two is wrong.',
    message: ({ variable, scheme, service, port, protocol }) =>
      `${quoted(variable)} has scheme ${quoted(scheme)}, and port ${quoted(port)} of ${quoted(service)} speaks ${quoted(protocol)}`,
    help: () => 'correct the scheme, or the `protocol` of the port',
  }),

  'url-tls-mismatch': entry<{
    variable: string;
    encrypted: boolean;
    called: string;
    /** Whether it is a backing service. */
    isServer: boolean;
    port: number | undefined;
    scheme: string | undefined;
    reference: string | undefined;
  }>({
    severity: 'error',
    acceptable: true,
    title: 'an address has TLS where its port has none, or none where its port has it',
    explanation:
      'A Redis or RabbitMQ speaks TLS on its port if the overlay says `tls: true`, and a server in the cluster never does; a service speaks plain HTTP or gRPC on its ports; and ' +
      'everybody else speaks what port 80, 443, 5671 or 5672 is for. A client that speaks the other one does not connect. What speaks otherwise, such as a service that has a ' +
      'certificate of its own, is accepted by `allow`.',
    message: ({ variable, encrypted, called, isServer, port }) =>
      `${quoted(variable)} leads to ${port === undefined ? '' : `port ${quoted(port)} of `}${isServer ? called : quoted(called)} ` +
      (encrypted ? 'with TLS, which is not spoken there' : 'without TLS, which is spoken there'),
    help: ({ encrypted, scheme, reference }) =>
      [
        scheme === undefined ? `${encrypted ? 'take TLS out of' : 'ask for TLS in'} the value` : `write scheme ${quoted(scheme)}`,
        ...(reference === undefined ? [] : [`or ${quoted(`\${${reference}}`)}, which is right in every environment`]),
      ].join(', '),
  }),

  'url-without-tls': entry<{
    variable: string;
    called: string;
    host: string;
    unsaid: boolean;
    scheme: string | undefined;
    reference: string | undefined;
  }>({
    severity: 'warning',
    title: 'an address leads without TLS to a server that the environment reaches with TLS, outside development',
    explanation:
      'An address that is composed in `env` does not follow `tls` of the server: what it does not say the client decides. Without a word of TLS some clients of PostgreSQL use none, others ' +
      'use it if they are offered it, and hardly one checks the certificate, so that logins can be read on the way. A variable of the service whose name has `SSL` or `TLS`, such as `PGSSLMODE`, counts as a word.',
    message: ({ variable, called, host, unsaid, scheme }) =>
      `${quoted(variable)} leads to ${called} on ${quoted(host)} ` +
      (scheme !== undefined ? 'without TLS' : unsaid ? 'and does not ask for TLS' : 'and turns TLS off'),
    help: ({ scheme, reference }) =>
      (scheme === undefined
        ? 'ask for TLS in the value, such as by `sslmode=verify-full` and the path of the CA certificate'
        : `write scheme ${quoted(scheme)}`) +
      (reference === undefined ? '' : `, or ${quoted(`\${${reference}}`)}, which is right in every environment`),
  }),

  'url-path-mismatch': entry<{ variable: string; path: string; service: string; routes: readonly string[] }>({
    severity: 'warning',
    title: 'a URL has a path that its service does not list',
    explanation:
      'A path that is neither under nor above a route of the service it leads to is often that of another service, or one that was renamed. ' +
      'Paths that are kept off the routes are legal.',
    message: ({ variable, path, service }) =>
      `${quoted(variable)} leads to path ${quoted(path)}, which is under no route of ${quoted(service)}`,
    notes: ({ service, routes }) => [`the routes of ${quoted(service)} are ${quotedList(routes)}`],
    help: () => 'correct the path, or leave it to the client and give only scheme, host and port',
  }),

  'url-host-unknown': entry<
    Suggestion & {
      variable: string;
      host: string;
      outside: boolean;
      /** The hostname of the service of the product that has the host as its key. */
      hostname?: string | undefined;
      product: string;
      namespace?: string;
      /** Where a backing server has that host, and what refers to its host everywhere. */
      elsewhere?: { readonly environment: string; readonly reference: string };
    }
  >({
    severity: 'warning',
    title: 'a URL has a host that is not in the namespace',
    explanation:
      'A host without a dot is looked up in the namespace of the service: it must be the hostname of a service or of a backing service. With the namespace of ' +
      'another product it must be the hostname of a service of that product.',
    message: ({ variable, host, outside, hostname, product, namespace, elsewhere }) =>
      `${quoted(variable)} leads to host ${quoted(host)}, ` +
      (hostname !== undefined
        ? `the key of a service whose hostname is ${quoted(hostname)}`
        : outside
          ? `a service that is not part of product ${quoted(product)}`
          : namespace === undefined
            ? elsewhere === undefined
              ? 'which does not exist in this namespace'
              : `a server in the cluster that only environment ${quoted(elsewhere.environment)} has`
            : `which does not exist in namespace ${quoted(namespace)} of product ${quoted(product)}`),
    help: ({ host, hostname, suggestion, outside, elsewhere }) => {
      if (hostname !== undefined) return `write ${quoted(hostname)} in place of ${quoted(host)}`;
      if (elsewhere !== undefined) return `write ${quoted(`\${${elsewhere.reference}}`)} in \`env\`, which is right in every environment`;
      return outside
        ? `add ${quoted(host)} to \`services\` of the product manifest, or write the full DNS name of where it runs`
        : suggestion === undefined
          ? 'write the hostname of a service, or the full DNS name of something outside'
          : `did you mean ${quoted(suggestion)}?`;
    },
  }),

  'egress-invalid': entry<{ what: 'host' | 'port'; value: string }>({
    severity: 'error',
    title: 'an endpoint outside the platform has no host or port that can be connected to',
    explanation:
      'A host outside has a full DNS name, with a dot: without one it would be looked up in the namespace. A port is a whole number from 1 to 65535.',
    message: ({ what, value }) => `${quoted(value)} is not ${what === 'host' ? 'the DNS name of a host outside' : 'a port'}`,
    help: ({ what }) =>
      what === 'host'
        ? 'write the full DNS name, such as `api.example.com`; what the platform has itself belongs into `dependsOn`'
        : 'write the port, such as 443',
  }),

  'egress-repeated': entry<{ endpoint: string }>({
    severity: 'warning',
    title: 'a service lists an endpoint outside the platform twice',
    explanation: 'The second one has no effect.',
    message: ({ endpoint }) => `${quoted(endpoint)} is listed twice`,
    help: () => 'remove it here',
  }),

  'url-own-host': entry<OwnHostCall>({
    severity: 'warning',
    title: 'a service calls the product by its public host',
    explanation:
      'Such a request goes to the load balancer, and from there, or straight from the node, to the pods of the ingress controller: network policies that let the public addresses through cut it. It also pays for TLS and the limits of the edge twice. ' +
      'Between services the internal URL is the right one. Where the way through the edge is meant, `network.hosts` says whose pods are behind the host, with their ports. If the service never calls the address, because it only writes links, accept the finding in `allow`.',
    message: ({ variable, host, service }) =>
      variable === undefined
        ? `${quoted(service)} declares ${quoted(host)}, a host of the product itself: by way of its edge, whose pods the policy does not let through`
        : `${quoted(variable)} leads ${quoted(service)} to ${quoted(host)}, a host of the product itself: its network policy does not let it through`,
    help: ({ internal, callee, host, edge }) =>
      internal === undefined || callee === undefined
        ? `add the pods of the ingress controller to \`network.hosts\`, such as \`${host}: ${edge}\``
        : `write the internal URL, \`${internal}\`, and ${quoted(callee)} in \`dependsOn\``,
  }),

  'url-srv-host': entry<{ variable: string; host: string; service: string; pattern: string; port: number }>({
    severity: 'warning',
    title: 'a URL names hosts by SRV records, which policies do not know',
    explanation:
      'The client of `mongodb+srv:` asks the DNS for SRV and TXT records of the name, and calls the hosts that they name, which share its domain. The name itself is mostly no host. Network policies let the hosts of a service through that it declares; those of the records are in no URL.',
    message: ({ variable, host, service }) =>
      `${quoted(variable)} leads ${quoted(service)} to the hosts that the SRV records of ${quoted(host)} name, which nothing declares: its network policy does not let them through`,
    help: ({ pattern, port, service }) =>
      `add \`{ host: '${pattern}', port: ${port} }\` to \`egress\` of ${quoted(service)}, and its addresses to \`network.hosts\` where the network of the cluster knows no names`,
  }),

  'egress-undeclared': entry<{
    variable: string;
    endpoint: string;
    service: string;
    /** The service's list lacks it; its policy would cut it; or it is a workload of the team's, or a server of the environment. */
    why: 'list' | 'cut' | 'team' | 'server';
    workload?: string;
    /** The field by which a service asks for a server, where it is one. */
    field?: 'database' | 'needsRedis' | 'needsRabbitmq';
    /** Whether it is called over UDP. */
    udp?: boolean;
  }>({
    severity: 'warning',
    title: 'a URL leads to an endpoint that the service does not declare',
    explanation:
      'What a service calls is declared: endpoints outside in `egress`, servers of the environment by `database` or a flag such as `needsRedis`, workloads of the team in `network.connections` of the overlay. With network policies nothing else passes, and a reader of `egress` takes it for the complete list. ' +
      'The rule does not look at variables with the origins and targets of browsers, and without policies only at services that have the list. If the service never calls the address, as with a name that only looks like one, ' +
      'accept the finding in `allow`.',
    message: ({ variable, endpoint, service, why }) =>
      `${quoted(variable)} leads to ${quoted(endpoint)}, which ` +
      (why === 'list'
        ? `is not in \`egress\` of ${quoted(service)}`
        : `${quoted(service)} does not declare: its network policy does not let it through`),
    help: ({ endpoint, service, why, workload = '', field = 'database', udp = false }) => {
      if (why === 'server') return `${asksFor(field)} in the entry of ${quoted(service)}`;
      if (why === 'team') return `add ${quoted(service)} to \`from\` of ${quoted(workload)} in \`network.connections\` of the overlay`;
      const [host = '', port] = endpoint.split(':');
      return `add \`{ host: '${host}'${port === '443' ? '' : `, port: ${port}`}${udp ? ", protocol: 'UDP'" : ''} }\` to \`egress\` of ${quoted(service)}`;
    },
  }),

  'url-localhost': entry<Suggestion & { variable: string; host: string }>({
    severity: 'error',
    acceptable: true,
    title: 'a URL leads to the pod itself',
    explanation:
      'In a container `localhost` is the pod, not the machine of a developer. Variables with the origins and targets of browsers ' +
      '(`CORS_ORIGINS`, `ALLOWED_HOSTS`, ' +
      "`NEXTAUTH_URL`, `PUBLIC_URL` and the like) and the service's own port are not reported.",
    message: ({ variable, host }) => `${quoted(variable)} leads to ${quoted(host)}, which is the pod itself`,
    help: ({ suggestion }) =>
      suggestion === undefined ? 'write the hostname of the intended service' : `did you mean ${quoted(suggestion)}?`,
  }),
};
