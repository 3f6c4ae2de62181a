import type { Place } from '../../diagnostics';
import type { BackingFlag, BackingKindName } from '../../registry/schema';
import { placeOf } from '../origin';
import type { BackingService, Platform, SecretSource, Service } from '../platform';
import type { BackingKind, FlaggedKind } from './backing-kind';
import { backingKinds } from './kinds';
import type { ServerDesign } from './server-design';

export type { BackingKind, EndOfLife, FlaggedKind, ServerDefaults } from './backing-kind';
export { backingKinds } from './kinds';
export { messageKind } from './message-kind';

/** The kinds that a service asks for by a flag of its entry, in the order of the list. */
export const flaggedKinds: readonly FlaggedKind[] = Object.values(backingKinds).filter((kind) => 'flag' in kind);

/** Tells the kind of a backing service. */
export function kindOf({ kind }: Pick<BackingService, 'kind'>): BackingKind {
  return backingKinds[kind];
}

/** Whether a service asks for a kind. */
export function isNeeded({ database, needs }: Service, kind: BackingKindName): boolean {
  return kind === 'postgres' ? database !== undefined : needs.includes(kind);
}

/** The place where a service asks for a kind. */
export function neededAt(platform: Platform, { key }: Service, kind: BackingKindName): Place {
  return placeOf(platform, 'services', key, askedBy(kind));
}

/** The field of an entry by which a service asks for a kind. */
export function askedBy(kind: BackingKindName): 'database' | BackingFlag {
  return kind === 'postgres' ? 'database' : backingKinds[kind].flag;
}

/** Lists the backing services whose login at least one service of the platform, or its init Job, uses. */
export function usedBackingServices(backing: readonly BackingService[], services: readonly Service[]): BackingService[] {
  const needed = new Set<string>(services.flatMap(({ needs }) => needs));
  // Where every role and database is given, nobody logs in to the server as its admin.
  const servers = new Set<BackingService | undefined>(
    services.map(({ database }) => (database?.provisioning?.by === 'given' ? undefined : database?.server)),
  );
  return backing.filter((server) => (server.kind === 'postgres' ? servers.has(server) : needed.has(server.kind)));
}

/** The Secret with the login of a backing service. */
export interface BackingSecret {
  readonly name: string;
  /** The field of the overlay that names it. */
  readonly field: 'adminSecret' | 'secret';
  readonly keys: Readonly<Record<string, SecretSource>>;
}

/**
 * Tells the Secret with which a backing service and its users log in. In the cluster the first start of the server sets user and password; elsewhere the
 * server has them already.
 * @returns undefined if no workload of the platform logs in
 */
export function backingSecret(server: BackingService): BackingSecret | undefined {
  const named = secretName(server);
  if (named === undefined) return undefined;
  const { username } = kindOf(server);
  const known = (value: string): SecretSource => (server.inCluster === undefined ? { kind: 'given' } : { kind: 'known', value });
  const password: SecretSource = { kind: server.inCluster === undefined ? 'given' : 'generated' };
  return { ...named, keys: { ...(username !== undefined && { username: known(username) }), password } };
}

function secretName(server: BackingService): Pick<BackingSecret, 'name' | 'field'> | undefined {
  if (server.kind === 'redis' && server.auth === 'none') return undefined;
  if (server.kind !== 'postgres') return { name: server.secret, field: 'secret' };
  const { provisioning } = server;
  return provisioning.by === 'init-job' ? { name: provisioning.adminSecret, field: 'adminSecret' } : undefined;
}

/**
 * Tells the parts of a server in the cluster that are particular to its kind.
 * @param services all services of the platform
 * @returns undefined if an operator runs the server
 */
export function backingServerDesign(server: BackingService, services: readonly Service[]): ServerDesign | undefined {
  return kindOf(server).server(server, services);
}
