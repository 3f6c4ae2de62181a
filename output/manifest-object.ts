import type { JsonObject } from './json';

/** A Kubernetes object as plain data, complete with what names it in a cluster. */
export type ManifestObject = JsonObject & {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: JsonObject & { readonly name: string; readonly namespace?: string | undefined };
};

/**
 * What makes an object one object to the cluster: group, kind, namespace and name. The version is left out, because
 * `apps/v1` and `apps/v1beta1` of the same name are the same object.
 *
 * @returns for example `apps/Deployment property-tax/web`; unique, since no part may contain a slash or a space
 */
export function manifestIdentity(manifest: ManifestObject): string {
  const slash = manifest.apiVersion.indexOf('/');
  const group = slash === -1 ? '' : manifest.apiVersion.slice(0, slash + 1);
  const { namespace = '', name } = manifest.metadata;
  // An empty namespace is none, as it is to the cluster.
  return `${group}${manifest.kind} ${namespace === '' ? '' : `${namespace}/`}${name}`;
}
