import type { Container, Workload } from '../../blueprint';

/** Something that is written, and that Kubernetes has not always had. */
export interface KubernetesFeature {
  /** In words that start a sentence. */
  readonly feature: string;
  /** The minor version in which it is on by default. */
  readonly since: number;
  /** Whether an older API server leaves it out and goes on without harm; otherwise it refuses the object, or the workload does not work. */
  readonly ignored: boolean;
  readonly usedBy: (workload: Workload) => boolean;
}

function containersOf({ pod }: Workload): readonly Container[] {
  return [...pod.initContainers, ...pod.containers];
}

/** Everything that is written and newer than Kubernetes 1.23, the newest first. */
export const kubernetesFeatures: readonly KubernetesFeature[] = [
  {
    /** @see https://kubernetes.io/docs/concepts/containers/container-lifecycle-hooks/ */
    feature: '`lifecycle.preStop.sleep`, the pause before a stop,',
    since: 30,
    ignored: false,
    usedBy: (workload) => containersOf(workload).some(({ stopDelaySeconds }) => stopDelaySeconds !== undefined),
  },
  {
    /** @see https://kubernetes.io/docs/concepts/workloads/pods/sidecar-containers/ */
    feature: '`restartPolicy: Always` of an init container, a sidecar,',
    since: 29,
    ignored: false,
    usedBy: (workload) => containersOf(workload).some(({ sidecar }) => sidecar === true),
  },
  {
    /** @see https://kubernetes.io/docs/concepts/scheduling-eviction/topology-spread-constraints/ */
    feature: '`matchLabelKeys` of spread constraints',
    since: 27,
    ignored: true,
    usedBy: ({ pod, lifetime }) => pod.spread !== false && lifetime.kind === 'replicated',
  },
  {
    /** @see https://kubernetes.io/docs/tasks/run-application/configure-pdb/ */
    feature: '`unhealthyPodEvictionPolicy` of a PodDisruptionBudget',
    since: 27,
    ignored: true,
    usedBy: ({ lifetime, pods }) => lifetime.kind === 'replicated' && pods.least > 1,
  },
  {
    /** @see https://kubernetes.io/docs/concepts/workloads/controllers/statefulset/#persistentvolumeclaim-retention */
    feature: '`persistentVolumeClaimRetentionPolicy` of a StatefulSet',
    since: 27,
    ignored: true,
    usedBy: ({ lifetime }) => lifetime.kind === 'stateful',
  },
  {
    /** @see https://kubernetes.io/docs/concepts/workloads/controllers/job/#pod-failure-policy */
    feature: '`podFailurePolicy` of a Job, by which drains are no failures,',
    since: 26,
    ignored: true,
    usedBy: ({ lifetime }) => lifetime.kind === 'run-once' || lifetime.kind === 'scheduled',
  },
  {
    /** @see https://kubernetes.io/docs/concepts/workloads/controllers/cron-jobs/#time-zones */
    feature: '`timeZone` of a CronJob',
    since: 25,
    ignored: false,
    usedBy: ({ lifetime }) => lifetime.kind === 'scheduled',
  },
  {
    /** @see https://kubernetes.io/docs/tasks/configure-pod-container/configure-liveness-readiness-startup-probes/#define-a-grpc-liveness-probe */
    feature: 'A gRPC probe',
    since: 24,
    ignored: false,
    usedBy: (workload) =>
      containersOf(workload).some(({ probes }) =>
        [probes?.startup, probes?.ready, probes?.live].some((probe) => probe !== undefined && 'grpc' in probe.check),
      ),
  },
];
