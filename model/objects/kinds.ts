import type { Stage } from '../blueprint';
import { groupKind, podIn } from './pod';
import type { KubernetesObject } from '../platform';

/** Kinds of Kubernetes that belong to the whole cluster, with their API groups. */
const clusterKinds: ReadonlySet<string> = new Set([
  'v1/Namespace',
  'v1/Node',
  'v1/PersistentVolume',
  'admissionregistration.k8s.io/MutatingWebhookConfiguration',
  'admissionregistration.k8s.io/ValidatingAdmissionPolicy',
  'admissionregistration.k8s.io/ValidatingAdmissionPolicyBinding',
  'admissionregistration.k8s.io/ValidatingWebhookConfiguration',
  'apiextensions.k8s.io/CustomResourceDefinition',
  'apiregistration.k8s.io/APIService',
  'flowcontrol.apiserver.k8s.io/FlowSchema',
  'flowcontrol.apiserver.k8s.io/PriorityLevelConfiguration',
  'gateway.networking.k8s.io/GatewayClass',
  'networking.k8s.io/IngressClass',
  'node.k8s.io/RuntimeClass',
  'rbac.authorization.k8s.io/ClusterRole',
  'rbac.authorization.k8s.io/ClusterRoleBinding',
  'scheduling.k8s.io/PriorityClass',
  'snapshot.storage.k8s.io/VolumeSnapshotClass',
  'storage.k8s.io/CSIDriver',
  'storage.k8s.io/StorageClass',
]);

/** Whether an object belongs to the whole cluster. Kinds of operators do where their names say so, as `ClusterIssuer` does. */
export function isClusterScoped(object: Pick<KubernetesObject, 'apiVersion' | 'kind'>): boolean {
  return clusterKinds.has(groupKind(object)) || /^Cluster(?:Issuer|SecretStore|ExternalSecret|Policy|ImageCatalog|Role)$/.test(object.kind);
}

/** Kinds of the cluster that a platform may have one of its own of, under a name that no other platform has. */
const ownClusterKinds: ReadonlySet<string> = new Set([
  'v1/PersistentVolume',
  'rbac.authorization.k8s.io/ClusterRole',
  'rbac.authorization.k8s.io/ClusterRoleBinding',
  'scheduling.k8s.io/PriorityClass',
]);

/** Whether a platform may carry an object of the whole cluster. */
export function isOwnOfPlatform(object: KubernetesObject, namespace: string): boolean {
  return ownClusterKinds.has(groupKind(object)) && object.metadata.name.startsWith(`${namespace}-`);
}

const stages: ReadonlyMap<string, Stage> = new Map(
  Object.entries({
    ServiceAccount: 'configuration',
    Role: 'configuration',
    RoleBinding: 'configuration',
    ClusterRole: 'configuration',
    ClusterRoleBinding: 'configuration',
    ConfigMap: 'configuration',
    NetworkPolicy: 'configuration',
    CiliumNetworkPolicy: 'configuration',
    FQDNNetworkPolicy: 'configuration',
    ResourceQuota: 'configuration',
    LimitRange: 'configuration',
    PriorityClass: 'configuration',
    PersistentVolume: 'configuration',
    PersistentVolumeClaim: 'configuration',
    SecretStore: 'configuration',
    Issuer: 'configuration',
    Secret: 'secrets',
    ExternalSecret: 'secrets',
    SealedSecret: 'secrets',
    PodDisruptionBudget: 'workload',
    HorizontalPodAutoscaler: 'autoscaling',
    ScaledObject: 'autoscaling',
    Ingress: 'routes',
    Gateway: 'routes',
    HTTPRoute: 'routes',
    GRPCRoute: 'routes',
    TLSRoute: 'routes',
    TCPRoute: 'routes',
    UDPRoute: 'routes',
    IngressRoute: 'routes',
    // Healthy once it has a certificate, which may need the routes.
    Certificate: 'routes',
  }),
);

/** When an object of a kind is applied, unless it says so itself. */
export function stageOf(object: KubernetesObject): Stage {
  return podIn(object) === undefined ? (stages.get(object.kind) ?? 'workload') : 'workload';
}
