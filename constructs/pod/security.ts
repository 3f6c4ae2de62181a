import type { k8s } from 'cdk8s-plus-28';
import { shared } from '../../model/blueprint';
import type { UserIds } from '../../model/platform';
import type { Plain } from '../manifest';

/**
 * A pod's security context under Pod Security `restricted`.
 * @see https://kubernetes.io/docs/concepts/security/pod-security-standards/#restricted
 */
export const podSecurityContext = shared(idsOf, ({ uid, gid }: UserIds): Plain<k8s.PodSecurityContext> => ({
  runAsNonRoot: true,
  runAsUser: uid,
  runAsGroup: gid,
  fsGroup: gid,
  fsGroupChangePolicy: 'OnRootMismatch',
  seccompProfile: { type: 'RuntimeDefault' },
}));

/**
 * A container's security context under Pod Security `restricted`. It repeats what the pod says, because an init
 * container may run as another user, and because many linters look here alone.
 */
export const containerSecurityContext = shared(idsOf, ({ uid, gid }: UserIds): Plain<k8s.SecurityContext> => ({
  allowPrivilegeEscalation: false,
  capabilities: { drop: ['ALL'] },
  privileged: false,
  readOnlyRootFilesystem: true,
  runAsNonRoot: true,
  runAsUser: uid,
  runAsGroup: gid,
  seccompProfile: { type: 'RuntimeDefault' },
}));

function idsOf({ uid, gid }: UserIds): string {
  return `${uid}:${gid}`;
}
