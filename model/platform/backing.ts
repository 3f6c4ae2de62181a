import type { Place } from '../../diagnostics';
import type { BackingKindName, EnvironmentOverlay, FlaggedKindName, SettingValue } from '../../registry/schema';
import type { ImageReference, Resources, UserIds } from './containers';

export type { BackingKindName, FlaggedKindName } from '../../registry/schema';

/** The parts of a backing service that runs in the product's namespace. */
export interface InCluster {
  readonly image: ImageReference;
  /** The size of the volume. */
  readonly storage: string;
  readonly storageClass: string | undefined;
  readonly resources: Resources;
  /** The user that the image's program runs as. */
  readonly user: UserIds;
  /** Settings of the server by its own names, in code-unit order. */
  readonly settings: Readonly<Record<string, SettingValue>>;
  /** Why its data may be lost; undefined if nobody has said that it may. */
  readonly acceptDataLoss: string | undefined;
}

/** A backing service of an environment, discriminated by its `kind`. */
export type BackingService = ServiceOfKind<BackingKindName>;

/** A backing service that services ask for by a flag. An environment has one of its kind at most. */
export type FlaggedService = ServiceOfKind<FlaggedKindName>;

/** The backing service of a kind. */
export type ServiceOfKind<Kind extends BackingKindName> = BackingServices[Kind];

type BackingServices = { readonly postgres: Postgres } & { readonly [Kind in FlaggedKindName]: Flagged<Kind> };

/** The parts that all backing services have, and what the overlay can say of one kind beyond them. */
type Flagged<Kind extends FlaggedKindName> = Server<Kind> &
  Settings<Kind> & {
    readonly tls: boolean;
  };

/** The fields of its overlay that a kind has beyond those of all kinds, such as the `vhost` of RabbitMQ, with defaults applied. */
export type Settings<Kind extends FlaggedKindName> = {
  readonly [Field in Exclude<keyof Declared<Kind>, 'provider' | 'host'>]-?: NonNullable<Declared<Kind>[Field]>;
};

type Declared<Kind extends FlaggedKindName> = NonNullable<EnvironmentOverlay[Kind]>;

/** The parts that every backing service has. */
interface Server<Kind extends BackingKindName> {
  readonly kind: Kind;
  /** The name of its kind; a database server has that of the overlay, which need not be its host. */
  readonly name: string;
  readonly host: string;
  readonly port: number;
  /** Set when the server runs in the product's namespace. */
  readonly inCluster: InCluster | undefined;
  readonly place: Place;
}

/** A PostgreSQL server. */
export interface Postgres extends Server<'postgres'> {
  /** Of the server that runs in the cluster; where the image does not tell, or the server is elsewhere, it is not known. */
  readonly majorVersion: number | undefined;
  readonly provisioning: Provisioning;
  readonly maxConnections: number;
  readonly poolSize: number;
  /** The pooler that pods connect to; undefined if they connect to the server itself. */
  readonly pooler: Pooler | undefined;
  /** The image whose `psql` runs the init Jobs. */
  readonly clientImage: ImageReference;
  /** The user that the client image's programs run as. */
  readonly clientUser: UserIds;
  readonly clientPullPolicy: 'IfNotPresent' | 'Always';
  /** The requests and limits of a container with the client programs. */
  readonly clientResources: Resources;
  /** The CA certificate; without it connections are not encrypted. */
  readonly certificateAuthority: CertificateAuthority | undefined;
}

/** A pooler in transaction mode in front of a database server. */
export interface Pooler {
  readonly host: string;
  readonly port: number;
  /** The largest number of connections that one of its instances opens to the server for one login and database. */
  readonly poolSize: number;
  /** How many of it run at once, each with pools of its own. */
  readonly instances: number;
  readonly preparedStatements: boolean;
}

/** How roles and databases come to be on a server. */
export type Provisioning =
  /** Init Jobs make them, with the login of the admin role, which is in `adminSecret`. */
  | {
      readonly by: 'init-job';
      readonly adminSecret: string;
      /** Who makes the hash of a password. */ readonly passwordHashing: 'server' | 'client';
    }
  /** The server is the `Cluster` of CloudNativePG named `cluster`, and its operator makes them. */
  | { readonly by: 'operator'; readonly cluster: string }
  /** Somebody else makes them, and tells the logins. */
  | { readonly by: 'given' };

/** The object with a CA certificate in its key `ca.crt`, and the file that it is in a container. */
export type CertificateAuthority =
  | { readonly configMap: string; readonly path: string }
  /** It may have the key of the authority beside the certificate, which no pod may see. */
  | { readonly secret: string; readonly path: string };

/** The part of a platform that the look-ups below read. */
interface WithBacking {
  readonly backing: readonly BackingService[];
}

/** Lists the PostgreSQL servers of a platform, by name in code-unit order. */
export function postgresServersOf({ backing }: WithBacking): Postgres[] {
  return backing.filter((server) => server.kind === 'postgres');
}

/**
 * Finds the backing service of a kind of which an environment has one at most.
 * @returns undefined if the environment has none
 */
export function backingOf<Kind extends FlaggedKindName>({ backing }: WithBacking, kind: Kind): ServiceOfKind<Kind> | undefined {
  return backing.find((server): server is ServiceOfKind<Kind> => server.kind === kind);
}

/**
 * Finds the `Cluster` that a backing service is.
 * @returns undefined if no operator runs the service
 */
export function clusterOf(server: BackingService): string | undefined {
  return server.kind === 'postgres' && server.provisioning.by === 'operator' ? server.provisioning.cluster : undefined;
}

/** Whether somebody else runs a database server, so that roles and databases on it may be somebody else's affair, too. */
export function isElsewhere(server: Postgres): boolean {
  return server.inCluster === undefined && server.provisioning.by !== 'operator';
}

/** Whether connections to a backing service are encrypted. */
export function isEncrypted(server: BackingService): boolean {
  return server.kind === 'postgres' ? server.certificateAuthority !== undefined : server.tls;
}

/** The path of a backing service in the origins of its platform. */
export function pathOf({ kind, name }: Pick<BackingService, 'kind' | 'name'>): readonly ['backing', string, ...string[]] {
  return kind === 'postgres' ? ['backing', kind, name] : ['backing', kind];
}
