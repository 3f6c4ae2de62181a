import type { Service } from '../../platform';
import type { RuleContext } from '../context';
import type { PlainVariable } from './variables';

/** A PostgreSQL URL that somebody wrote in an environment variable. */
export interface DatabaseUrl {
  readonly variable: PlainVariable;
  readonly database: string;
  /** The service that declares the database. */
  readonly owner: Service | undefined;
  /** Whether the URL leads to the database server of the environment. */
  readonly onServer: boolean;
}

/**
 * Lists the PostgreSQL URLs in environment variables, in all their spellings, such as `postgresql+asyncpg://` or `jdbc:postgresql://`.
 */
export function databaseUrls({ urlFacts, serviceByDatabase }: RuleContext): DatabaseUrl[] {
  return urlFacts.urls.flatMap(({ variable, scheme, path, target }) => {
    const database = path.slice(1);
    if (!/^postgres(?:ql)?(?:\+[a-z0-9]+)?$/.test(scheme) || database === '') return [];
    const onServer = target.kind === 'backing' && target.endpoint.field === 'postgres';
    return [{ variable, database, owner: serviceByDatabase.get(database), onServer }];
  });
}
