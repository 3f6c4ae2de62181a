import type { DatabaseAccess, ParsedService } from '../../../registry/schema';
import { type Database, isElsewhere, type Postgres, type Service } from '../../platform';
import { decide, pick } from '../layers';
import { type Part, type Subject, withoutDefaults } from './subject';

/** What there may be on the owner's login with split access: a migration, its init containers, and people. */
const ownerConnections = 5;

/** Whether an entry declares a database. */
export function hasDatabase(entry: ParsedService): entry is ParsedService & { readonly database: string } {
  return entry.database !== undefined && entry.database !== '';
}

/**
 * Resolves a service's database, and how the service gets at it. Without a database the product's defaults are not meant for the service.
 * @param pods the number of pods that may hold connections at once, those that are on their way out included
 */
export function resolveDatabase(subject: Subject, pods: number): Part<Pick<Service, 'database' | 'databaseClient'>> {
  const { key, entry, profile, builtIn, context } = subject;
  const layers = hasDatabase(entry) ? subject.layers : withoutDefaults(subject);
  const access = pick(layers, 'databaseAccess', 'owner', builtIn);
  const given = decide(layers, 'databaseProvisioning');
  const client = pick(layers, 'databaseClient', profile.databaseClient, builtIn);
  return {
    values: {
      database: databaseOf(entry, subject.hostname, access.value, context.serverOf(key), given !== undefined, pods),
      databaseClient: client.value,
    },
    origins: {
      databaseAccess: access.origins,
      databaseClient: client.origins,
      databaseProvisioning: given?.origins ?? builtIn,
    },
  };
}

/**
 * Names the roles and Secrets of a service's database.
 * @param isGiven whether the overlay says that the service's login is given
 * @param pods how many pods may hold connections at once, those that are on their way out included
 * @returns nothing when the entry declares no database
 */
function databaseOf(
  entry: ParsedService,
  hostname: string,
  access: DatabaseAccess,
  server: Postgres | undefined,
  isGiven: boolean,
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
    provisioning: server && isGiven && isElsewhere(server) ? { by: 'given' } : server?.provisioning,
    poolSize,
    // Five more than the pools: for a migration, for the container that waits, and for a person who looks.
    connectionLimit: pods * poolSize + 5,
    split: split ? { ownerSecretName: `${secretName}-owner`, ownerConnectionLimit: ownerConnections, formerOwner: name } : undefined,
  };
}
