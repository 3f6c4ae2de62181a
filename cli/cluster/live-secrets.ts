import type { KubernetesObject } from '../../model';
import { ClusterError } from './cluster-error';
import type { Kubectl } from './kubectl';
import { kubectlReasons } from './kubectl-reasons';

/** Name, type and owner of each Secret, a line each: kubectl keeps the values to itself. */
const template = '{range .items[*]}{.metadata.name}{"\\t"}{.type}{"\\t"}{.metadata.ownerReferences[*].kind}{"\\n"}{end}';

/**
 * Reads which Secrets there are, without their values and without annotations, where kubectl may have left them.
 * @returns undefined if this user may not list them
 * @throws ClusterError when the cluster does not answer
 */
export async function liveSecrets(kubectl: Kubectl, namespace: string, selector: string): Promise<KubernetesObject[] | undefined> {
  const { code, stdout, stderr } = await kubectl(['get', 'secrets', `--namespace=${namespace}`, selector, `--output=jsonpath=${template}`]);
  if (code !== 0 && stderr.includes('(Forbidden)')) return undefined;
  if (code !== 0) throw new ClusterError(kubectlReasons(stderr).join('; '));
  return stdout.split('\n').flatMap((line) => {
    const [name = '', type, owners = ''] = line.split('\t');
    if (name === '') return [];
    const ownerReferences = owners.split(' ').flatMap((kind) => (kind === '' ? [] : [{ kind }]));
    return [{ apiVersion: 'v1', kind: 'Secret', metadata: { name, namespace, ownerReferences }, type } as KubernetesObject];
  });
}
