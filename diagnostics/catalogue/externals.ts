import { entry } from './entry';
import { nameAndPort, quoted, type Suggestion } from './wording';

/** Findings about what services call beside the services of products, PostgreSQL, Redis and RabbitMQ. */
export const externalsEntries = {
  'external-invalid': entry<{ what: 'name' | 'host' | 'port' | 'key'; value: string }>({
    severity: 'error',
    title: 'an external has a name, host, port or key that it cannot have',
    explanation:
      'The name of an external begins the names of its variables: lower-case letters, digits and dashes, with a letter first. Its host is a DNS name or an IPv4 address, ' +
      'without scheme and path, and its port a whole number from 1 to 65535. Each key makes a variable of its own, beside those for host and port.',
    message: ({ what, value }) => `${quoted(value)} cannot be the ${what} of an external`,
    help: ({ what, value }) =>
      what === 'name'
        ? 'write a name such as `mongo` or `object-store`'
        : what === 'host'
          ? (nameAndPort(value) ?? 'write only the name, such as `mongo.example.internal`')
          : what === 'port'
            ? 'write a whole number from 1 to 65535'
            : 'remove it, or call the key of the Secret otherwise',
  }),

  'external-endpoint-invalid': entry<{ problem: 'none' | 'both' | 'port' | 'keys' }>({
    severity: 'error',
    title: 'an external does not say where it is',
    explanation:
      'An external runs elsewhere, at `host` and `port`, or is a service of the product, by `service`. `keys` are those of `secret`.',
    message: ({ problem }) =>
      ({
        none: 'the external has neither `host` nor `service`',
        both: 'the external has `host` and also `service`',
        port: 'the external has a `host` and no `port`',
        keys: 'the external has `keys` and no `secret`',
      })[problem],
    help: ({ problem }) =>
      ({
        none: 'add `host` and `port`',
        both: 'remove `host`: that of the service is known',
        port: 'add `port`',
        keys: 'add `secret`, or remove `keys`',
      })[problem],
  }),

  'external-unknown': entry<Suggestion & { external: string; overlay: string }>({
    severity: 'error',
    title: 'a service names an external that the environment lacks',
    explanation:
      '`externals` of an entry names what every environment has under `externals` in its overlay. In one without it the service would have no host to call.',
    message: ({ external }) => `the environment has no external ${quoted(external)}`,
    help: ({ external, overlay, suggestion }) =>
      suggestion === undefined ? `add ${quoted(external)} to \`externals\` of ${quoted(overlay)}` : `did you mean ${quoted(suggestion)}?`,
  }),

  'external-service-unknown': entry<Suggestion & { external: string; service: string }>({
    severity: 'error',
    title: 'an external is a service that nothing can call',
    explanation: '`service` of an external names a service of the product that has a port, such as one of the kind `stateful`.',
    message: ({ external, service }) =>
      `external ${quoted(external)} cannot be ${quoted(service)}: the product has no service of that key with a port`,
    help: ({ suggestion }) =>
      suggestion === undefined
        ? 'write the registry key of a service with a port, or `host` and `port`'
        : `did you mean ${quoted(suggestion)}?`,
  }),

  'external-repeated': entry<{ external: string }>({
    severity: 'warning',
    title: 'a service names an external twice',
    explanation: 'The second mention has no effect.',
    message: ({ external }) => `${quoted(external)} is listed twice`,
    help: () => 'remove one of the two',
  }),

  'external-unused': entry<{ external: string }>({
    severity: 'warning',
    title: 'no service calls an external of the environment',
    explanation: 'Services are given the variables of an external, and a connection to it, if their entries name it in `externals`.',
    message: ({ external }) => `no service calls external ${quoted(external)}`,
    help: ({ external }) => `add ${quoted(external)} to \`externals\` of the entries whose services call it, or remove it here`,
  }),

  'external-undeclared': entry<{ service: string; variable: string; external: string }>({
    severity: 'error',
    title: 'a service is given the host of an external that it does not name',
    explanation: 'Network policies are made from what entries name. A call that is not declared there would be cut off.',
    message: ({ service, variable, external }) =>
      `${quoted(variable)} leads to external ${quoted(external)}, which ${quoted(service)} does not name`,
    help: ({ service, external }) => `add ${quoted(external)} to \`externals\` of ${quoted(service)}`,
  }),

  'external-self': entry<{ service: string; external: string }>({
    severity: 'error',
    title: 'a service calls itself as an external',
    explanation: 'A service can call itself without the network.',
    message: ({ service, external }) => `external ${quoted(external)} is ${quoted(service)} itself`,
    help: () => 'remove it from `externals` here',
  }),

  'external-variable-taken': entry<{ external: string; variable: string; other: string }>({
    severity: 'error',
    title: 'a variable of an external has the name of another one',
    explanation:
      'The variables of an external begin with its name: `mongo` gives `MONGO_HOST`. One that is called `db`, `redis` or `node` would give variables that Cadastre sets from ' +
      'other fields, and externals `m` and `m-n` can both give `M_N_C`. Of two values for one name the container would see the last.',
    message: ({ external, variable, other }) =>
      `external ${quoted(external)} gives ${quoted(variable)}, which is already set from ${quoted(other)}`,
    help: ({ external }) => `give external ${quoted(external)} another name, here and in the overlays, or its key another one`,
  }),
};
