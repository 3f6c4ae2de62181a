import type { BackingKindName, BackingService, SecretSource } from '../platform';
import { postgresServer } from './postgres/server';
import { rabbitmqServer } from './rabbitmq/server';
import { redisServer } from './redis/server';
import type { ServerDesign } from './server-design';

/** The Secret with the login of a backing service. */
export interface BackingSecret {
  readonly name: string;
  /** The field of the overlay that names it. */
  readonly field: 'adminSecret' | 'secret';
  readonly keys: Readonly<Record<string, SecretSource>>;
}

/**
 * Tells the Secret that a backing service and its users log in with.
 * @returns undefined if no workload of the platform logs in
 */
export function backingSecret(server: BackingService): BackingSecret | undefined {
  const known = (value: string): SecretSource => (server.inCluster === undefined ? { kind: 'given' } : { kind: 'known', value });
  const password: SecretSource = { kind: server.inCluster === undefined ? 'given' : 'generated' };
  switch (server.kind) {
    case 'postgres':
      return server.provisioning.by === 'operator'
        ? undefined
        : { name: server.provisioning.adminSecret, field: 'adminSecret', keys: { username: known('postgres'), password } };
    case 'redis':
      return { name: server.secret, field: 'secret', keys: { password } };
    case 'rabbitmq':
      return { name: server.secret, field: 'secret', keys: { username: known('app'), password } };
  }
}

const labels: Readonly<Record<BackingKindName, string>> = { postgres: 'PostgreSQL', redis: 'Redis', rabbitmq: 'RabbitMQ' };

/** Tells the kind of a backing service. */
export function kindOf({ kind }: BackingService): { readonly label: string } {
  return { label: labels[kind] };
}

/**
 * The parts of a server in the cluster that are particular to its kind.
 * @returns undefined if an operator runs the server
 */
export function backingServerDesign(server: BackingService): ServerDesign | undefined {
  switch (server.kind) {
    case 'postgres':
      return server.provisioning.by === 'operator' ? undefined : postgresServer(server, server.provisioning.adminSecret);
    case 'redis':
      return redisServer(server);
    case 'rabbitmq':
      return rabbitmqServer(server);
  }
}
