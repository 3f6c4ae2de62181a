import type { Place } from '../../diagnostics';

/** The settings of the objects that Argo CD needs, with every default applied. */
export interface ArgoSettings {
  readonly repoURL: string;
  readonly targetRevision: string;
  /** The folder of the tree in the repository. */
  readonly path: string;
  /** The folder with the objects of Argo CD in the repository; undefined for the one that they are written to. */
  readonly applicationsPath: string | undefined;
  /** One Application for the product, or one for each service. */
  readonly applications: 'product' | 'service';
  /** Whether an ApplicationSet makes them. */
  readonly set: boolean;
  /** Whether what runs is ordered by stage alone, or also by who depends on whom. */
  readonly waves: 'stage' | 'dependencies';
  /** The namespace of Argo CD. */
  readonly namespace: string;
  /** An AppProject that is there; undefined if one is written. */
  readonly project: string | undefined;
  /** Whether the AppProject that is written allows what controllers make, too. */
  readonly showPods: boolean;
  readonly destination: ArgoCluster;
  /** Whether Argo CD applies by itself what is committed. */
  readonly automated: boolean;
  /** The plugin that reads the tree; undefined if Argo CD does itself. */
  readonly plugin: string | undefined;
  readonly place: Place;
}

/** A cluster as Argo CD knows it: by the URL of its API server, or by name. */
export type ArgoCluster = { readonly server: string } | { readonly name: string };
