import type { BackingFlag, BackingKindName, FlaggedKindName } from '../../registry/schema';
import type { Origin } from '../origin';
import type { Consumption, EnvVariable, Resources, Service, ServiceOfKind, Settings, UserIds } from '../platform';
import type { ServerDesign } from './server-design';

/** The particulars of a kind of backing service. */
export interface BackingKind<Kind extends BackingKindName = BackingKindName> {
  /** The field of the overlay that declares one. */
  readonly kind: Kind;
  /** The name that people read, such as `PostgreSQL`. */
  readonly label: string;
  /** Its role in the platform, and the `app.kubernetes.io/component` of a server in the cluster, which is part of a selector and can never change. */
  readonly component: 'database' | 'cache' | 'broker';
  readonly defaults: ServerDefaults;
  /** The user that the server makes at its first start in the cluster; undefined if clients log in by a password alone. */
  readonly username: string | undefined;
  /** The default port of each scheme that leads to such a server in a URL. */
  readonly schemes: Readonly<Record<string, number>>;
  readonly endOfLife: EndOfLife;
  /**
   * The parts of a server in the cluster that are particular to the kind; undefined if an operator runs the server.
   * @param services all services of the platform
   */
  // A method, so that the kinds of a list can be called alike.
  server(server: ServiceOfKind<Kind>, services: readonly Service[]): ServerDesign | undefined;
}

/** A kind of which an environment has one at most, and which a service asks for by a flag of its entry. */
export interface FlaggedKind<Kind extends FlaggedKindName = FlaggedKindName> extends BackingKind<Kind> {
  readonly flag: BackingFlag;
  /** The default port with TLS. */
  readonly tlsPort: number;
  /** The start of the names of all `variables`. */
  readonly variablePrefix: string;
  /** The settings that its overlay leaves out. */
  readonly settings: (product: string) => Settings<Kind>;
  /** The variables of its users, in an order in which every `$(NAME)` refers to an earlier one. */
  variables(server: ServiceOfKind<Kind>, origin: Origin): EnvVariable[];
  /** Those by which a service knows the queues that it consumes; left out by a kind that carries no messages. */
  readonly queueVariables?: (consumes: readonly Consumption[], origin: Origin) => EnvVariable[];
}

/** The values of a server whose overlay says no more than where it runs. */
export interface ServerDefaults {
  readonly image: string;
  readonly port: number;
  /** Those of a server in the cluster. */
  readonly resources: Resources;
  /** The users of the Alpine and of the Debian image. */
  readonly users: { readonly alpine: UserIds; readonly debian: UserIds };
}

/** The versions of an image that get no fixes any more. */
export interface EndOfLife {
  /** The version to use instead. */
  readonly successor: string;
  /** The day each version got its last fix, from the oldest on, which is a major. A major alone stands for all its minors, and for a tag that names none. */
  readonly ends: readonly (readonly [version: string, day: string])[];
}
