import { type Postgres, postgresServersOf, type Service } from '../../platform';
import type { RuleContext } from '../context';
import type { UrlUse } from './urls';
import type { PlainVariable } from './variables';

/** A PostgreSQL URL that somebody wrote in an environment variable. */
export interface DatabaseUrl {
  readonly variable: PlainVariable;
  readonly database: string;
  /** The service that declares the database: on the server that the URL leads to, or else on another one. */
  readonly owner: Service | undefined;
  /** Whether the URL leads to a database server of the environment. */
  readonly onServer: boolean;
}

/**
 * Lists the PostgreSQL URLs in environment variables, in all their spellings, such as `postgresql+asyncpg://` or `jdbc:postgresql://`.
 */
export function databaseUrls({ platform, urlFacts, databases }: RuleContext): DatabaseUrl[] {
  const serversByHost = new Map<string, Postgres[]>();
  for (const server of postgresServersOf(platform)) {
    const others = serversByHost.get(server.host);
    if (others === undefined) serversByHost.set(server.host, [server]);
    else others.push(server);
  }
  return urlFacts.urls.flatMap((url) => {
    const database = url.path.slice(1);
    if (!/^postgres(?:ql)?(?:\+[a-z0-9]+)?$/.test(url.scheme) || database === '') return [];
    const server = serverOf(url, serversByHost);
    const owner = databases.ownerOf({ name: database, server }) ?? databases.ownerOfName(database);
    return [{ variable: url.variable, database, owner, onServer: server !== undefined }];
  });
}

/** The server that a URL leads to: of several on one host the one with its port. */
function serverOf({ target, port }: UrlUse, serversByHost: ReadonlyMap<string, readonly Postgres[]>): Postgres | undefined {
  if (target.kind !== 'backing' || target.endpoint.kind !== 'postgres') return undefined;
  const servers = serversByHost.get(target.endpoint.host) ?? [];
  return servers.find((server) => server.port === port) ?? servers[0];
}
