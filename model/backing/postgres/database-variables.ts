import type { Origin } from '../../origin';
import type { Database, EnvVariable, Pooler, Postgres } from '../../platform';
import { literal, secret, template } from '../variables';
import type { DatabaseUrlForm } from './database-clients';

/**
 * Makes the variables of a service with a database: `DB_*` for tools, `DATABASE_URL` for its client, `DATABASE_POOL_MAX` for
 * clients that take no pool size from the URL.
 * @param form how the client wants its URL
 * @param way whether the client connects to the pooler, where there is one, as pods do: what takes locks or listens needs the server itself
 * @returns variables in an order in which every `$(NAME)` refers to an earlier one
 */
export function databaseVariables(
  database: Pick<Database, 'name' | 'poolSize' | 'secretName'>,
  server: Postgres,
  form: DatabaseUrlForm,
  origin: Origin,
  way: 'pooled' | 'direct',
): EnvVariable[] {
  const { name, poolSize, secretName } = database;
  const pooler = way === 'pooled' ? server.pooler : undefined;
  const { host, port } = pooler ?? server;
  return [
    literal('DB_HOST', host, origin),
    literal('DB_PORT', String(port), origin),
    literal('DB_NAME', name, origin),
    secret('DB_USER', secretName, 'username', origin),
    secret('DB_PASSWORD', secretName, 'password', origin),
    literal('DATABASE_POOL_MAX', String(poolSize), origin),
    template(
      'DATABASE_URL',
      `${form.scheme}://$(DB_USER):$(DB_PASSWORD)@$(DB_HOST):$(DB_PORT)/$(DB_NAME)${urlParameters(server, form, poolSize, pooler)}`,
      origin,
    ),
  ];
}

function urlParameters(
  { certificateAuthority }: Postgres,
  { poolParameter, unpreparedParameter, verified }: DatabaseUrlForm,
  poolSize: number,
  pooler: Pooler | undefined,
): string {
  const pool = poolParameter === undefined ? [] : [`${poolParameter}=${poolSize}`];
  const unprepared = pooler?.preparedStatements === false && unpreparedParameter !== undefined ? [unpreparedParameter] : [];
  const tls = certificateAuthority === undefined ? ['sslmode=disable'] : verified(certificateAuthority.path);
  return `?${[...pool, ...unprepared, ...tls].join('&')}`;
}
