import type { Place } from '../../diagnostics';
import type { Autoscaling, Cron, Service } from '../platform';
import type { Pod } from './container';
import { contentHash } from './content-hash';
import type { Stage } from './stage';

/** The purpose of a workload. */
export type WorkloadKind = Service['kind'] | 'server' | 'init' | 'migration' | 'hook' | 'tool';

/** Something that runs in pods. */
export interface Workload {
  /** The kind and a name, such as `service/owners`: unique in the blueprint, and the same as long as the workload is the same. */
  readonly id: string;
  readonly kind: WorkloadKind;
  /** The name by which people speak of it: the registry key of a service, the program of a server, the name of a hook or a tool. */
  readonly title: string;
  /** The name of its objects. That of a Job is followed by a hash of its content: what it does can never change under its name. */
  readonly name: string;
  /** The file that its objects are written to, without an ending. */
  readonly file: string;
  /** The registry key of the service that it belongs to; undefined for servers and tools. */
  readonly service: string | undefined;
  readonly identity: Identity;
  readonly description: Description;
  readonly lifetime: Lifetime;
  /** How many pods there are at least, and how many at most at once, in the middle of a rollout. */
  readonly pods: { readonly least: number; readonly most: number };
  readonly pod: Pod;
  /** Whether the workload is reached by its name and the ports of its first container and of its sidecars. */
  readonly reachable: boolean;
  /** The settings of a proxy that leads requests here, because it would not look at the ports; left out if there is no such proxy. */
  readonly proxy?: {
    readonly controller: 'traefik';
    /** The protocol, if it is not HTTP/1.1. */
    readonly speaks?: 'h2c';
    /** The time that the first byte of an answer may take, in seconds; undefined if it has no end. */
    readonly answerSeconds?: number;
    /** Whether requests of one client go to the same pod, and whether its cookie is for HTTPS alone. */
    readonly sticky?: { readonly secure: boolean };
  };
  /** The account that its pods run under, and whether it is the workload's own. */
  readonly account: {
    readonly name: string;
    readonly own: boolean;
    /** Annotations of an account of its own; left out if there are none. */
    readonly annotations?: Readonly<Record<string, string>>;
  };
  /** The texts that it reads beside its image: written with it. */
  readonly configs: readonly ConfigObject[];
  /** Where metrics are served; undefined if there are none. */
  readonly metrics: { readonly port: number; readonly path: string } | undefined;
  /** Whether its connections to the outside are all declared; otherwise it may talk to hosts that no connection names. */
  readonly outgoingKnown: boolean;
  /** The ids of the workloads and databases that have to have done their work, or be reachable, before its containers start. */
  readonly waitsFor: readonly string[];
  /** The names of the Secrets whose change replaces its pods, in code-unit order; empty if no controller watches them. */
  readonly restartedBy: readonly string[];
  /** The login that the pods were started with, where another one under the same Secret has to replace them. */
  readonly access: 'split' | undefined;
  readonly stage: Stage;
  /** Where the workload is declared. */
  readonly place: Place;
}

/** The part of a workload that never changes: pods are selected by it. */
export interface Identity {
  /** `app.kubernetes.io/name`. */
  readonly name: string;
  /** `app.kubernetes.io/component`. */
  readonly component: string;
}

/** The description of a workload for people and tools. */
export interface Description {
  /** `app.kubernetes.io/instance`: the name of what it belongs to. */
  readonly instance: string;
  /** `app.kubernetes.io/version`, a legal label value; undefined if a new version is no reason to change the workload. */
  readonly version: string | undefined;
  /** The name that people read. */
  readonly label: string | undefined;
  readonly layer: string | undefined;
  readonly team: string | undefined;
  /** Where its image is built from; undefined outside development, where images come from a registry. */
  readonly dockerfile: string | undefined;
  /** The digest of the image. */
  readonly digest: string | undefined;
  /** The endpoints outside the platform that it calls, such as `api.example.com:443`; undefined if nothing is declared. */
  readonly egress: readonly string[] | undefined;
  /** The database of another service that it logs in to, and why; left out if it logs in to none. */
  readonly sharedDatabase?: string;
}

/** How long the pods of a workload live, and how they are replaced. */
export type Lifetime =
  /** As many alike as there should be, replaced one by one, or all at once. */
  | {
      readonly kind: 'replicated';
      readonly scaling: { readonly replicas: number } | Autoscaling;
      readonly rollout: Rollout;
      /** How long a new pod has to be ready before it counts, in seconds; undefined for no time at all. */
      readonly settleSeconds: number | undefined;
      /** How long a rollout may go without a new pod that is ready before it counts as failed, in seconds. */
      readonly progressSeconds: number;
    }
  /** Pods with a name and volumes of their own each, replaced one by one. */
  | {
      readonly kind: 'stateful';
      readonly replicas: number;
      /** Whether a pod starts once the one before is ready, or all start at once. */
      readonly podManagement: Service['podManagement'];
    }
  /** Again and again at given times, each time to its end. */
  | ({ readonly kind: 'scheduled'; /** Whether no run is started. */ readonly suspended: boolean } & Omit<Cron, 'suspend'>)
  /** Once, to its end. */
  | {
      readonly kind: 'run-once';
      readonly deadlineSeconds: number;
      readonly retries: number;
      /** How long it is kept after its end, in seconds; undefined if it stays until it is deleted: what is named by content runs again once it is gone. */
      readonly keptSeconds: number | undefined;
      /** Whether it runs when all else is about to be deleted, and not before; left out if it runs when it is applied. */
      readonly onDeletion?: boolean;
    };

/** How the pods of a new version take the place of the old ones: beside them, or after them. */
export type Rollout = 'rolling' | 'recreate';

/** Texts that a workload reads as files. */
export interface ConfigObject {
  /** The name of its object. If it is `hashed`, a hash of its content follows. */
  readonly name: string;
  readonly hashed: boolean;
  /** By name of the file. */
  readonly data: Readonly<Record<string, string>>;
  /** Files that are no text, in base64, by name; left out if there is none. */
  readonly binaryData?: Readonly<Record<string, string>>;
  /** Whether it is too large for the annotation in which a client that applies it keeps a copy; left out if it is not. */
  readonly large?: true;
}

/** The hash that follows the name of a config object that is named by its own content. */
export function configHash({ data, binaryData = {} }: Pick<ConfigObject, 'data' | 'binaryData'>): string {
  return contentHash([Object.entries(data), Object.entries(binaryData)]);
}

/** The name of the Kubernetes Service that gives the pods of a stateful workload their names. */
export function headlessName(name: string): string {
  return `${name}-headless`;
}
