import { join } from 'node:path';
import { pathKind } from '../path-kind';
import { UsageError } from '../usage-error';
import type { BeforeTree, TreeName } from './before-tree';
import { diskTree, diskTreeNames } from './disk-tree';
import { type GitTrees, gitTrees, isCommit } from './git-trees';

/** Which manifests count as those of before. */
export interface AgainstOptions {
  /**
   * A commit whose manifests in the output folder they are.
   * @default `HEAD` in a git repository
   */
  readonly againstRef?: string | undefined;
  /**
   * A folder with the manifests, such as another checkout's `dist`.
   * @default the output folder on disk, where no commit has the tree
   */
  readonly againstDir?: string | undefined;
}

/** The manifests that were applied before. */
export interface Before {
  /** Finds those of one platform; undefined if there are none, as of a platform that is new. */
  readonly treeOf: (product: string, environment: string) => BeforeTree | undefined;
  /**
   * What they are, for people: `HEAD`, another commit, or a folder.
   * @param tree of one tree alone, which may be on disk while the commit has others
   */
  readonly title: (tree?: TreeName) => string;
  /** Lists all of them, also of products and environments that the registry does not have. */
  readonly names: () => readonly TreeName[];
}

/**
 * Finds the manifests that were applied before, and reads none of them yet.
 * @throws UsageError if those that were asked for are not there
 */
export function openBefore({ out, againstRef, againstDir }: AgainstOptions & { readonly out: string }): Before {
  if (againstRef !== undefined && againstDir !== undefined)
    throw new UsageError('`--against-ref` and `--against-dir` name two sets of manifests: leave one of them away');
  if (againstDir !== undefined) {
    if (pathKind(againstDir) !== 'folder')
      throw new UsageError(`no folder \`${againstDir}\`: \`--against-dir\` takes one that holds \`<product>/<environment>\``);
    const names = diskTreeNames(againstDir);
    if (names.length === 0)
      throw new UsageError(`no manifests in \`${againstDir}\`: \`--against-dir\` takes a folder that holds \`<product>/<environment>\``);
    return {
      treeOf: (product, environment) => diskTree(join(againstDir, product, environment)),
      names: () => names,
      title: () => againstDir,
    };
  }
  if (againstRef !== undefined) {
    const trees = isCommit(out, againstRef) ? gitTrees(out, againstRef) : undefined;
    if (trees === undefined)
      throw new UsageError(`git knows no commit \`${againstRef}\` where \`${out}\` is: fetch it first, or name another one`);
    if (trees.names().length === 0)
      throw new UsageError(`\`${againstRef}\` has no manifests in \`${out}\`: name a commit in which they are committed`);
    return { ...trees, title: () => againstRef };
  }
  // A registry with an error is compared with nothing.
  let head: { readonly trees: GitTrees | undefined } | undefined;
  const ofHead = (): GitTrees | undefined => (head ??= { trees: gitTrees(out, 'HEAD') }).trees;
  return {
    treeOf: (product, environment) => ofHead()?.treeOf(product, environment) ?? diskTree(join(out, product, environment)),
    title: (tree) => {
      const head = ofHead();
      const isOnDisk = head === undefined || (tree !== undefined && head.treeOf(tree.product, tree.environment) === undefined);
      return isOnDisk ? `${out} on disk` : 'HEAD';
    },
    names: () => {
      const all = [...(ofHead()?.names() ?? []), ...diskTreeNames(out)];
      return [...new Map(all.map((name) => [`${name.product}/${name.environment}`, name])).values()];
    },
  };
}
