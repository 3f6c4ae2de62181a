import type { CommandResult } from './command';
import { kubectl, kubectlJson, type ClusterAccess } from './kubectl';
import type { KubernetesObject, Metadata } from './manifests';

/** The two ways of `kubectl apply`. */
export type ApplyMode = 'server-side' | 'client-side';

/** Applies every manifest below a folder, as the README tells a person to. */
export function applyTree(access: ClusterAccess, directory: string, mode: ApplyMode): Promise<CommandResult> {
  return kubectl(access, ['apply', ...(mode === 'server-side' ? ['--server-side'] : []), '-R', '-f', directory]);
}

/** Applies one object, which is not in a file. */
export function applyObject(access: ClusterAccess, object: unknown): Promise<CommandResult> {
  return kubectl(access, ['apply', '--server-side', '-f', '-'], { input: JSON.stringify(object) });
}

/** The lines of kubectl's output in which the server warns. */
export function warnings(result: CommandResult): string[] {
  return result.stderr.split('\n').filter((line) => line.startsWith('Warning:'));
}

/** An object as the server keeps it. */
export interface StoredObject extends KubernetesObject {
  readonly metadata: Metadata & {
    readonly resourceVersion: string;
    readonly generation?: number;
    readonly managedFields?: readonly { readonly manager: string }[];
  };
}

/** The objects of the manifests below a folder, as the server keeps them. */
export async function storedObjects(access: ClusterAccess, directory: string): Promise<StoredObject[]> {
  const answer = await kubectlJson<StoredObject & { items?: StoredObject[] }>(access, [
    'get',
    '--show-managed-fields',
    '-R',
    '-f',
    directory,
  ]);
  return answer.items ?? [answer];
}

/**
 * What of an object only we change. Its resource version tells everything, but where a controller has written too (status, the revision
 * annotation of a Deployment), the version moves without us, and the object without the controller's fields has to do.
 */
export function ourPart(object: StoredObject): unknown {
  const { status: _status, ...rest } = object;
  const { resourceVersion, managedFields = [], annotations = {}, ...metadata } = object.metadata;
  const ours = managedFields.filter((entry) => entry.manager.startsWith('kubectl'));
  const { 'deployment.kubernetes.io/revision': _revision, ...ourAnnotations } = annotations;
  return {
    ...rest,
    metadata: { ...metadata, annotations: ourAnnotations, managedFields: ours },
    ...(ours.length === managedFields.length ? { resourceVersion } : {}),
  };
}
