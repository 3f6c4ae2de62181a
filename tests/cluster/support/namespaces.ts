import { kubectlOk } from './kubectl';
import { poll } from './poll';
import { newFolder, type ClusterRun } from './run';
import { copyToNamespace, type Tree } from './trees';

/** A tree that was copied for a namespace of its own. */
export interface Placed {
  readonly namespace: string;
  readonly directory: string;
}

/** Copies a tree for a namespace that no other tree, environment or run uses. `purpose` tells two copies of a tree apart. */
export function placeTree(run: ClusterRun, tree: Tree, purpose: string): Placed {
  const tail = `-${tree.environment}-${purpose}-${run.id}`;
  return placeInNamespace(run, tree, `${tree.product.slice(0, 63 - tail.length)}${tail}`);
}

/** Copies a tree for a namespace that is given. */
export function placeInNamespace(run: ClusterRun, tree: Tree, namespace: string): Placed {
  const directory = newFolder(run, namespace);
  copyToNamespace(tree, directory, namespace);
  return { namespace, directory };
}

/** Asks for a namespace's removal, without waiting: a server without controllers never finishes it. */
export async function removeNamespace(run: ClusterRun, namespace: string): Promise<void> {
  await kubectlOk(run.access, ['delete', 'namespace', namespace, '--wait=false', '--ignore-not-found']);
}

/** Whether nobody has a namespace of this name. One that is on its way out is waited for. */
export async function namespaceIsFree(run: ClusterRun, namespace: string): Promise<boolean> {
  const answer = await poll(2_000, async () => {
    const phase = await kubectlOk(run.access, ['get', 'namespace', namespace, '--ignore-not-found', '--output=jsonpath={.status.phase}']);
    return phase === 'Terminating' ? undefined : phase === '';
  });
  return answer ?? false;
}
