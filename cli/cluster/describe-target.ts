import type { Platform } from '../../model';
import { visibleText } from '../../diagnostics';
import type { Kubectl } from './kubectl';

/**
 * Says where the platform is looked for: a report about the wrong cluster is of no use.
 * @param context the kubeconfig's context, where one was named
 */
export async function describeTarget(
  kubectl: Kubectl,
  { product, environment, namespace }: Platform,
  context: string | undefined,
): Promise<string> {
  const current = context ?? (await currentContext(kubectl));
  return `${product}/${environment} in namespace ${namespace}${current === undefined ? '' : `, context ${visibleText(current)}`}`;
}

/** The name of the kubeconfig's current context; undefined if it has none. */
export async function currentContext(kubectl: Kubectl): Promise<string | undefined> {
  const { code, stdout } = await kubectl(['config', 'current-context']);
  return code === 0 && stdout.trim() !== '' ? stdout.trim() : undefined;
}
