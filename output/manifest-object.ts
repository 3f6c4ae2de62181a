import type { JsonObject } from './json';

/** A Kubernetes object as plain data, with all parts of its name in a cluster. */
export type ManifestObject = JsonObject & {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: JsonObject & { readonly name: string; readonly namespace?: string | undefined };
};

/**
 * The identity of an object in the cluster: group, kind, namespace and name. The version is no part of it, because
 * `apps/v1` and `apps/v1beta1` of the same name are the same object.
 *
 * @returns for example `apps/Deployment property-tax/web`; unique, since no part may contain a slash or a space
 */
export function manifestIdentity(manifest: ManifestObject): string {
  const slash = manifest.apiVersion.indexOf('/');
  const group = slash === -1 ? '' : manifest.apiVersion.slice(0, slash + 1);
  const { namespace = '', name } = manifest.metadata;
  // The cluster treats an empty namespace as none.
  return `${group}${manifest.kind} ${namespace === '' ? '' : `${namespace}/`}${name}`;
}
