import type { ManifestObject } from '../../../output';

/**
 * The order of kinds within a wave; a kind that is not named comes last.
 * @see https://github.com/argoproj/argo-cd/blob/v3.5.7/gitops-engine/pkg/sync/sync_tasks.go
 */
const kindOrder = [
  'Namespace',
  'NetworkPolicy',
  'ResourceQuota',
  'LimitRange',
  'PodSecurityPolicy',
  'PodDisruptionBudget',
  'ServiceAccount',
  'Secret',
  'SecretList',
  'ConfigMap',
  'StorageClass',
  'PersistentVolume',
  'PersistentVolumeClaim',
  'CustomResourceDefinition',
  'ClusterRole',
  'ClusterRoleList',
  'ClusterRoleBinding',
  'ClusterRoleBindingList',
  'Role',
  'RoleList',
  'RoleBinding',
  'RoleBindingList',
  'Service',
  'DaemonSet',
  'Pod',
  'ReplicationController',
  'ReplicaSet',
  'Deployment',
  'HorizontalPodAutoscaler',
  'StatefulSet',
  'Job',
  'CronJob',
  'IngressClass',
  'Ingress',
  'APIService',
];

const rankOf = ({ kind }: ManifestObject): number => {
  const rank = kindOrder.indexOf(kind);
  return rank === -1 ? kindOrder.length : rank;
};

/** The wave of an object: of its tree, or among the other Applications if it is one. */
export function waveOf({ metadata }: Pick<ManifestObject, 'metadata'>): number {
  return Number((metadata['annotations'] as Record<string, string> | undefined)?.['argocd.argoproj.io/sync-wave'] ?? 0);
}

/** Puts objects into the order in which one sync applies them: by wave, then by kind, then by name. */
export function inSyncOrder(objects: readonly ManifestObject[]): ManifestObject[] {
  const byName = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
  return [...objects].sort((a, b) => waveOf(a) - waveOf(b) || rankOf(a) - rankOf(b) || byName(a.metadata.name, b.metadata.name));
}

/** A name for an object, and for a reference to one. */
export function titleOf({ kind, metadata }: Pick<ManifestObject, 'kind' | 'metadata'>): string {
  return `${kind}/${metadata.name}`;
}

/** What an object refers to: what has to be there when it is applied, and what may come a moment later, which its controller watches. */
export interface ObjectReferences {
  readonly needs: readonly string[];
  readonly leadsTo: readonly string[];
}

type Mapping = Readonly<Record<string, unknown>>;

/** The field of each kind of reference, with the kind that it leads to. */
const needed: Readonly<Record<string, readonly [kind: string, field: string]>> = {
  secretKeyRef: ['Secret', 'name'],
  secretRef: ['Secret', 'name'],
  secret: ['Secret', 'secretName'],
  passwordSecret: ['Secret', 'name'],
  configMapKeyRef: ['ConfigMap', 'name'],
  configMapRef: ['ConfigMap', 'name'],
  configMap: ['ConfigMap', 'name'],
  persistentVolumeClaim: ['PersistentVolumeClaim', 'claimName'],
  generatorRef: ['Password', 'name'],
};

const targets: ReadonlySet<string> = new Set(['parentRefs', 'targetRefs', 'scaleTargetRef']);

/** Finds references by the shape of their fields, whatever kind of object they are in. */
export function referencesOf(object: ManifestObject): ObjectReferences {
  const needs = new Set<string>();
  const leadsTo = new Set<string>();
  const read = (field: string, value: Mapping): void => {
    const known = needed[field];
    const name = known === undefined ? undefined : (value[known[1]] ?? (field === 'secret' ? value['name'] : undefined));
    if (known !== undefined && typeof name === 'string' && value['optional'] !== true) {
      needs.add(`${known[0]}/${name}`);
      if (known[0] === 'Secret') leadsTo.add(`Certified/${name}`);
    }
    if (field === 'service' && typeof value['name'] === 'string' && value['port'] !== undefined) leadsTo.add(`Service/${value['name']}`);
    if (field === 'backendRefs') leadsTo.add(`Service/${String(value['name'])}`);
    if (targets.has(field) && (value['namespace'] === undefined || value['namespace'] === object.metadata.namespace))
      leadsTo.add(`${typeof value['kind'] === 'string' ? value['kind'] : 'Gateway'}/${String(value['name'])}`);
  };
  const walk = (value: unknown, field: string): void => {
    if (Array.isArray(value)) return value.forEach((item) => walk(item, field));
    if (typeof value !== 'object' || value === null) {
      if (field === 'serviceAccountName' && value !== 'default') needs.add(`ServiceAccount/${String(value)}`);
      return;
    }
    read(field, value as Mapping);
    for (const [key, inner] of Object.entries(value)) walk(inner, key);
  };
  walk(object['spec'], 'spec');
  if (object.metadata.namespace !== undefined) needs.add(`Namespace/${object.metadata.namespace}`);
  const middlewares = (object.metadata['annotations'] as Record<string, string> | undefined)?.[
    'traefik.ingress.kubernetes.io/router.middlewares'
  ];
  for (const name of middlewares?.split(',') ?? [])
    leadsTo.add(`Middleware/${name.replace(`${String(object.metadata.namespace)}-`, '').replace('@kubernetescrd', '')}`);
  return { needs: [...needs], leadsTo: [...leadsTo] };
}

/** What is there once an object is: itself, and the Secret that is made of it. */
export function providedBy(object: ManifestObject): string[] {
  const spec = (object['spec'] ?? {}) as Mapping;
  switch (object.kind) {
    case 'ExternalSecret':
      return [titleOf(object), `Secret/${(spec['target'] as { readonly name?: string } | undefined)?.name ?? object.metadata.name}`];
    case 'SealedSecret':
      return [titleOf(object), `Secret/${object.metadata.name}`];
    case 'Certificate':
      // Made by a controller, some time after: pods wait for it, so that it must not be in a later wave than they.
      return [titleOf(object), `Certified/${String(spec['secretName'])}`];
    default:
      return [titleOf(object)];
  }
}
