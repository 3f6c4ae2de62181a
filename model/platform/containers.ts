import type { Place } from '../../diagnostics';
import type { Protocol, VolumeAccess } from '../../registry/schema';
import type { Origin } from '../origin';

/** A container image. */
export interface ImageReference {
  /** Registry host and path, such as `ghcr.io/acme/assessment-roll`. */
  readonly repository: string;
  readonly tag: string | undefined;
  /** `sha256:` and 64 hexadecimal digits. */
  readonly digest: string | undefined;
}

/** A port that a service listens on. */
export interface ServicePort {
  readonly name: string;
  readonly port: number;
  readonly protocol: Protocol;
  /** Whether it is there for metrics alone. */
  readonly metrics: boolean;
  /** The field of the entry that declares it. */
  readonly field: 'port' | 'ports' | 'metrics';
  /** The sidecar that listens on it; left out for the service's own container. */
  readonly sidecar?: string;
  /** Where its number is declared. */
  readonly place: Place;
}

/** A container beside that of a service: a sidecar, or one that runs to its end before. */
export interface HelperContainer {
  readonly name: string;
  readonly image: ImageReference;
  readonly command: readonly string[] | undefined;
  readonly args: readonly string[] | undefined;
  /** Plain variables by name in code-unit order, then those that Secrets hold. */
  readonly env: readonly EnvVariable[];
  readonly resources: Resources;
  /** Undefined for those of the service. */
  readonly user: UserIds | undefined;
  /** The paths of the service that it sees, too, as declared. */
  readonly mounts: readonly string[];
  /** The paths that it alone writes to, as declared. */
  readonly writablePaths: readonly string[];
  /** Undefined if nothing is asked. */
  readonly health: Health | undefined;
}

/** The probes of a service. */
export interface Health {
  /** Undefined if the container is never restarted for not answering, as of the other two. */
  readonly live: HealthCheck | undefined;
  readonly ready: HealthCheck | undefined;
  readonly startup: HealthCheck | undefined;
  readonly startupSeconds: number;
  readonly periodSeconds: number;
  readonly timeoutSeconds: number;
}

/** One question about the health of a service. A `port` is the name of a port; of a port that the service does not have, which is a finding, what the input says. */
export type HealthCheck =
  | { readonly http: string; readonly port: string; readonly headers: Readonly<Record<string, string>> }
  /** The service that is asked about; `true` for the server as a whole. */
  | { readonly grpc: string | true; readonly port: string }
  | { readonly tcp: string }
  | { readonly exec: readonly string[] };

/** Kubernetes quantities of one kind, in canonical form where they are legal. */
export interface Amounts {
  readonly cpu: string | undefined;
  readonly memory: string;
  readonly 'ephemeral-storage': string;
}

/** The resources that a container asks for and may use. */
export interface Resources {
  readonly requests: Amounts;
  readonly limits: Amounts;
}

/** The numeric ids a container runs under. */
export interface UserIds {
  readonly uid: number;
  readonly gid: number;
}

/** A volume that outlasts the pods of a service. */
export interface ServiceVolume {
  /** The absolute path at which the container sees it. */
  readonly path: string;
  /** A Kubernetes quantity, in canonical form where it is legal. */
  readonly size: string;
  /** The StorageClass; undefined for the cluster's default. */
  readonly class: string | undefined;
  readonly access: VolumeAccess;
}

/** A directory that is empty at first and lasts as long as its pod. */
export interface Scratch {
  /** The absolute path at which the container sees it. */
  readonly path: string;
  /** A Kubernetes quantity, in canonical form where it is legal. */
  readonly size: string;
  readonly inMemory: boolean;
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
  /** The value as it was written, with references; left out if it is the same. */
  readonly written?: string;
}

/** An environment variable of a container. */
export type EnvVariable = (
  | { readonly kind: 'literal'; readonly name: string; readonly value: string }
  | { readonly kind: 'secret'; readonly name: string; readonly secret: SecretKey }
  /** What the kubelet knows of the pod. */
  | { readonly kind: 'field'; readonly name: string; readonly field: 'metadata.name' | 'metadata.uid' }
  /** A value with `$(NAME)` references to earlier variables. */
  | { readonly kind: 'template'; readonly name: string; readonly template: string }
) & {
  readonly origin: Origin;
  /** The text with references that the value follows from; left out if there is none. */
  readonly written?: string;
  /** Whether it is there for a later variable alone, which refers to it. */
  readonly hidden?: true;
};

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
