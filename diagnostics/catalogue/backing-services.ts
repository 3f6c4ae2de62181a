import { entry } from './entry';
import { quoted, quotedList } from './wording';

/** Findings about PostgreSQL, Redis and RabbitMQ. */
export const backingServicesEntries = {
  'backing-service-missing': entry<{ kind: string; field: string; services: readonly string[] }>({
    severity: 'error',
    title: 'services need a backing service that the environment does not have',
    explanation: 'A service with `database`, `needsRedis` or `needsRabbitmq` is given a URL, so the overlay must say what it leads to.',
    message: ({ kind, services }) => `the environment has no ${kind}, which ${quotedList(services, 4)} ${services.length === 1 ? 'needs' : 'need'}`,
    help: ({ field }) => `add ${quoted(field)} to the overlay: \`provider: in-cluster\`, or \`provider: external\` with a \`host\``,
  }),

  'backing-host-invalid': entry<{ host: string }>({
    severity: 'error',
    title: 'the host of a backing service is not a DNS name',
    explanation: 'The host is a DNS name or an IPv4 address, without scheme, port, path or credentials.',
    message: ({ host }) => `${quoted(host)} is not a DNS name`,
    help: () => 'write only the name, such as `postgres.example.internal`',
  }),

  'backing-port-invalid': entry<{ port: number }>({
    severity: 'error',
    title: 'the port of a backing service is not a port number',
    explanation: 'A TCP port is a whole number from 1 to 65535.',
    message: ({ port }) => `${quoted(port)} is not a port`,
    help: () => 'write a whole number from 1 to 65535, or leave the field out',
  }),
};
