import { ClusterError } from './cluster-error';
import type { Kubectl } from './kubectl';
import { kubectlReasons } from './kubectl-reasons';

/** A kind that the cluster serves. */
export interface ServedKind {
  /** As kubectl takes it, such as `deployments.apps`. */
  readonly resource: string;
  readonly namespaced: boolean;
}

/** What the cluster serves. */
export interface ServedKinds {
  /** Finds a kind by `<group>/<Kind>`, such as `apps/Deployment` or `v1/Service`. */
  readonly find: (groupKind: string) => ServedKind | undefined;
  /** Whether objects of an API version and a kind can be applied. */
  readonly serves: (object: { readonly apiVersion: string; readonly kind: string }, groupKind: string) => boolean;
}

/**
 * Asks what the cluster serves.
 * @throws ClusterError when it does not answer
 */
export async function servedKinds(kubectl: Kubectl): Promise<ServedKinds> {
  const [resources, versions] = await Promise.all([
    linesOf(kubectl, ['api-resources', '--no-headers']),
    linesOf(kubectl, ['api-versions']),
  ]);
  const kinds = new Map<string, ServedKind>();
  for (const line of resources) {
    // NAME, SHORTNAMES where there are some, APIVERSION, NAMESPACED, KIND.
    const words = line.trim().split(/\s+/);
    const [apiVersion = '', namespaced, kind] = words.slice(-3);
    const [group = '', version] = apiVersion.split('/');
    const resource = version === undefined ? words[0]! : `${words[0]}.${group}`;
    kinds.set(`${group}/${kind}`, { resource, namespaced: namespaced === 'true' });
  }
  const known = new Set(versions.map((version) => version.trim()));
  return {
    find: (groupKind) => kinds.get(groupKind),
    serves: ({ apiVersion }, groupKind) => known.has(apiVersion) && kinds.has(groupKind),
  };
}

async function linesOf(kubectl: Kubectl, args: readonly string[]): Promise<string[]> {
  const { code, stdout, stderr } = await kubectl(args);
  // An aggregated API that is down is an error beside all the others, which are listed.
  if (code !== 0 && stdout.trim() === '') throw new ClusterError(kubectlReasons(stderr).join('; '));
  return stdout.split('\n').filter((line) => line.trim() !== '');
}
