import { entry } from './entry';
import { nameAndPort, quoted, quotedList } from './wording';

/** Findings about backing services. */
export const backingServicesEntries = {
  'backing-service-missing': entry<{ kind: string; field: string; services: readonly string[] }>({
    severity: 'error',
    title: 'services need a backing service that the environment does not have',
    explanation: 'A service with `database`, or with a flag such as `needsRedis`, gets a URL, so the overlay must name the server.',
    message: ({ kind, services }) =>
      `the environment has no ${kind}, which ${quotedList(services, 4)} ${services.length === 1 ? 'needs' : 'need'}`,
    help: ({ field }) => `add ${quoted(field)} to the overlay: \`provider: in-cluster\`, or \`provider: external\` with a \`host\``,
  }),

  'backing-service-unused': entry<{ kind: string; field: string }>({
    severity: 'warning',
    title: 'a backing service runs in the cluster, and no service uses it',
    explanation:
      'A server in the cluster is a pod with a volume and a password. Services use it by `database`, by a flag such as `needsRedis`, or by its host in a variable.',
    message: ({ kind }) => `no service uses the ${kind} of this environment`,
    help: ({ field }) => `remove ${quoted(field)} from the overlay, or say in the entry of a service that it needs it`,
  }),

  'backing-host-invalid': entry<{ host: string; reason: string; inCluster: boolean }>({
    severity: 'error',
    title: 'a backing service cannot have its host',
    explanation:
      'The host of an external one is a DNS name or an IPv4 address, without scheme, port, path or credentials. In the cluster it is also the name ' +
      'of its objects: a DNS label of at most 52 characters that nothing else in the namespace has.',
    message: ({ host, reason }) => `${quoted(host)} cannot be the host of a backing service: ${reason}`,
    help: ({ host, inCluster }) =>
      inCluster
        ? 'write a name of its own, such as `postgres`'
        : (nameAndPort(host) ?? 'write only the name, such as `server.example.internal`'),
  }),

  'backing-without-tls': entry<{ kind: string; host: string }>({
    severity: 'warning',
    title: 'a server outside the cluster is reached without TLS outside development',
    explanation: 'Without TLS everything between the pods and the server, logins included, can be read and changed on the way.',
    message: ({ kind, host }) => `connections to the ${kind} on ${quoted(host)} are not encrypted`,
    help: ({ kind }) => (kind === 'PostgreSQL' ? 'set `tls` of the server to `mode: verify-full`' : 'set `tls: true`'),
  }),

  'backing-port-invalid': entry<{ port: number }>({
    severity: 'error',
    title: 'the port of a backing service is not a port number',
    explanation: 'A TCP port is a whole number from 1 to 65535.',
    message: ({ port }) => `${quoted(port)} is not a port`,
    help: () => 'write a whole number from 1 to 65535, or leave the field out',
  }),

  'in-cluster-data': entry<{ kind: string; host: string }>({
    severity: 'error',
    title: 'a server in the cluster holds data outside development, and nobody has said that it may be lost',
    explanation:
      'A server in the cluster is one pod with one volume: no backup, no replica, no TLS, and PostgreSQL is set up by its superuser. It is made for development. A lost ' +
      'volume is lost data, and each restart of the pod is an outage.',
    message: ({ kind, host }) => `the data of the ${kind} ${quoted(host)} is in one volume without a backup`,
    help: ({ kind }) =>
      `let it run elsewhere, by \`provider: external\`${kind === 'PostgreSQL' ? ' or `provider: cloudnative-pg`' : ''}, or say in \`acceptDataLoss\` why its data may be lost`,
  }),

  'accept-data-loss-empty': entry<object>({
    severity: 'error',
    title: 'the loss of data is accepted without a reason',
    explanation:
      'Whoever runs the environment later has to know why the data of a server in the cluster may be lost, and whether that still holds.',
    message: () => 'the reason is empty',
    help: () => 'say in `acceptDataLoss` why the data may be lost',
  }),

  'setting-unknown': entry<{ kind: string; setting: string; known: readonly string[] }>({
    severity: 'error',
    title: 'an overlay cannot have this setting of a server',
    explanation:
      '`settings` of a server in the cluster has the settings that differ from one product to another, by the names that the server itself has for them. One that is not ' +
      'known could be misspelt, which a server does not start with, or take away what keeps its data and its logins.',
    message: ({ kind, setting }) => `${quoted(setting)} is no setting of ${kind} that an overlay can have`,
    notes: ({ kind, known }) => [`the settings of ${kind} are ${quotedList(known, 40)}`],
    help: () => 'write one of these, or remove it',
  }),

  'setting-owned': entry<{ kind: string; setting: string; field: string | undefined }>({
    severity: 'error',
    title: 'a setting of a server follows from another field',
    explanation:
      'Cadastre sets memory, connections, logins, ports and folders of a server in the cluster, and depends on them elsewhere: in probes, Secrets, variables and the connection ' +
      'budget. A second place would contradict the first.',
    message: ({ kind, setting }) => `Cadastre sets ${quoted(setting)} of ${kind} itself`,
    help: ({ field }) =>
      field === undefined
        ? 'remove it'
        : field === 'extensions'
          ? 'remove it, and let the service that needs it ask for the extension in `extensions`'
          : `remove it, and set ${quoted(field)} of the server`,
  }),

  'setting-invalid': entry<{ kind: string; setting: string; expected: string }>({
    severity: 'error',
    title: 'a setting of a server does not have a value that the server takes',
    explanation: 'A server does not start with a setting that it cannot read.',
    message: ({ kind, setting, expected }) => `${quoted(setting)} of ${kind} has to be ${expected}`,
    help: ({ expected }) => `write ${expected}`,
  }),

  'vhost-invalid': entry<{ vhost: string }>({
    severity: 'error',
    title: 'the virtual host of RabbitMQ is not a plain name',
    explanation:
      'The virtual host is part of `RABBITMQ_URL`. One with other characters is encoded there, and clients disagree on how it is decoded.',
    message: ({ vhost }) => `${quoted(vhost)} cannot be the virtual host`,
    notes: () => ['a virtual host is `/`, or has 1 to 255 letters, digits, `.`, `_` and `-`'],
    help: () => 'write a plain name, or leave the field out to use the name of the product',
  }),

  'redis-username-invalid': entry<{ username: string }>({
    severity: 'error',
    title: 'the user of Redis is not a plain name of its own',
    explanation:
      'The user is part of `REDIS_URL` and of a line of the configuration of Redis, so it has no characters that are encoded in the one or separate words in ' +
      'the other. `default` is the user of clients that name none.',
    message: ({ username }) =>
      username === 'default'
        ? '`default` is the user that clients without a user log in as'
        : `${quoted(username)} cannot be the user of Redis`,
    notes: () => ['a user has 1 to 64 letters, digits, `.`, `_` and `-`'],
    help: () => 'write a plain name, or leave the field out to use the name of the product',
  }),

  'redis-login-unused': entry<{ field: 'username' | 'secret'; auth: string }>({
    severity: 'error',
    title: 'clients of Redis do not use the login that the overlay gives',
    explanation: 'Clients log in as a user with `auth: acl` alone, and by the password of a Secret unless there is `auth: none`.',
    message: ({ field, auth }) => `with ${quoted(`auth: ${auth}`)} no client of Redis uses ${quoted(field)}`,
    help: ({ field }) =>
      field === 'username' ? 'set `auth: acl`, or remove `username`' : 'set `auth: password` or `auth: acl`, or remove `secret`',
  }),

  'redis-without-login': entry<{ host: string }>({
    severity: 'warning',
    title: 'a Redis in the cluster asks nobody to log in, outside development',
    explanation:
      'Every pod that reaches an in-cluster Redis without a login can read, change and delete what is in it. A managed Redis without a login is at least ' +
      'in a network of its own.',
    message: ({ host }) => `${quoted(host)} lets everybody in who reaches it`,
    help: () => 'remove `auth: none`, or set `auth: acl`',
  }),
};
