import type { LintConcern } from './concern';
import type { LintedContainer, LintedObject } from './linted-object';

/** Below it, a number may be that of a user of the node. */
const leastHighId = 10_000;

const instanceLabel = 'app.kubernetes.io/instance';

/** Labels of pods that CloudNativePG and cert-manager make. */
const operatedLabel = /^(?:cnpg\.io|acme\.cert-manager\.io)\//;

/** Names that polaris takes for those of credentials. */
const sensitiveName =
  /password|token|bearer|secret|^AWS_SECRET_ACCESS_KEY$|^GOOGLE_APPLICATION_CREDENTIALS$|^AZURE_.+KEY$|^OCI_CLI_KEY_CONTENT$/i;

const imageUser = { concern: 'image-user', reason: 'runs as the user of its image, to whom the files in it belong' } as const;
const cpuLimit = {
  concern: 'cpu-limit',
  reason: 'no CPU limit by choice: it would slow the pod down on a node that has time to spare',
} as const;
const onePod = {
  concern: 'one-pod',
  reason: 'one pod by choice: nothing to spread, and a disruption budget would forbid every drain',
} as const;
const kept = {
  concern: 'spread',
  reason: 'its topology spread constraints keep its pods apart, on nodes and in zones',
} as const;
const pullPolicy = {
  concern: 'pull-policy',
  reason: 'a restart must not need the image registry, so an image that is there is not pulled again',
} as const;

const liveness = { concern: 'liveness', reason: 'slow is not dead: a restart would only make it slower' } as const;

/**
 * Every decision of ours that a linter's default rules object to. What is not here has to be right: an objection without an entry is a
 * defect of the manifests, or of this list.
 */
export const lintConcerns: readonly LintConcern[] = [
  {
    concern: 'network-policy',
    reason: 'this environment declares no NetworkPolicy',
    when: ({ pod, isolated }) => pod !== undefined && !isolated,
    kubeScore: ['pod-networkpolicy'],
    polaris: ['missingNetworkPolicy'],
    checkov: ['CKV2_K8S_6'],
  },
  {
    concern: 'operated-pods',
    reason: 'the pods that it selects are made by an operator, and stand in no manifest',
    when: ({ kind, spec }) =>
      kind === 'NetworkPolicy' && Object.keys(spec.podSelector?.matchLabels ?? {}).some((label) => operatedLabel.test(label)),
    kubeScore: ['networkpolicy-targets-pod'],
  },
  {
    ...imageUser,
    when: ({ pod, containers }) =>
      containers.some(
        ({ securityContext }) =>
          isLow(securityContext?.runAsUser ?? pod?.securityContext?.runAsUser) ||
          isLow(securityContext?.runAsGroup ?? pod?.securityContext?.runAsGroup),
      ),
    kubeScore: ['container-security-context-user-group-id'],
  },
  {
    ...imageUser,
    when: ({ pod }) =>
      pod?.containers.some(({ securityContext }) => isLow(securityContext?.runAsUser ?? pod.securityContext?.runAsUser)) === true,
    checkov: ['CKV_K8S_40'],
  },
  {
    concern: 'linux-capability',
    reason: 'the program in its image carries the capability, and does not start where it may not have it',
    when: ({ containers }) => containers.some(({ securityContext }) => securityContext?.capabilities?.add !== undefined),
    checkov: ['CKV_K8S_25'],
  },
  {
    concern: 'secret-variables',
    reason: 'the programs in its images read credentials from environment variables',
    when: ({ containers }) => containers.some(({ env }) => env?.some(({ valueFrom }) => valueFrom?.secretKeyRef !== undefined)),
    checkov: ['CKV_K8S_35'],
  },
  {
    concern: 'image-tag',
    reason: 'its images are pinned by tag, not all of them by digest',
    when: ({ containers }) => containers.some(({ image }) => !hasDigest(image)),
    checkov: ['CKV_K8S_43'],
  },
  {
    ...pullPolicy,
    when: ({ containers }) => containers.some(({ imagePullPolicy }) => imagePullPolicy === 'IfNotPresent'),
    kubeScore: ['container-image-pull-policy'],
    polaris: ['pullPolicyNotAlways'],
  },
  {
    ...pullPolicy,
    when: ({ containers }) => containers.some(({ image, imagePullPolicy }) => imagePullPolicy === 'IfNotPresent' && !hasDigest(image)),
    checkov: ['CKV_K8S_15'],
  },
  {
    ...cpuLimit,
    when: ({ containers }) => containers.some(isUnlimited),
    kubeScore: ['container-resources'],
    checkov: ['CKV_K8S_11'],
  },
  {
    ...cpuLimit,
    when: ({ pod }) => pod?.containers.some(isUnlimited) === true,
    polaris: ['cpuLimitsMissing'],
  },
  {
    concern: 'priority',
    reason: 'no PriorityClass is named for it',
    when: ({ pod }) => pod !== undefined && pod.priorityClassName === undefined,
    polaris: ['priorityClassNotSet'],
  },
  {
    concern: 'autoscaled',
    reason: 'its HorizontalPodAutoscaler sets the number of pods',
    when: ({ kind, spec }) => kind === 'Deployment' && spec.replicas === undefined,
    polaris: ['deploymentMissingReplicas'],
  },
  {
    concern: 'autoscaled',
    reason: 'its HorizontalPodAutoscaler sets the number of pods',
    when: ({ kind, spec: { minReplicas, maxReplicas } }) => kind === 'HorizontalPodAutoscaler' && minReplicas === maxReplicas,
    polaris: ['hpaMaxAvailability'],
  },
  {
    ...onePod,
    when: ({ kind, spec }) => kind === 'Deployment' && spec.replicas !== undefined && spec.replicas < 2,
    polaris: ['deploymentMissingReplicas'],
  },
  {
    ...onePod,
    when: ({ kind, spec, called }) => kind === 'Deployment' && called && spec.replicas !== undefined && spec.replicas < 2,
    kubeScore: ['deployment-replicas'],
  },
  {
    ...onePod,
    when: ({ kind, budgeted }) => kind === 'Deployment' && !budgeted,
    polaris: ['missingPodDisruptionBudget'],
  },
  {
    ...onePod,
    when: ({ kind, spec, budgeted }) => kind === 'Deployment' && spec.replicas === undefined && !budgeted,
    kubeScore: ['deployment-has-poddisruptionbudget'],
  },
  {
    ...onePod,
    when: (object) => ['Deployment', 'StatefulSet'].includes(object.kind) && !isSpread(object),
    polaris: ['topologySpreadConstraint'],
  },
  {
    ...onePod,
    when: ({ kind, spec }) => kind === 'HorizontalPodAutoscaler' && (spec.minReplicas ?? 1) < 2,
    kubeScore: ['horizontalpodautoscaler-replicas'],
    polaris: ['hpaMinAvailability'],
  },
  {
    ...kept,
    when: (object) => object.kind === 'Deployment' && isSpread(object) && (object.spec.replicas ?? 2) > 1,
    kubeScore: ['deployment-has-host-podantiaffinity'],
  },
  {
    ...kept,
    when: (object) => object.kind === 'StatefulSet' && isSpread(object) && (object.spec.replicas ?? 2) > 1,
    kubeScore: ['statefulset-has-host-podantiaffinity'],
  },
  {
    ...kept,
    when: (object) => isSpread(object) && (object.spec.replicas ?? 1) > 1,
    kubeLinter: ['no-anti-affinity'],
  },
  {
    concern: 'recreate',
    reason: 'no two of its pods may run at once',
    when: ({ kind, spec, called }) => kind === 'Deployment' && called && spec.strategy?.type === 'Recreate',
    kubeScore: ['deployment-strategy'],
  },
  {
    concern: 'kept-job',
    reason: 'named by its content: once gone, it would differ from the tree, and run again',
    when: ({ kind, spec }) => kind === 'Job' && spec.ttlSecondsAfterFinished === undefined,
    kubeLinter: ['job-ttl-seconds-after-finished'],
  },
  {
    ...liveness,
    when: ({ kind, pod, called }) =>
      pod !== undefined && called && !endsByItself(kind) && pod.containers.some(({ livenessProbe }) => livenessProbe === undefined),
    kubeScore: ['pod-probes'],
  },
  {
    ...liveness,
    when: ({ kind, pod }) =>
      pod !== undefined && !endsByItself(kind) && pod.containers.some(({ livenessProbe }) => livenessProbe === undefined),
    polaris: ['livenessProbeMissing'],
    checkov: ['CKV_K8S_8'],
  },
  {
    concern: 'readiness',
    reason: 'nothing calls it, or nothing can be asked whether it is ready',
    when: ({ kind, pod }) =>
      pod !== undefined && !endsByItself(kind) && pod.containers.some(({ readinessProbe }) => readinessProbe === undefined),
    polaris: ['readinessProbeMissing'],
    checkov: ['CKV_K8S_9'],
  },
  {
    concern: 'one-check',
    reason: 'it has one check; it is restarted later than it is taken out, after more failures',
    when: ({ kind, pod }) => pod !== undefined && !endsByItself(kind) && pod.containers.some(asksTheSame),
    kubeScore: ['pod-probes-identical'],
  },
  {
    concern: 'instance',
    reason: 'belongs to the instance that its label names',
    when: ({ pod, name, labels: { [instanceLabel]: instance } }) => pod !== undefined && instance !== undefined && instance !== name,
    polaris: ['metadataAndInstanceMismatched'],
  },
  {
    concern: 'plain-http',
    reason: 'this environment names no TLS certificate for its routes',
    when: ({ kind, spec }) => kind === 'Ingress' && spec.tls === undefined,
    polaris: ['tlsSettingsMissing'],
  },
  {
    concern: 'setting-name',
    reason: 'named like a credential but holds none: credentials in plain configuration are refused',
    when: ({ containers }) =>
      containers.some(({ env = [] }) => env.some(({ name, value }) => value !== undefined && sensitiveName.test(name))),
    polaris: ['sensitiveContainerEnvVar'],
  },
  {
    concern: 'setting-name',
    reason: 'named like a credential but holds none: credentials in plain configuration are refused',
    when: ({ containers }) => containers.some(({ env = [] }) => env.some(({ name, value }) => value !== undefined && /secret/i.test(name))),
    kubeLinter: ['env-var-secret'],
  },
];

/** Whether the pods of a kind run to their end, so that nothing asks for their health. */
function endsByItself(kind: string): boolean {
  return kind === 'Job' || kind === 'CronJob';
}

function isLow(id: number | undefined): boolean {
  return id !== undefined && id < leastHighId;
}

function isUnlimited({ resources }: LintedContainer): boolean {
  return resources?.limits?.['cpu'] === undefined;
}

function hasDigest(image: string | undefined): boolean {
  return image?.includes('@') === true;
}

function isSpread({ pod }: LintedObject): boolean {
  return pod?.topologySpreadConstraints !== undefined;
}

/** Whether liveness asks what readiness asks: kube-score compares path and port, the port, or the command. */
function asksTheSame({ livenessProbe: live, readinessProbe: ready }: LintedContainer): boolean {
  if (live === undefined || ready === undefined) return false;
  if (live.httpGet && ready.httpGet) return live.httpGet.path === ready.httpGet.path && live.httpGet.port === ready.httpGet.port;
  if (live.tcpSocket && ready.tcpSocket) return live.tcpSocket.port === ready.tcpSocket.port;
  return live.exec !== undefined && JSON.stringify(live.exec) === JSON.stringify(ready.exec);
}
