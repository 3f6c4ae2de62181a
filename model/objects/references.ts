import type { PathSegment } from '../../diagnostics';
import type { KubernetesObject } from '../platform';
import { listOf, mappingOf, textOf } from './mappings';
import { groupKind, podIn } from './pod';

/** An object of the namespace that another one names. */
export interface ObjectReference {
  readonly kind: 'ServiceAccount' | 'Service' | 'PersistentVolumeClaim' | 'Deployment' | 'StatefulSet';
  readonly name: string;
  /** Where it is named. */
  readonly path: readonly PathSegment[];
}

/** Lists the objects of the namespace that an object names, but for the Secrets and ConfigMaps of its pod. */
export function objectReferences(object: KubernetesObject, namespace: string): ObjectReference[] {
  return [...ofPod(object), ...ofKind(object, namespace)];
}

function ofPod(object: KubernetesObject): ObjectReference[] {
  const pod = podIn(object);
  if (pod === undefined) return [];
  const { path, spec } = pod;
  // The claims that a StatefulSet makes itself are no volumes of its template.
  const claims = listOf(spec['volumes']).flatMap((volume, index) =>
    named('PersistentVolumeClaim', mappingOf(mappingOf(volume)['persistentVolumeClaim'])['claimName'], [
      ...path,
      'volumes',
      index,
      'persistentVolumeClaim',
      'claimName',
    ]),
  );
  return [...named('ServiceAccount', spec['serviceAccountName'], [...path, 'serviceAccountName']), ...claims];
}

function ofKind(object: KubernetesObject, namespace: string): ObjectReference[] {
  const spec = mappingOf(object['spec']);
  switch (groupKind(object)) {
    case 'networking.k8s.io/Ingress':
      return [
        ...named('Service', serviceOf(spec['defaultBackend']), ['spec', 'defaultBackend', 'service', 'name']),
        ...listOf(spec['rules']).flatMap((rule, index) =>
          listOf(mappingOf(mappingOf(rule)['http'])['paths']).flatMap((path, at) =>
            named('Service', serviceOf(mappingOf(path)['backend']), [
              'spec',
              'rules',
              index,
              'http',
              'paths',
              at,
              'backend',
              'service',
              'name',
            ]),
          ),
        ),
      ];
    case 'gateway.networking.k8s.io/HTTPRoute':
    case 'gateway.networking.k8s.io/GRPCRoute':
    case 'gateway.networking.k8s.io/TLSRoute':
    case 'gateway.networking.k8s.io/TCPRoute':
    case 'gateway.networking.k8s.io/UDPRoute':
      return listOf(spec['rules']).flatMap((rule, index) =>
        listOf(mappingOf(rule)['backendRefs']).flatMap((item, at) => {
          const { kind = 'Service', name, namespace: of = namespace } = mappingOf(item);
          return kind === 'Service' && of === namespace ? named('Service', name, ['spec', 'rules', index, 'backendRefs', at, 'name']) : [];
        }),
      );
    case 'autoscaling/HorizontalPodAutoscaler': {
      const { kind, name } = mappingOf(spec['scaleTargetRef']);
      return kind === 'Deployment' || kind === 'StatefulSet' ? named(kind, name, ['spec', 'scaleTargetRef', 'name']) : [];
    }
    case 'rbac.authorization.k8s.io/RoleBinding':
    case 'rbac.authorization.k8s.io/ClusterRoleBinding':
      return listOf(object['subjects']).flatMap((subject, index) => {
        const { kind, name, namespace: of = namespace } = mappingOf(subject);
        return kind === 'ServiceAccount' && of === namespace ? named('ServiceAccount', name, ['subjects', index, 'name']) : [];
      });
    default:
      return [];
  }
}

function serviceOf(backend: unknown): unknown {
  return mappingOf(mappingOf(backend)['service'])['name'];
}

function named(kind: ObjectReference['kind'], name: unknown, path: readonly PathSegment[]): ObjectReference[] {
  const text = textOf(name);
  return text === undefined || text === '' ? [] : [{ kind, name: text, path }];
}

/** The amounts that a container has to say, its `requests` by itself or as its `limits`. */
export function missingAmounts(container: unknown): string[] {
  const { requests, limits } = mappingOf(mappingOf(container)['resources']);
  const has = (amounts: unknown, name: string): boolean => mappingOf(amounts)[name] !== undefined;
  return [
    ...['cpu', 'memory'].flatMap((name) => (has(requests, name) || has(limits, name) ? [] : [`requests.${name}`])),
    ...(has(limits, 'memory') ? [] : ['limits.memory']),
  ];
}
