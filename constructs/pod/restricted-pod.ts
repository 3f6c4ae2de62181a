import type { k8s } from 'cdk8s-plus-28';
import type { Workload } from '../../model/blueprint';
import type { Plain } from '../manifest';
import { podPlacement } from './placement';
import { spread } from './spread';
import { toContainer } from './container';
import { podSecurityContext } from './security';
import { podVolumes } from './volumes';

/**
 * The pods of a workload under Pod Security `restricted`, without a token of the Kubernetes API: every pod of the platform is made here.
 * @param selector the labels by which the workload's pods are told from others, by which they are kept apart
 * @see https://kubernetes.io/docs/concepts/security/pod-security-standards/#restricted
 */
export function restrictedPod(
  { kind, account, lifetime, pod }: Pick<Workload, 'kind' | 'account' | 'lifetime' | 'pod'>,
  selector: Readonly<Record<string, string>>,
): Plain<k8s.PodSpec> {
  const { initContainers } = pod;
  return {
    serviceAccountName: account.name,
    automountServiceAccountToken: false,
    // Variables such as POSTGRES_PORT, which Kubernetes makes up for every Kubernetes Service, collide with real ones.
    enableServiceLinks: false,
    ...(pod.priorityClassName !== undefined && { priorityClassName: pod.priorityClassName }),
    ...((lifetime.kind === 'run-once' || lifetime.kind === 'scheduled') && { restartPolicy: 'Never' }),
    ...(pod.stopSeconds !== undefined && { terminationGracePeriodSeconds: pod.stopSeconds }),
    securityContext: podSecurityContext(
      pod.user,
      pod.volumes.some((volume) => volume.kind === 'claim'),
    ),
    ...podPlacement(pod.placement),
    ...spread(pod, selector, lifetime.kind !== 'stateful'),
    ...(initContainers.length > 0 && { initContainers: initContainers.map((container) => toContainer(container, pod.user, kind)) }),
    containers: pod.containers.map((container) => toContainer(container, pod.user, kind)),
    volumes: podVolumes(pod.volumes),
  };
}
