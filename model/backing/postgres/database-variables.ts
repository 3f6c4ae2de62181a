import type { Origin } from '../../origin';
import type { Database, EnvVariable, Postgres } from '../../platform';
import { literal, secret, template } from '../variables';
import type { DatabaseUrlForm } from './database-clients';

/**
 * Makes the variables of a service with a database: `DB_*` for tools, `DATABASE_URL` for its client, `DATABASE_POOL_MAX` for
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

function urlParameters({ certificateAuthority }: Postgres, { poolParameter, verified }: DatabaseUrlForm, poolSize: number): string {
  const tls = certificateAuthority === undefined ? ['sslmode=disable'] : verified(certificateAuthority.path);
  return `?${[...(poolParameter === undefined ? [] : [`${poolParameter}=${poolSize}`]), ...tls].join('&')}`;
}
