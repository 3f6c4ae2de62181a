import type { Place } from '../../diagnostics';
import type { DatabaseAccess, DatabaseClient, ParsedService, ServiceDefaults } from '../../registry/schema';
import type { Origin } from '../origin';
import type { Database, Postgres, Service } from '../platform';
import { type Layer, pick } from './layers';

/** What there may be on the owner's login with split access: a migration, its init containers, and people. */
const ownerConnections = 5;

/** What the layers say about a service's database, whether it has one or not. */
interface DatabaseSettings {
  readonly access: DatabaseAccess;
  readonly client: DatabaseClient;
  readonly origins: Readonly<Record<'databaseAccess' | 'databaseClient', Origin>>;
}

/** Whether an entry declares a database. */
export function hasDatabase(entry: ParsedService): entry is ParsedService & { readonly database: string } {
  return entry.database !== undefined && entry.database !== '';
}

/**
 * Merges how a service gets at its database.
 * @param layers from the one that wins to the one that loses; without a database the product's defaults are not meant for the service
 */
export function resolveDatabaseSettings(
  layers: readonly Layer<Pick<ServiceDefaults, 'databaseAccess' | 'databaseClient'>>[],
  entry: ParsedService,
  runtime: Service['runtime'],
  place: Place,
): DatabaseSettings {
  const meant = hasDatabase(entry) ? layers : layers.filter(({ layer }) => layer !== 'product-default');
  const access = pick(meant, 'databaseAccess', 'owner', place);
  const client = pick(meant, 'databaseClient', runtime === 'python' ? 'psycopg' : 'prisma-7', place);
  return { access: access.value, client: client.value, origins: { databaseAccess: access.origin, databaseClient: client.origin } };
}

/**
 * Names the roles and Secrets of a service's database.
 * @param pods how many pods may hold connections at once, those that are on their way out included
 * @returns nothing when the entry declares no database
 */
export function resolveDatabase(
  entry: ParsedService,
  hostname: string,
  access: DatabaseAccess,
  server: Postgres | undefined,
  pods: number,
): Database | undefined {
  if (!hasDatabase(entry)) return undefined;
  const name = entry.database;
  const secretName = `${hostname}-db`;
  const poolSize = server?.poolSize ?? 10;
  const split = access === 'split';
  return {
    name,
    owner: split ? `${name}_owner` : name,
    role: split ? `${name}_app` : name,
    extensions: entry.extensions ?? [],
    secretName,
    server,
    poolSize,
    // Five more than the pools: for a migration, for the container that waits, and for a person who looks.
    connectionLimit: pods * poolSize + 5,
    split: split ? { ownerSecretName: `${secretName}-owner`, ownerConnectionLimit: ownerConnections, formerOwner: name } : undefined,
  };
}
