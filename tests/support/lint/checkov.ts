import { everyContainer, everyPod, type Rule, selects, specsOf } from './rule';

const least = 10_000;

/**
 * The policies of checkov about workloads, all of them on by default.
 * @see https://www.checkov.io/5.Policy%20Index/kubernetes.html
 */
export const checkovRules: Readonly<Record<string, Rule>> = {
  CKV_K8S_8: everyPod(
    ({ containers }, { object }) => !object.kind.endsWith('Job') && containers.some(({ livenessProbe }) => livenessProbe === undefined),
  ),
  CKV_K8S_9: everyPod(
    ({ containers }, { object }) => !object.kind.endsWith('Job') && containers.some(({ readinessProbe }) => readinessProbe === undefined),
  ),
  CKV_K8S_10: everyContainer(({ resources }) => resources?.requests?.['cpu'] === undefined),
  CKV_K8S_11: everyContainer(({ resources }) => resources?.limits?.['cpu'] === undefined),
  CKV_K8S_12: everyContainer(({ resources }) => resources?.requests?.['memory'] === undefined),
  CKV_K8S_13: everyContainer(({ resources }) => resources?.limits?.['memory'] === undefined),
  CKV_K8S_14: everyContainer(({ image }) => !image.includes('@') && !/:(?!latest$)[^/]+$/.test(image)),
  CKV_K8S_15: everyContainer(({ image, imagePullPolicy }) => !image.includes('@') && imagePullPolicy !== 'Always'),
  CKV_K8S_16: everyContainer(({ securityContext }) => securityContext?.privileged === true),
  CKV_K8S_17: everyPod(({ hostPID }) => hostPID === true),
  CKV_K8S_18: everyPod(({ hostIPC }) => hostIPC === true),
  CKV_K8S_19: everyPod(({ hostNetwork }) => hostNetwork === true),
  CKV_K8S_20: everyContainer(({ securityContext }) => securityContext?.allowPrivilegeEscalation !== false),
  CKV_K8S_21: ({ object }) => !['Namespace'].includes(object.kind) && [undefined, 'default'].includes(object.metadata.namespace),
  CKV_K8S_22: everyContainer(({ securityContext }) => securityContext?.readOnlyRootFilesystem !== true),
  CKV_K8S_23: everyPod(({ securityContext }) => securityContext?.runAsNonRoot !== true),
  CKV_K8S_25: everyContainer(({ securityContext }) => (securityContext?.capabilities?.add ?? []).length > 0),
  CKV_K8S_26: everyContainer(({ ports = [] }) => ports.some(({ hostPort }) => hostPort !== undefined)),
  CKV_K8S_27: everyPod(({ volumes = [] }) => volumes.some(({ hostPath }) => hostPath !== undefined)),
  CKV_K8S_28: everyContainer(
    ({ securityContext }) => !['ALL', 'NET_RAW'].some((capability) => securityContext?.capabilities?.drop?.includes(capability)),
  ),
  CKV_K8S_29: everyPod(({ securityContext }) => securityContext === undefined),
  CKV_K8S_30: everyContainer(({ securityContext }) => securityContext === undefined),
  CKV_K8S_31: everyPod(({ securityContext }) => securityContext?.seccompProfile?.type !== 'RuntimeDefault'),
  CKV_K8S_35: everyContainer(
    ({ env = [], envFrom = [] }) =>
      env.some(({ valueFrom }) => valueFrom?.secretKeyRef !== undefined) || envFrom.some(({ secretRef }) => secretRef !== undefined),
  ),
  CKV_K8S_37: everyContainer(({ securityContext }) => securityContext?.capabilities?.drop?.includes('ALL') !== true),
  CKV_K8S_38: everyPod(({ automountServiceAccountToken }) => automountServiceAccountToken !== false),
  CKV_K8S_40: everyPod(({ securityContext, containers }) =>
    containers.some((container) => (container.securityContext?.runAsUser ?? securityContext?.runAsUser ?? 0) < least),
  ),
  CKV_K8S_43: everyContainer(({ image }) => !image.includes('@')),
  CKV2_K8S_6: everyPod(
    (_, { podLabels, all }) => !specsOf('NetworkPolicy', all).some(({ podSelector }) => selects(podSelector?.matchLabels, podLabels)),
  ),
};
