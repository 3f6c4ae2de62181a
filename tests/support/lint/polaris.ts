import type { ManifestObject } from '../../../output';
import { everyContainer, everyPod, type Rule, selects, specsOf } from './rule';

const sensitive =
  /password|token|bearer|secret|^AWS_SECRET_ACCESS_KEY$|^GOOGLE_APPLICATION_CREDENTIALS$|^AZURE_.+KEY$|^OCI_CLI_KEY_CONTENT$/i;
const privateKey = /\s*-BEGIN\s+.*PRIVATE KEY-\s*/i;
const dangerous = ['ALL', 'SYS_ADMIN', 'NET_ADMIN'];

function instanceOf({ metadata }: ManifestObject): string | undefined {
  return (metadata.labels as Record<string, string> | undefined)?.['app.kubernetes.io/instance'];
}

/**
 * The checks of polaris that are on by default and about kinds that we emit.
 * @see https://github.com/FairwindsOps/polaris/blob/master/pkg/config/default.yaml
 */
export const polarisRules: Readonly<Record<string, Rule>> = {
  deploymentMissingReplicas: ({ object, spec }) => object.kind === 'Deployment' && (spec.replicas ?? 0) < 2,
  priorityClassNotSet: everyPod(({ priorityClassName }) => priorityClassName === undefined),
  tagNotSpecified: everyContainer(({ image }) => !image.includes(':') || image.endsWith(':latest')),
  pullPolicyNotAlways: everyContainer(({ imagePullPolicy }) => imagePullPolicy !== 'Always'),
  readinessProbeMissing: everyPod(
    ({ containers }, { object }) => !object.kind.endsWith('Job') && containers.some(({ readinessProbe }) => readinessProbe === undefined),
  ),
  livenessProbeMissing: everyPod(
    ({ containers }, { object }) => !object.kind.endsWith('Job') && containers.some(({ livenessProbe }) => livenessProbe === undefined),
  ),
  metadataAndInstanceMismatched: everyPod((_, { object }) => instanceOf(object) !== object.metadata.name),
  pdbDisruptionsIsZero: ({ object, spec }) =>
    object.kind === 'PodDisruptionBudget' &&
    ['100%', 0, '0%'].some((none) => none === spec.maxUnavailable || (none === '100%' && none === spec.minAvailable)),
  // polaris accepts any budget that shares one label with the pod, also the budget of a neighbour. The content of an object must not depend on its neighbours.
  missingPodDisruptionBudget: ({ object, podLabels, all }) =>
    object.kind === 'Deployment' && !specsOf('PodDisruptionBudget', all).some(({ selector }) => selects(selector?.matchLabels, podLabels)),
  topologySpreadConstraint: everyPod(
    ({ topologySpreadConstraints = [] }, { object }) => !object.kind.endsWith('Job') && topologySpreadConstraints.length === 0,
  ),
  hpaMaxAvailability: ({ object, spec }) => object.kind === 'HorizontalPodAutoscaler' && (spec.maxReplicas ?? 0) <= (spec.minReplicas ?? 0),
  hpaMinAvailability: ({ object, spec }) => object.kind === 'HorizontalPodAutoscaler' && (spec.minReplicas ?? 2) < 2,
  cpuRequestsMissing: everyPod(({ containers }) => containers.some(({ resources }) => resources?.requests?.['cpu'] === undefined)),
  cpuLimitsMissing: everyPod(({ containers }) => containers.some(({ resources }) => resources?.limits?.['cpu'] === undefined)),
  memoryRequestsMissing: everyPod(({ containers }) => containers.some(({ resources }) => resources?.requests?.['memory'] === undefined)),
  memoryLimitsMissing: everyPod(({ containers }) => containers.some(({ resources }) => resources?.limits?.['memory'] === undefined)),
  automountServiceAccountToken: everyPod(({ automountServiceAccountToken }) => automountServiceAccountToken !== false),
  hostIPCSet: everyPod(({ hostIPC }) => hostIPC === true),
  hostPIDSet: everyPod(({ hostPID }) => hostPID === true),
  hostNetworkSet: everyPod(({ hostNetwork }) => hostNetwork === true),
  hostPathSet: everyPod(({ volumes = [] }) => volumes.some(({ hostPath }) => hostPath !== undefined)),
  hostPortSet: everyContainer(({ ports = [] }) => ports.some(({ hostPort }) => hostPort !== undefined)),
  procMount: everyContainer(({ securityContext }) => ![undefined, 'Default'].includes(securityContext?.procMount)),
  linuxHardening: everyContainer(
    ({ securityContext }) => securityContext?.capabilities?.drop === undefined && securityContext?.seccompProfile === undefined,
  ),
  missingNetworkPolicy: everyPod(
    (_, { podLabels, all }) => !specsOf('NetworkPolicy', all).some(({ podSelector }) => selects(podSelector?.matchLabels, podLabels)),
  ),
  notReadOnlyRootFilesystem: everyContainer(({ securityContext }) => securityContext?.readOnlyRootFilesystem !== true),
  privilegeEscalationAllowed: everyContainer(({ securityContext }) => securityContext?.allowPrivilegeEscalation !== false),
  runAsRootAllowed: everyContainer(({ securityContext }, { pod }) => {
    const effective = { ...pod?.securityContext, ...securityContext };
    return effective.runAsNonRoot !== true || effective.runAsUser === 0;
  }),
  runAsPrivileged: everyContainer(({ securityContext }) => securityContext?.privileged === true),
  dangerousCapabilities: everyContainer(({ securityContext }) =>
    dangerous.some((capability) => securityContext?.capabilities?.add?.includes(capability)),
  ),
  insecureCapabilities: everyContainer(({ securityContext }) => securityContext?.capabilities?.drop?.includes('ALL') !== true),
  tlsSettingsMissing: ({ object, spec }) => object.kind === 'Ingress' && spec.tls === undefined,
  sensitiveContainerEnvVar: everyContainer(({ env = [] }) =>
    env.some(({ name, value }) => value !== undefined && (sensitive.test(name) || privateKey.test(value))),
  ),
  sensitiveConfigmapContent: ({ object }) =>
    object.kind === 'ConfigMap' &&
    Object.entries((object['data'] ?? {}) as Record<string, string>).some(
      ([name, value]) => sensitive.test(name) || privateKey.test(value),
    ),
};
