import type { EnvVariable, ImageReference, Resources, SecretKey, ServiceVolume, UserIds } from '../platform';
import type { Apart, Placement } from './placement';

/** Several containers that share volumes and run under one lifetime. */
export interface Pod {
  /** The user and group of the containers, and the group of the volumes. */
  readonly user: UserIds;
  /** How long a clean stop may take, in seconds; undefined for what ends by itself. */
  readonly stopSeconds: number | undefined;
  /** Undefined for the cluster's default. */
  readonly priorityClassName: string | undefined;
  readonly placement: Placement;
  /** How its pods are kept apart, over zones and over nodes. */
  readonly spread: Apart;
  /** The container that does the workload's work, such as the init container that migrates; undefined for the first of `containers`. */
  readonly shownContainer: string | undefined;
  /** Started one after the other before `containers`: each runs to its end before the next one starts, or is a `sidecar`. */
  readonly initContainers: readonly Container[];
  /** Run side by side. */
  readonly containers: readonly Container[];
  readonly volumes: readonly Volume[];
}

/** A program of a pod. */
export interface Container {
  readonly name: string;
  /** Whether an init container goes on beside `containers`, and ends after them; left out if it runs to its end. */
  readonly sidecar?: true;
  readonly image: ImageReference;
  readonly imagePullPolicy: 'IfNotPresent' | 'Always';
  /** Replaces the image's entry point; undefined for the image's own. */
  readonly command: readonly string[] | undefined;
  /** Replaces the image's arguments; undefined for the image's own. */
  readonly args: readonly string[] | undefined;
  /** In an order in which every `$(NAME)` refers to an earlier variable. */
  readonly variables: readonly Variable[];
  readonly ports: readonly Port[];
  readonly probes: Probes | undefined;
  /** How long the container goes on after its stop was announced, in seconds, so that callers hear of it; undefined for no time at all. */
  readonly stopDelaySeconds: number | undefined;
  readonly resources: Resources;
  /** Whole numbers of devices, by name; left out if there are none. */
  readonly extendedResources?: Readonly<Record<string, number>>;
  readonly user: UserIds;
  /** The Linux capabilities that the image's program cannot be started without. */
  readonly capabilities: readonly string[];
  readonly mounts: readonly Mount[];
}

/** An environment variable of a container. The origin is undefined if the variable follows from the container's purpose alone. */
export type Variable =
  | (Omit<Extract<EnvVariable, { kind: 'literal' }>, 'origin'> & Partial<Pick<EnvVariable, 'origin'>>)
  | (Omit<Extract<EnvVariable, { kind: 'secret' }>, 'origin'> & Partial<Pick<EnvVariable, 'origin'>>)
  | (Omit<Extract<EnvVariable, { kind: 'field' }>, 'origin'> & Partial<Pick<EnvVariable, 'origin'>>)
  | (Omit<Extract<EnvVariable, { kind: 'template' }>, 'origin'> & Partial<Pick<EnvVariable, 'origin'>>);

/** A port that a container listens on. */
export interface Port {
  readonly name: string;
  readonly port: number;
  readonly protocol: 'TCP' | 'UDP';
  /** The protocol that is spoken over it; undefined if nothing needs to know. */
  readonly application: 'http' | 'h2c' | 'grpc' | undefined;
}

/** The ports of all containers of a pod: its own first, then those of sidecars. */
export function portsOf({ containers, initContainers }: Pick<Pod, 'containers' | 'initContainers'>): Port[] {
  return [...containers, ...initContainers].flatMap(({ ports }) => ports);
}

/** How the health of a container is asked for. */
export interface Probes {
  /** Undefined if a container that runs counts as started. */
  readonly startup: Probe | undefined;
  /** Undefined if a container that runs gets requests. */
  readonly ready: Probe | undefined;
  /** Undefined if the container is never restarted for being slow. */
  readonly live: Probe | undefined;
}

/** One question about the health of a container, asked again and again. */
export interface Probe {
  readonly check:
    /** A path, asked for at a port by its name. */
    | { readonly http: string; readonly port: string; readonly headers: readonly { readonly name: string; readonly value: string }[] }
    /** A service of a gRPC server, at a port by its number; undefined for the server as a whole. */
    | { readonly grpc: string | undefined; readonly port: number }
    /** A port by its name. */
    | { readonly tcp: string }
    | { readonly exec: readonly string[] };
  /** The time between two questions, in seconds. */
  readonly periodSeconds: number;
  /** How long an answer may take, in seconds. */
  readonly timeoutSeconds: number;
  /** How many wrong answers in a row count. */
  readonly failures: number;
}

/** Where the files of a volume come from. */
export type Volume =
  /** An empty directory that lasts as long as its pod. */
  | { readonly kind: 'scratch'; readonly name: string; readonly size: string; readonly inMemory: boolean }
  /** The entries of a {@link ConfigObject}, or of a ConfigMap that the platform does not write, as files. */
  | {
      readonly kind: 'config';
      readonly name: string;
      readonly config: string;
      /** The hash that follows the name of a config object that is named by its content; left out if there is none. */
      readonly hash?: string;
    }
  /** One key of a Secret as a file of that name. */
  | { readonly kind: 'secret'; readonly name: string; readonly secret: string; readonly key: string }
  /** Single keys of several Secrets and ConfigMaps, each under a file name of its own. */
  | {
      readonly kind: 'projected';
      readonly name: string;
      readonly sources: readonly ProjectedKey[];
      /** The permissions of the files, such as 0o440; left out for those of the cluster. */
      readonly mode?: number;
    }
  /** A volume that outlasts its pod. */
  | ClaimVolume;

/** A volume that outlasts its pod. */
export interface ClaimVolume {
  readonly kind: 'claim';
  readonly name: string;
  readonly size: string;
  readonly storageClass: string | undefined;
  /** The pods that may mount it at the same time. */
  readonly access: ServiceVolume['access'];
  /** The name of the object that all pods share; undefined if each pod of a stateful workload has one of its own. */
  readonly claim: string | undefined;
}

/** One key of a Secret or a ConfigMap as a file. */
export interface ProjectedKey {
  readonly kind: 'Secret' | 'ConfigMap';
  readonly name: string;
  readonly key: string;
  readonly path: string;
}

/** Where a container sees a volume. */
export interface Mount {
  readonly volume: string;
  readonly path: string;
  /** The one file of the volume that is mounted; undefined for all of it. */
  readonly file: string | undefined;
  readonly readOnly: boolean;
}

/**
 * A variable that a Secret holds, for a container whose purpose needs it.
 * @param secret the Secret's name
 */
export function secretVariable(name: string, secret: string, key: string): Variable {
  const of: SecretKey = { name: secret, key, optional: false };
  return { kind: 'secret', name, secret: of };
}

/** A variable with a fixed value, for a container whose purpose needs it. */
export function literalVariable(name: string, value: string): Variable {
  return { kind: 'literal', name, value };
}
