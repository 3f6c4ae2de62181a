import { type Container, everyContainer, everyPod, type Rule, selects, specsOf } from './rule';

const probePort =
  (probe: 'livenessProbe' | 'readinessProbe' | 'startupProbe') =>
  (container: Container): boolean => {
    const port = (container[probe]?.httpGet ?? container[probe]?.tcpSocket)?.port;
    return port !== undefined && !(container.ports ?? []).some(({ name, containerPort }) => port === name || port === containerPort);
  };

/**
 * The checks of kube-linter that are on by default and about kinds that we emit.
 * @see https://docs.kubelinter.io/#/generated/checks
 */
export const kubeLinterRules: Readonly<Record<string, Rule>> = {
  'dangling-service': ({ object, spec, all }) =>
    object.kind === 'Service' &&
    !all.some((other) =>
      selects(
        spec.selector,
        (other['spec'] as { template?: { metadata?: { labels: Record<string, string> } } } | undefined)?.template?.metadata?.labels ?? {},
      ),
    ),
  'docker-sock': everyPod(({ volumes = [] }) => volumes.some(({ hostPath }) => hostPath !== undefined)),
  'drop-net-raw-capability': everyContainer(
    ({ securityContext }) => !['ALL', 'NET_RAW'].some((capability) => securityContext?.capabilities?.drop?.includes(capability)),
  ),
  'duplicate-env-var': everyContainer(({ env = [] }) => new Set(env.map(({ name }) => name)).size !== env.length),
  'env-var-secret': everyContainer(({ env = [] }) => env.some(({ name, value = '' }) => /secret/i.test(name) && value !== '')),
  'host-ipc': everyPod(({ hostIPC }) => hostIPC === true),
  'host-network': everyPod(({ hostNetwork }) => hostNetwork === true),
  'host-pid': everyPod(({ hostPID }) => hostPID === true),
  'invalid-target-ports': ({ spec }) =>
    (Array.isArray(spec.ports) ? spec.ports : []).some(
      ({ targetPort }) => typeof targetPort === 'string' && !/^(?=.*[a-z])[a-z0-9]([a-z0-9-]{0,13}[a-z0-9])?$/.test(targetPort),
    ),
  'job-ttl-seconds-after-finished': ({ object, spec }) => object.kind === 'Job' && spec.ttlSecondsAfterFinished === undefined,
  'latest-tag': everyContainer(({ image }) => image.endsWith(':latest') || !image.includes(':') || /\/[^:]+$/.test(image)),
  'liveness-port': everyContainer(probePort('livenessProbe')),
  'mismatching-selector': ({ object, spec, podLabels }) =>
    ['Deployment', 'StatefulSet'].includes(object.kind) && !selects(spec.selector?.matchLabels, podLabels),
  'no-anti-affinity': everyPod(({ affinity }, { spec }) => (spec.replicas ?? 1) > 1 && affinity?.podAntiAffinity === undefined),
  'no-read-only-root-fs': everyContainer(({ securityContext }) => securityContext?.readOnlyRootFilesystem !== true),
  'non-existent-service-account': everyPod(
    ({ serviceAccountName = 'default' }, { all }) =>
      !all.some(({ kind, metadata }) => kind === 'ServiceAccount' && metadata.name === serviceAccountName),
  ),
  'pdb-max-unavailable': ({ object, spec }) =>
    object.kind === 'PodDisruptionBudget' && [0, '0%'].some((none) => none === spec.maxUnavailable),
  'pdb-min-available': ({ object, spec, all }) =>
    object.kind === 'PodDisruptionBudget' &&
    typeof spec.minAvailable === 'number' &&
    specsOf('Deployment', all).some(
      ({ replicas = 1, template }) =>
        selects(spec.selector?.matchLabels, template?.metadata?.labels ?? {}) && replicas <= Number(spec.minAvailable),
    ),
  'pdb-unhealthy-pod-eviction-policy': ({ object, spec }) =>
    object.kind === 'PodDisruptionBudget' && spec.unhealthyPodEvictionPolicy === undefined,
  'privilege-escalation-container': everyContainer(({ securityContext }) => securityContext?.allowPrivilegeEscalation !== false),
  'privileged-container': everyContainer(({ securityContext }) => securityContext?.privileged === true),
  'readiness-port': everyContainer(probePort('readinessProbe')),
  'run-as-non-root': everyContainer(({ securityContext }, { pod }) => {
    const effective = { ...pod?.securityContext, ...securityContext };
    return effective.runAsNonRoot !== true || !effective.runAsUser || !effective.runAsGroup;
  }),
  'sensitive-host-mounts': everyPod(({ volumes = [] }) => volumes.some(({ hostPath }) => hostPath !== undefined)),
  'ssh-port': everyContainer(({ ports = [] }) => ports.some(({ containerPort }) => containerPort === 22)),
  'startup-port': everyContainer(probePort('startupProbe')),
  'unsafe-sysctls': everyPod(({ securityContext }) => (securityContext?.sysctls ?? []).length > 0),
  'unset-cpu-requirements': everyContainer(({ resources }) => resources?.requests?.['cpu'] === undefined),
  'unset-memory-requirements': everyContainer(({ resources }) => resources?.limits?.['memory'] === undefined),
};
