/** The manifests of one platform that were applied before, file by file. */
export interface BeforeTree {
  /** The folder of the platform, as findings show it. */
  readonly folder: string;
  /** The paths below the folder of the platform, with `/` on every system. */
  readonly paths: readonly string[];
  /** Whether a file has this text. */
  readonly isSame: (path: string, text: string) => boolean;
  /** The texts of files, by path. One that is not to be had is left out. */
  readonly read: (paths: readonly string[]) => ReadonlyMap<string, string>;
}

/** The product and the environment that a tree is of, by its folder. */
export interface TreeName {
  readonly product: string;
  readonly environment: string;
}

/** Whether a file of a tree, by its path below the folder, is one of manifests. */
export function isManifest(path: string): boolean {
  return path.endsWith('.k8s.yaml') && !path.includes('/');
}
