import type { KubernetesObject } from '../../model';

/** An object as kubectl's `--output=name` has it, such as `deployment.apps/orders`. */
export function outputName({ apiVersion, kind, metadata }: KubernetesObject): string {
  const [group = '', version] = apiVersion.split('/');
  return `${kind.toLowerCase()}${version === undefined ? '' : `.${group}`}/${metadata.name}`;
}
