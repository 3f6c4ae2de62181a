import type { Place } from '../../diagnostics';
import type { FlaggedKindName } from '../../registry/schema';
import type { Origin } from '../origin';

/** The fields of a service whose origin is kept. */
export type SourcedField =
  | 'hostname'
  | 'port'
  | 'database'
  | 'databaseAccess'
  | 'databaseClient'
  | 'image'
  | 'tag'
  | 'digest'
  | 'runtime'
  | 'user'
  | 'replicas'
  | 'priorityClassName'
  | 'migration.mode'
  | 'migration.command'
  | `needs.${FlaggedKindName}`
  | 'health.live'
  | 'health.ready'
  | 'health.startup'
  | `resources.${'requests' | 'limits'}.${'cpu' | 'memory' | 'ephemeral-storage'}`;

/** A container image. */
export interface ImageReference {
  /** Registry host and path, such as `ghcr.io/acme/assessment-roll`. */
  readonly repository: string;
  readonly tag: string | undefined;
  /** `sha256:` and 64 hexadecimal digits. */
  readonly digest: string | undefined;
}

/** Paths of the probes. */
export interface Health {
  /** Without it, liveness is a TCP connection. */
  readonly live: string | undefined;
  readonly ready: string;
  readonly startup: string;
}

/** Kubernetes quantities of one kind, in canonical form where they are legal. */
export interface Amounts {
  readonly cpu: string | undefined;
  readonly memory: string;
  readonly 'ephemeral-storage': string;
}

/** What a container asks for and may use. */
export interface Resources {
  readonly requests: Amounts;
  readonly limits: Amounts;
}

/** The numeric ids a container runs under. */
export interface UserIds {
  readonly uid: number;
  readonly gid: number;
}

/** Where metrics are served. */
export interface Metrics {
  readonly port: number;
  readonly path: string;
}

/** A plain environment variable. */
export interface ConfigVariable {
  readonly name: string;
  /** The literal value. */
  readonly value: string;
  readonly origin: Origin;
}

/** An environment variable that the container names itself, not by way of its ConfigMap. */
export type EnvVariable =
  | { readonly kind: 'literal'; readonly name: string; readonly value: string; readonly origin: Origin }
  | { readonly kind: 'secret'; readonly name: string; readonly secret: SecretKey; readonly origin: Origin }
  /** A value with `$(NAME)` references to earlier variables. */
  | { readonly kind: 'template'; readonly name: string; readonly template: string; readonly origin: Origin };

/** A variable as the registry entry declares it. */
export interface DeclaredVariable {
  readonly name: string;
  readonly field: 'extraEnv' | 'env' | 'secrets';
  readonly place: Place;
}

/** A key of a Secret. */
export interface SecretKey {
  readonly name: string;
  readonly key: string;
  readonly optional: boolean;
  /**
   * Whether any random value serves, where somebody has said so.
   * @default what the Secret is for decides
   */
  readonly generate?: boolean;
}
