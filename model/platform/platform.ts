import type { Place } from '../../diagnostics';
import type { Capability } from '../../registry/schema';
import type { Origins } from '../origin';
import type { AcceptedChange } from './accepted-change';
import type { Allowance } from './allowance';
import type { ArgoSettings } from './argo';
import type { BackingService } from './backing';
import type { Topic } from './messages';
import type { Neighbour } from './neighbour';
import type { Observability } from './observability';
import type { Network } from './network';
import type { Patch } from './patch';
import type { External } from './external';
import type { PodPlacement } from './placement';
import type { Preview } from './preview';
import type { Resources } from './containers';
import type { ForeignManifest } from './foreign';
import type { SecretProvider } from './secrets';
import type { Edge, Route, Routing } from './routing';
import type { Service } from './service';
import type { Tool } from './tools';

/** One product in one environment with every default applied and every derived fact at hand. */
export interface Platform {
  /** The product's short name. */
  readonly product: string;
  /** The product's name as people read it. */
  readonly label: string;
  readonly environment: string;
  /** Labels of all objects and pods. */
  readonly labels: Readonly<Record<string, string>>;
  /** Annotations of all objects. */
  readonly annotations: Readonly<Record<string, string>>;
  /** The version of Kubernetes that the manifests are for, such as `1.30`; undefined if nobody says. */
  readonly kubernetes: string | undefined;
  /** The API groups that the cluster serves beyond Kubernetes' own, as the overlay says, in code-unit order. */
  readonly capabilities: readonly Capability[];
  readonly namespace: string;
  /** Whether the tree has the Namespace: it may belong to others. */
  readonly createsNamespace: boolean;
  /** Whether the environment is a place to develop in. */
  readonly development: boolean;
  /** What one of many previews has of its own; undefined if there is one environment of this name. */
  readonly preview: Preview | undefined;
  readonly delivery: Delivery;
  /** What the objects of Argo CD say; undefined if none are written. */
  readonly argo: ArgoSettings | undefined;
  /** Secrets with which the kubelet logs in to image registries. */
  readonly imagePullSecrets: readonly string[];
  /** Whether the image of every service must have a digest. */
  readonly requireDigest: boolean;
  /** Whether objects switch off the rules of linters that contradict a decision. */
  readonly lintAnnotations: boolean;
  /** By registry key, in code-unit order. */
  readonly services: readonly Service[];
  /** The topics that the product declares or services name, by name in code-unit order. */
  readonly topics: readonly Topic[];
  /** Whether the product manifest lists all of them. */
  readonly topicsListed: boolean;
  /** The services of other products that services of this one depend on, by product and registry key in code-unit order. */
  readonly neighbours: readonly Neighbour[];
  /** All routes in match order: the longest path first. */
  readonly routes: readonly Route[];
  /** The way in from outside. */
  readonly routing: Routing | undefined;
  /** What the edge does for all routes. */
  readonly edge: Edge;
  /** What watches it. */
  readonly observability: Observability;
  /** What pods may talk to. */
  readonly network: Network;
  /** The PostgreSQL servers, by name in code-unit order, and then the others in the order of their kinds. */
  readonly backing: readonly BackingService[];
  /** The endpoints that services call beside these, by name in code-unit order. */
  readonly externals: readonly External[];
  /** Tools for people who develop, by name in code-unit order. */
  readonly tools: readonly Tool[];
  readonly secretProvider: SecretProvider;
  /** Whether Deployments say which Secrets their pods read, for a controller that restarts them. */
  readonly reloader: boolean;
  /** The amounts that all pods of the namespace may have together. */
  readonly quota: Quota | undefined;
  /** The resources of a container that declares none. An amount that is left out stays unbounded. */
  readonly containerDefaults: Resources | undefined;
  /** The Kubernetes objects of the team that are carried into the tree, in the order of their files. */
  readonly foreign: readonly ForeignManifest[];
  /** Where the pods of backing servers and tools run: what the environment says for all pods. */
  readonly placement: PodPlacement;
  /** Changes of objects: those of the entries, by registry key, then those of the overlay. */
  readonly patches: readonly Patch[];
  /** The findings that are accepted on purpose: those of the product manifest, then those of the overlay. */
  readonly allowances: readonly Allowance[];
  /** The changes of what runs already that are accepted on purpose. */
  readonly changes: readonly AcceptedChange[];
  /** The origin of every value, in the words of the input. `originOf` reads it. */
  readonly origins: Origins;
  /** Where the platform was declared. */
  readonly sources: PlatformSources;
  /** Every key of the registry, also of services that the product leaves out. */
  readonly registryKeys: readonly string[];
}

/** The input files of a platform, each as the place of its root value. */
export interface PlatformSources {
  readonly registry: Place;
  readonly manifest: Place;
  readonly overlay: Place;
}

/** How manifests reach the cluster. */
export type Delivery = 'kubectl' | 'argocd';

/** The amounts that all pods of a namespace may have together, as canonical quantities where they are legal. */
export interface Quota {
  readonly requests: QuotaAmounts;
  readonly limits: QuotaAmounts;
  readonly pods: number | undefined;
  /** Whole numbers of devices, by name. */
  readonly extendedResources: Readonly<Record<string, number>>;
  readonly place: Place;
}

/** Amounts of a quota; what is left out is not bounded. */
export type QuotaAmounts = Readonly<Partial<Record<'cpu' | 'memory', string>>>;
