import { createDiagnostic, type Diagnostic, type Place } from '../../diagnostics';
import { isDnsSubdomain } from '../../formats';
import { isElsewhere, type Platform, type Postgres } from '../platform';
import { claimedRoles } from '../rules/facts/databases';

/**
 * Finds what platforms have in common on a database server that both name: databases, and roles of different databases. Takes time in proportion to
 * the databases.
 * @returns one finding of each kind for each server and each two platforms, however much they share on it
 */
export function sharedServers(platforms: readonly Platform[]): Diagnostic[] {
  const databases = new Map<string, Owner>();
  const roles = new Map<string, Owner>();
  return platforms.flatMap((platform) => {
    const sharedDatabases = new Map<string, Shared>();
    const sharedRoles = new Map<string, Shared>();
    for (const { database } of platform.services) {
      const server = database?.server;
      // A Cluster is in the product's namespace. What is no host is reported as that, and may hold a credential.
      if (database === undefined || server === undefined || !isElsewhere(server) || !isDnsSubdomain(server.host)) continue;
      const own: Owner = { platform, server, database: database.name };
      const first = ownerOf(databases, database.name, own);
      if (first.platform !== platform) share(sharedDatabases, database.name, own, first);
      for (const role of claimedRoles(database)) {
        const other = ownerOf(roles, role, own);
        // One database for two platforms is reported as that.
        if (other.platform !== platform && other.database !== database.name) share(sharedRoles, role, own, other);
      }
    }
    return [
      ...[...sharedDatabases.values()].map(({ names, own, other }) =>
        createDiagnostic(
          'database-server-shared',
          { server: addressOf(own), databases: [...names], other: nameOf(other) },
          hostPlace(own),
          relatedTo(other),
        ),
      ),
      ...[...sharedRoles.values()].map(({ names, own, other }) =>
        createDiagnostic(
          'database-server-role-shared',
          { server: addressOf(own), roles: [...names], other: nameOf(other) },
          hostPlace(own),
          relatedTo(other),
        ),
      ),
    ];
  });
}

/** The platform and the database that a name on a server belongs to. */
interface Owner {
  readonly platform: Platform;
  readonly server: Postgres;
  readonly database: string;
}

/** The names that two platforms have in common on a server. */
interface Shared {
  readonly names: Set<string>;
  readonly own: Owner;
  readonly other: Owner;
}

/** The first that laid claim to a name, which may be the one that asks. */
function ownerOf(owners: Map<string, Owner>, name: string, own: Owner): Owner {
  const id = JSON.stringify([addressOf(own), name]);
  const first = owners.get(id) ?? own;
  owners.set(id, first);
  return first;
}

function share(shared: Map<string, Shared>, name: string, own: Owner, other: Owner): void {
  const id = JSON.stringify([addressOf(own), nameOf(other)]);
  const same = shared.get(id) ?? { names: new Set(), own, other };
  shared.set(id, same);
  same.names.add(name);
}

function addressOf({ server }: Owner): string {
  return `${server.host}:${server.port}`;
}

function nameOf({ platform }: Owner): string {
  return `${platform.product} ${platform.environment}`;
}

function hostPlace({ server: { place } }: Owner): Place {
  return { file: place.file, path: [...place.path, 'host'] };
}

function relatedTo(other: Owner): { readonly related: { readonly label: string; readonly place: Place }[] } {
  return { related: [{ label: 'the same server at', place: hostPlace(other) }] };
}
