import type { Platform, Postgres, Service } from '../model';
import { groupBy } from '../formats';
import { isRenamed } from '../model/rules/facts/databases';
import { textOf } from '../model/objects/mappings';
import { clusterOf, postgresServersOf } from '../model/platform';
import type { Comparison } from './comparison';
import { addressOf, clusterAddress, databasesIn, type ServerAddress, type StoredDatabase } from './stored-databases';

/** A service that looks for its data in another database than before. */
export interface Move {
  readonly service: Service;
  readonly from: StoredDatabase;
  /** Where it looks from now on; undefined if it has no database any more. */
  readonly to: Destination | undefined;
  /** Whether the database has another name. */
  readonly renamed: boolean;
  /** Whether the platform has no server at the old address any more, which may have got another one. */
  readonly serverGone: boolean;
  /** The service whose database it is a guest of from now on; undefined if it has one of its own, or none. */
  readonly guestOf: string | undefined;
  /** The service whose database it was a guest of; undefined if it had one of its own, or if that service is not known. */
  readonly wasGuest: string | undefined;
}

/** Where a service has its database now. */
export interface Destination {
  readonly name: string;
  /** Undefined if it is on the server of before. */
  readonly server: { readonly address: ServerAddress; readonly declared: Postgres } | undefined;
}

/** Finds the services that move. A server in the cluster that goes takes its databases along, which is a finding of its own: upgrade-volume-left. */
export function movesIn(comparison: Comparison): Move[] {
  const { platform, services, before } = comparison;
  const now = databasesIn(comparison.now);
  const addresses = new Set(postgresServersOf(platform).flatMap((server) => addressesOf(server, platform.namespace).map(({ id }) => id)));
  const goneServers = goneServersOf(comparison);
  const stored = databasesIn(before);
  return [...stored].flatMap(([key, [from, ...others]]): Move[] => {
    const service = services.get(key);
    if (service === undefined || from === undefined) return [];
    const { database } = service;
    if (database === undefined)
      return from.made
        ? [{ service, from, to: undefined, renamed: false, serverGone: false, guestOf: undefined, wasGuest: undefined }]
        : [];
    const { name, server, guest } = database;
    const here = server === undefined ? [] : addressesOf(server, platform.namespace);
    const known = [...(now.get(key) ?? []), ...here.map((address) => ({ name, server: address }))];
    if (known.length === 0 || [from, ...others].some((old) => known.some((found) => isSame(old, found)))) return [];
    // Where the database of a guest goes, the guest goes with it.
    const guestOf = guest?.of;
    if (guestOf !== undefined && (stored.get(guestOf) ?? []).some((old) => isSame(old, from))) return [];
    const renamed = from.name !== name;
    const wasGuest = from.guest || (!from.made && renamed) ? hostOf(platform, from, key) : undefined;
    const address = known[0]?.server;
    const moved =
      server !== undefined && address !== undefined && from.server !== undefined && !isSame(from, { name: from.name, server: address });
    const left = from.server !== undefined && goneServers.has(from.server.id);
    if (!renamed && (!moved || left)) return [];
    const to = { name, server: moved ? { address, declared: server } : undefined };
    // Its init Job renames it, and its data with it.
    if (renamed && !moved && wasGuest === undefined && isRenamed(database) && database.renamed.from === from.name) return [];
    const serverGone = from.server !== undefined && !addresses.has(from.server.id);
    return [{ service, from, to, renamed, serverGone, guestOf, wasGuest }];
  });
}

/** The addresses of servers in the cluster that are there no more. */
function goneServersOf({ gone }: Comparison): Set<string> {
  return new Set(
    gone.flatMap(({ kind, metadata }) =>
      kind === 'StatefulSet' ? [addressOf(metadata.name, 5432, textOf(metadata['namespace']) ?? '').id] : [],
    ),
  );
}

/**
 * The databases of services that are in the platform no more, and of no other service now. Those on a server in the cluster that goes as well are not among them: its volume is a finding of its own, upgrade-volume-left.
 */
export function databasesWithoutService(comparison: Comparison): StoredDatabase[] {
  const { services, before } = comparison;
  const goneServers = goneServersOf(comparison);
  const kept = groupBy([...databasesIn(comparison.now).values()].flat(), ({ name }) => name);
  return [...databasesIn(before)].flatMap(([key, [from]]) => {
    if (services.has(key) || from === undefined || from.guest) return [];
    if (from.server !== undefined && goneServers.has(from.server.id)) return [];
    return kept.get(from.name)?.some((database) => isSame(database, from)) === true ? [] : [from];
  });
}

/** The service that owns a database of before, and not the one that logged in to it; undefined if none does any more. */
function hostOf(platform: Platform, { name }: StoredDatabase, guest: string): string | undefined {
  return platform.services.find(({ key, database }) => key !== guest && database?.guest === undefined && database?.name === name)?.key;
}

/** Whether a database of before is on the server that a service has its database on now. */
export function isOnServer({ platform }: Comparison, { server }: StoredDatabase, { database }: Service): boolean {
  if (database?.server === undefined || server === undefined) return true;
  return addressesOf(database.server, platform.namespace).some(({ id }) => id === server.id);
}

function isSame(one: Pick<StoredDatabase, 'name' | 'server'>, other: Pick<StoredDatabase, 'name' | 'server'>): boolean {
  return one.name === other.name && (one.server === undefined || other.server === undefined || one.server.id === other.server.id);
}

function addressesOf(server: Postgres, namespace: string): ServerAddress[] {
  const cluster = clusterOf(server);
  return [addressOf(server.host, server.port, namespace), ...(cluster === undefined ? [] : [clusterAddress(cluster, namespace)])];
}
