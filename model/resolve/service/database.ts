import type { Place } from '../../../diagnostics';
import { toSnakeCase } from '../../../formats';
import type { DatabaseAccess } from '../../../registry/schema';
import { type Database, databaseSuffix, isElsewhere, type Postgres, type RenamedDatabase, type Service } from '../../platform';
import { placeUnder } from '../../origin';
import { decide, pick } from '../layers';
import { type GuestEntry, hasOwnDatabase, isGuest } from './guest';
import { type Part, type Subject, withoutDefaults } from './subject';

/** The clients that may be on the owner's login with split access: a migration, its init containers, and people. */
const ownerConnections = 5;

/**
 * Resolves a service's database, and how the service gets at it. Without a database of its own the product's defaults of access are not meant for the
 * service.
 * @param pods the number of pods that may hold connections at once, those that are on their way out included
 * @param host the service whose database this one is a guest of; undefined if it is none
 */
export function resolveDatabase(subject: Subject, pods: number, host?: Service): Part<Pick<Service, 'database' | 'databaseClient'>> {
  const { key, entry, hostname, profile, builtIn, context } = subject;
  const layers = hasOwnDatabase(entry) ? subject.layers : withoutDefaults(subject);
  const access = pick(layers, 'databaseAccess', 'owner', builtIn);
  const given = decide(layers, 'databaseProvisioning');
  const client = pick(host === undefined ? layers : subject.layers, 'databaseClient', profile.databaseClient, builtIn);
  const login: Login = { hostname, isGiven: given !== undefined, pods };
  const server = decide(layers, 'databaseServer');
  const suffix = databaseSuffix(context.preview);
  const shared = isGuest(entry) && host?.database !== undefined ? guestOf(entry, host.database, login, suffix) : undefined;
  return {
    values: {
      database: shared ?? ownDatabase(subject, { access: access.value, suffix }, context.serverOf(key), login),
      databaseClient: client.value,
    },
    origins: {
      databaseAccess: access.origins,
      databaseClient: client.origins,
      databaseProvisioning: given?.origins ?? builtIn,
      databaseServer: server?.origins ?? { origin: { layer: 'overlay', place: usualServer(context) } },
    },
  };
}

/** The place of the overlay that decides on which server the databases are of which nothing is said. */
function usualServer({ overlay, sources }: Subject['context']): Place {
  return overlay.database === undefined ? placeUnder(sources.overlay, 'postgres') : placeUnder(sources.overlay, 'database', 'default');
}

/** The login of a service's pods to a database. */
interface Login {
  readonly hostname: string;
  /** Whether the overlay says that it is given. */
  readonly isGiven: boolean;
  /** The number of pods that may hold connections at once, those that are on their way out included. */
  readonly pods: number;
}

/**
 * Names the roles and Secrets of a service's database.
 * @returns undefined if the entry declares no database of its own
 */
function ownDatabase(
  { entry }: Subject,
  { access, suffix }: { readonly access: DatabaseAccess; readonly suffix: string },
  server: Postgres | undefined,
  login: Login,
): Database | undefined {
  const { database: base, databaseRenamedFrom: oldBase } = entry;
  if (typeof base !== 'string' || !hasOwnDatabase(entry)) return undefined;
  const name = `${base}${suffix}`;
  const { hostname, isGiven } = login;
  const secretName = `${hostname}-db`;
  const split = access === 'split';
  const { owner, app } = rolesOf(base, split, suffix);
  return {
    name,
    owner,
    role: app,
    extensions: entry.extensions ?? [],
    secretName,
    server,
    provisioning: server && isGiven && isElsewhere(server) ? { by: 'given' } : server?.provisioning,
    ...connectionsOf(login, server),
    split: split ? { ownerSecretName: `${secretName}-owner`, ownerConnectionLimit: ownerConnections, formerOwner: name } : undefined,
    guest: undefined,
    renamed: oldBase === undefined ? undefined : renamedOwner(oldBase, base, split, suffix),
  };
}

/** The roles that own a database and that its pods log in as. */
function rolesOf(base: string, split: boolean, suffix: string): { readonly owner: string; readonly app: string } {
  return split ? { owner: `${base}_owner${suffix}`, app: `${base}_app${suffix}` } : { owner: `${base}${suffix}`, app: `${base}${suffix}` };
}

/** With split access the former owner goes along, who may not have handed over what there is. */
function renamedOwner(oldBase: string, base: string, split: boolean, suffix: string): RenamedDatabase {
  const [old, now] = [oldBase, base].map((name) => rolesOf(name, split, suffix)) as [
    ReturnType<typeof rolesOf>,
    ReturnType<typeof rolesOf>,
  ];
  const from = `${oldBase}${suffix}`;
  return { from, roles: { [from]: `${base}${suffix}`, [old.owner]: now.owner, [old.app]: now.app } };
}

/** Names the role and the Secret with which a guest logs in. Where the owner of the database is given, its guests are too. */
function guestOf(
  { database: { of, access, reason } }: GuestEntry,
  { name, owner, server, provisioning, renamed }: Database,
  login: Login,
  suffix: string,
): Database {
  const { hostname, isGiven } = login;
  const roleIn = (database: string): string => `${withoutEnd(database, suffix)}_${toSnakeCase(hostname)}${suffix}`;
  const role = roleIn(name);
  // An operator makes owners alone, which is a finding.
  const byJob = provisioning?.by === 'init-job' && !isGiven;
  return {
    name,
    owner,
    role,
    extensions: [],
    secretName: `${hostname}-db`,
    server,
    provisioning: server === undefined ? undefined : byJob ? provisioning : { by: 'given' },
    ...connectionsOf(login, server),
    split: undefined,
    guest: { of, access, reason },
    renamed: renamed && { from: renamed.from, roles: { [roleIn(renamed.from)]: role } },
  };
}

/** The name of a database without the number of a preview. */
function withoutEnd(name: string, suffix: string): string {
  return suffix !== '' && name.endsWith(suffix) ? name.slice(0, -suffix.length) : name;
}

function connectionsOf({ pods }: Login, server: Postgres | undefined): Pick<Database, 'poolSize' | 'connectionLimit'> {
  const poolSize = server?.poolSize ?? 10;
  // Pods share the pools of a pooler; a container that waits before its pod starts connects to the server itself.
  const pools = server?.pooler === undefined ? pods * poolSize : server.pooler.instances * server.pooler.poolSize + pods;
  // Five more than those: for a migration, for the container that waits, and for a person who looks.
  return { poolSize, connectionLimit: pools + 5 };
}
