import type { PlatformSecretKey } from '../../model/platform';
import { templateText, templateUrlPart } from './template-text';

/**
 * A Go template for the URI of a database: what is known is written into it, what is not is put in and encoded when the Secret is made.
 * @see https://www.postgresql.org/docs/current/libpq-connect.html#LIBPQ-CONNSTRING-URIS
 */
export function databaseUriTemplate(keys: readonly PlatformSecretKey[]): string {
  const sources = new Map(keys.map(({ name, source }) => [name, source]));
  const part = (key: string): string => {
    const source = sources.get(key);
    return source?.kind === 'known' ? templateText(encodeURIComponent(source.value)) : templateUrlPart(key);
  };
  return `postgresql://${part('username')}:${part('password')}@${part('host')}:${part('port')}/${part('dbname')}`;
}
