import type { ManifestObject } from './manifest-object';

/** Kinds that the objects of other kinds need before they are of use, so that one `kubectl apply` from top to bottom works. */
const FIRST_KINDS = [
  'Namespace',
  'CustomResourceDefinition',
  'ResourceQuota',
  'LimitRange',
  'NetworkPolicy',
  'ServiceAccount',
  'ClusterRole',
  'ClusterRoleBinding',
  'Role',
  'RoleBinding',
  'Secret',
  'ClusterSecretStore',
  'SecretStore',
  'Password',
  'PushSecret',
  'ExternalSecret',
  'SealedSecret',
  'ConfigMap',
  'PersistentVolume',
  'PersistentVolumeClaim',
  'Service',
  'DatabaseRole',
  'Database',
];

/** Kinds that come after every kind not named here: what runs, what scales it, what sends requests to it. */
const LAST_KINDS = [
  'StatefulSet',
  'DaemonSet',
  'Job',
  'CronJob',
  'Deployment',
  'HorizontalPodAutoscaler',
  'PodDisruptionBudget',
  'Gateway',
  'Ingress',
  'HTTPRoute',
  'GRPCRoute',
  'TLSRoute',
  'TCPRoute',
  'UDPRoute',
  'IngressRoute',
];

/** A kind we do not know, such as the operator's resource for a database server, comes after what it may read and before what uses it. */
const UNKNOWN_RANK = FIRST_KINDS.length;
const ranks = new Map([
  ...FIRST_KINDS.map((kind, index) => [kind, index] as const),
  ...LAST_KINDS.map((kind, index) => [kind, UNKNOWN_RANK + 1 + index] as const),
]);

const rankOf = (manifest: ManifestObject): number => ranks.get(manifest.kind) ?? UNKNOWN_RANK;

/** By UTF-16 code unit: the same on every machine, which a locale's order is not. */
const byCodeUnit = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/**
 * Compares two objects of one file: by the order of their kinds, then the kind's name, the namespace (none first), the name and,
 * for two kinds of one name, the API version. Cheap and total: no two different objects are equal, so every input order gives one output.
 *
 * @returns negative if `a` comes first, positive if `b` does, 0 if both name the same object
 */
export function compareManifests(a: ManifestObject, b: ManifestObject): number {
  return (
    rankOf(a) - rankOf(b) ||
    byCodeUnit(a.kind, b.kind) ||
    byCodeUnit(a.metadata.namespace ?? '', b.metadata.namespace ?? '') ||
    byCodeUnit(a.metadata.name, b.metadata.name) ||
    byCodeUnit(a.apiVersion, b.apiVersion)
  );
}

/** The objects in the order they are written and applied; the input is left as it is. Takes O(n log n). */
export function orderManifests(manifests: readonly ManifestObject[]): ManifestObject[] {
  return [...manifests].sort(compareManifests);
}
