import { databaseUri, urlPart } from '../../formats';
import type { PlatformSecretKey } from '../../model/platform';
import { templateText, templateUrlPart } from './template-text';

/**
 * A Go template for the URI of a database: what is known is written into it, what is not is put in and encoded when the Secret is made.
 */
export function databaseUriTemplate(keys: readonly PlatformSecretKey[]): string {
  const sources = new Map(keys.map(({ name, source }) => [name, source]));
  return databaseUri((key) => {
    const source = sources.get(key);
    return source?.kind === 'known' ? templateText(urlPart(source.value)) : templateUrlPart(key);
  });
}
