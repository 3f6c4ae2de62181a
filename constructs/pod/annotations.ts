import { sha256, type Workload } from '../../model/blueprint';
import { readsSecrets } from './reads-secrets';

/**
 * The annotations of the pods that a Deployment or a StatefulSet keeps running.
 * @param seed the seed of the environment's development credentials; undefined if its credentials are real
 */
export function podAnnotations({ configs, access, metrics, pod }: Workload, seed: string | undefined): Record<string, string> {
  // A program reads its files when it starts, so a changed ConfigMap has to change the pod: one that is named by its content does by its name. So has a
  // changed seed of development credentials, if any of them is read; of real credentials nothing may be hashed into a file.
  const read = [
    ...configs.filter(({ hashed }) => !hashed).map(({ data }) => data),
    ...(seed === undefined || !readsSecrets(pod) ? [] : [seed]),
  ];
  return {
    ...(read.length > 0 && { 'cadastre.dev/config-checksum': sha256(read) }),
    // Another login under the same Secret: pods that go on with the one they read when they started have to be replaced.
    ...(access !== undefined && { 'cadastre.dev/database-access': access }),
    ...(pod.shownContainer !== undefined && { 'kubectl.kubernetes.io/default-container': pod.shownContainer }),
    ...(metrics !== undefined && {
      'prometheus.io/scrape': 'true',
      'prometheus.io/port': String(metrics.port),
      'prometheus.io/path': metrics.path,
    }),
  };
}
