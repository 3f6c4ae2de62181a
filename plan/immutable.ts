import type { KubernetesObject } from '../model';
import { mappingOf } from '../model/objects/mappings';
import { groupKind } from '../model/objects/pod';
import type { ServiceField } from '../model/origin';
import type { Pair } from './comparison';
import { sameValue, titleOf, valueAt } from './objects';
import { placeOfField } from './places';
import { planRule } from './rule';

/** A field that the API server lets nobody change, with the value that it has where nothing is said. */
type Fixed = readonly [field: string, fallback?: unknown];

/**
 * Fields that never change, by API group and kind, beside selectors, volumes and the names of databases, which have findings of their own.
 * @see https://kubernetes.io/docs/reference/kubernetes-api/
 */
const fixedFields: ReadonlyMap<string, readonly Fixed[]> = new Map(
  Object.entries({
    'apps/StatefulSet': [['spec.serviceName'], ['spec.podManagementPolicy', 'OrderedReady']],
    'batch/Job': [
      ['spec.template'],
      ['spec.completionMode', 'NonIndexed'],
      ['spec.completions', 1],
      ['spec.podFailurePolicy'],
      ['spec.backoffLimitPerIndex'],
      ['spec.successPolicy'],
      ['spec.managedBy'],
    ],
    'v1/Secret': [['type', 'Opaque']],
    'rbac.authorization.k8s.io/RoleBinding': [['roleRef']],
    'rbac.authorization.k8s.io/ClusterRoleBinding': [['roleRef']],
    'scheduling.k8s.io/PriorityClass': [['value'], ['preemptionPolicy', 'PreemptLowerPriority']],
    // By the rules of the operator's own definitions.
    'postgresql.cnpg.io/Database': [['spec.cluster'], ['spec.encoding'], ['spec.template']],
    'postgresql.cnpg.io/DatabaseRole': [['spec.cluster'], ['spec.name']],
  }),
);

/** The fields of the registry that fields which never change follow from. */
const inputFields: Readonly<Record<string, ServiceField>> = { 'spec.podManagementPolicy': 'podManagement' };

/** Reports changes of fields that never change. */
export const upgradeImmutable = planRule('upgrade-immutable', (comparison, report) => {
  for (const pair of comparison.pairs) {
    const { before, now } = pair;
    if (isMadeAnew(now)) continue;
    for (const field of changedFields(pair))
      report({ object: titleOf(before), field }, placeOfField(comparison, now, { service: [inputFields[field] ?? 'hostname'] }));
  }
});

function changedFields(pair: Pair): string[] {
  const { before, now } = pair;
  const fixed = (fixedFields.get(groupKind(before)) ?? []).flatMap(([field, fallback]) =>
    sameValue(valueAt(before, field) ?? fallback, valueAt(now, field) ?? fallback) ? [] : [field],
  );
  if (groupKind(before) === 'v1/Service' && changesAddress(pair)) fixed.push('spec.clusterIP');
  if (['v1/ConfigMap', 'v1/Secret'].includes(groupKind(before)) && before['immutable'] === true)
    fixed.push(
      ...(now['immutable'] === true ? [] : ['immutable']),
      ...['data', 'binaryData', 'stringData'].filter((field) => !sameValue(before[field], now[field])),
    );
  return fixed;
}

/** Whether a Kubernetes Service would lose its address, get one, or get another. One that is the name of an outside host has none. */
function changesAddress({ before, now }: Pair): boolean {
  if ([before, now].some((service) => valueAt(service, 'spec.type') === 'ExternalName')) return false;
  const [from, to] = [before, now].map((service) => valueAt(service, 'spec.clusterIP') ?? '');
  return from !== to;
}

/** Whether Argo CD deletes an object before it makes it again. */
export function isMadeAnew({ metadata }: KubernetesObject): boolean {
  const annotations = mappingOf(metadata['annotations']);
  const [hook, policy = 'BeforeHookCreation'] = [
    annotations['argocd.argoproj.io/hook'],
    annotations['argocd.argoproj.io/hook-delete-policy'],
  ];
  return hook !== undefined && typeof policy === 'string' && policy.includes('BeforeHookCreation');
}
