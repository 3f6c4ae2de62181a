import type { ManifestObject } from './manifest-object';

/** Kinds that objects of other kinds need, so that one `kubectl apply` from top to bottom works. */
const FIRST_KINDS = [
  'Namespace',
  'CustomResourceDefinition',
  'ResourceQuota',
  'LimitRange',
  'NetworkPolicy',
  'CiliumNetworkPolicy',
  'FQDNNetworkPolicy',
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

/** Kinds that come after every kind not named here: workloads, their autoscalers, and the routes to them. */
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

/** The rank of an unknown kind, such as an operator's resource for a database server: after the objects that it may read, before those that use it. */
const UNKNOWN_RANK = FIRST_KINDS.length;
const ranks = new Map([
  ...FIRST_KINDS.map((kind, index) => [kind, index] as const),
  ...LAST_KINDS.map((kind, index) => [kind, UNKNOWN_RANK + 1 + index] as const),
]);

const rankOf = (manifest: ManifestObject): number => ranks.get(manifest.kind) ?? UNKNOWN_RANK;

/** By UTF-16 code unit: the same on every machine, unlike the order of a locale. */
const byCodeUnit = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/**
 * Compares two objects of one file: by the order of their kinds, then the kind's name, the namespace (none first), the name and,
 * for two kinds of one name, the API version. The order is total: no two different objects are equal, so every input order gives one output.
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

/** Sorts objects into the order in which they are written and applied. The input stays unchanged. Takes O(n log n). */
export function orderManifests(manifests: readonly ManifestObject[]): ManifestObject[] {
  return [...manifests].sort(compareManifests);
}
