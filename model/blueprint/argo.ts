import type { ArgoCluster, PullRequests } from '../platform';

/** The objects by which Argo CD carries the tree of a platform. They are in Argo CD's own cluster, in a tree of their own. */
export interface ArgoTree {
  /** The namespace of Argo CD. */
  readonly namespace: string;
  readonly projects: readonly ArgoProject[];
  readonly applications: readonly ArgoApplication[];
  /** The ApplicationSet that makes the Applications; undefined if they are written. */
  readonly set: { readonly name: string; readonly file: string } | undefined;
  /** The ApplicationSet that makes the Application for each pull request; undefined if the platform is no preview. */
  readonly previews: { readonly name: string; readonly file: string; readonly pullRequests: PullRequests | undefined } | undefined;
  /** Whether Argo CD is told how the health of Applications and Ingresses is found. */
  readonly health: boolean;
  /** Whether Applications that are deleted take what they have applied with them. */
  readonly cascades: boolean;
}

/** What Applications of a project may do. */
export interface ArgoProject {
  readonly name: string;
  readonly description: string;
  readonly repoURL: string;
  readonly destination: ArgoDestination;
  /** The kinds of the whole cluster, each with the names that are allowed. */
  readonly clusterKinds: readonly (GroupKind & { readonly name: string })[];
  /** The kinds in namespaces. */
  readonly namespacedKinds: readonly GroupKind[];
}

/** A namespace of a cluster. */
export type ArgoDestination = ArgoCluster & { readonly namespace: string };

/** A kind of object with its API group, which is empty for the core. */
export interface GroupKind {
  readonly group: string;
  readonly kind: string;
}

/** One Application: files of a repository that are applied together. */
export interface ArgoApplication {
  readonly name: string;
  /** The file that it is written to, without an ending. */
  readonly file: string;
  /**
   * What it carries: the whole product, what its services share, what is nobody's and needs something of a service, the routes of several services,
   * one service, or the other Applications.
   */
  readonly carries: 'product' | 'shared' | 'others' | 'routes' | 'service' | 'applications';
  /** The registry key of the service that it carries; undefined if it carries something else. */
  readonly service: string | undefined;
  readonly project: string;
  readonly repoURL: string;
  readonly targetRevision: string;
  readonly path: string;
  /** The files of the folder that it carries; undefined for all but those that are left out. */
  readonly files: readonly string[] | undefined;
  /** The files of the folder that it does not carry, as patterns. */
  readonly leavesOut: readonly string[];
  readonly plugin: string | undefined;
  readonly destination: ArgoDestination;
  /** Its place among the other Applications; undefined if nobody orders them. */
  readonly wave: number | undefined;
  readonly automated: boolean;
  /** The fields that others write, which are no difference. */
  readonly ignored: readonly (GroupKind & { readonly name: string; readonly pointers: readonly string[] })[];
}
