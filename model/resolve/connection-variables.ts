import type { Origin } from '../origin';
import type { Database, EnvVariable, Postgres, Rabbitmq, Redis } from '../platform';
import type { DatabaseUrlForm } from './database-clients';

/**
 * What a service is told about its database: `DB_*` for tools, `DATABASE_URL` for its client, `DATABASE_POOL_MAX` for
 * clients that take no pool size from the URL.
 * @param form how the client wants its URL
 * @returns variables in an order in which every `$(NAME)` refers to an earlier one
 */
export function databaseVariables(
  database: Pick<Database, 'name' | 'poolSize' | 'secretName'>,
  server: Postgres,
  form: DatabaseUrlForm,
  origin: Origin,
): EnvVariable[] {
  const { name, poolSize, secretName } = database;
  return [
    literal('DB_HOST', server.host, origin),
    literal('DB_PORT', String(server.port), origin),
    literal('DB_NAME', name, origin),
    secret('DB_USER', secretName, 'username', origin),
    secret('DB_PASSWORD', secretName, 'password', origin),
    literal('DATABASE_POOL_MAX', String(poolSize), origin),
    template(
      'DATABASE_URL',
      `${form.scheme}://$(DB_USER):$(DB_PASSWORD)@$(DB_HOST):$(DB_PORT)/$(DB_NAME)${urlParameters(server, form, poolSize)}`,
      origin,
    ),
  ];
}

/**
 * What a service is told about the message broker.
 * @returns variables in an order in which every `$(NAME)` refers to an earlier one
 */
export function rabbitmqVariables(broker: Rabbitmq, origin: Origin): EnvVariable[] {
  const scheme = broker.tls ? 'amqps' : 'amqp';
  const vhost = encodeURIComponent(broker.vhost);
  return [
    secret('RABBITMQ_USER', broker.secret, 'username', origin),
    secret('RABBITMQ_PASSWORD', broker.secret, 'password', origin),
    template('RABBITMQ_URL', `${scheme}://$(RABBITMQ_USER):$(RABBITMQ_PASSWORD)@${broker.host}:${broker.port}/${vhost}`, origin),
  ];
}

/**
 * What a service is told about Redis.
 * @returns variables in an order in which every `$(NAME)` refers to an earlier one
 */
export function redisVariables(redis: Redis, origin: Origin): EnvVariable[] {
  const scheme = redis.tls ? 'rediss' : 'redis';
  return [
    secret('REDIS_PASSWORD', redis.secret, 'password', origin),
    template('REDIS_URL', `${scheme}://:$(REDIS_PASSWORD)@${redis.host}:${redis.port}`, origin),
  ];
}

function urlParameters({ certificateAuthority }: Postgres, { poolParameter, verified }: DatabaseUrlForm, poolSize: number): string {
  const tls = certificateAuthority === undefined ? ['sslmode=disable'] : verified(certificateAuthority.path);
  return `?${[...(poolParameter === undefined ? [] : [`${poolParameter}=${poolSize}`]), ...tls].join('&')}`;
}

function literal(name: string, value: string, origin: Origin): EnvVariable {
  return { kind: 'literal', name, value, origin };
}

function secret(name: string, secretName: string, key: string, origin: Origin): EnvVariable {
  return { kind: 'secret', name, secret: { name: secretName, key, optional: false }, origin };
}

function template(name: string, text: string, origin: Origin): EnvVariable {
  return { kind: 'template', name, template: text, origin };
}
