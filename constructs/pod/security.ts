import type { k8s } from 'cdk8s-plus-28';
import { deepFreeze, shared } from '../../model/blueprint';
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

/** The security context that Pod Security `restricted` wants of each container by itself. The pod says the rest for all of them. */
const ofEachContainer: Plain<k8s.SecurityContext> = deepFreeze({
  allowPrivilegeEscalation: false,
  capabilities: { drop: ['ALL'] },
  readOnlyRootFilesystem: true,
});

/**
 * A container's security context under Pod Security `restricted`.
 * @param user the user of the container
 * @param ofPod the user of its pod: a container that runs as the same one does not repeat it
 */
export function containerSecurityContext(user: UserIds, ofPod: UserIds): Plain<k8s.SecurityContext> {
  return idsOf(user) === idsOf(ofPod) ? ofEachContainer : ofAnotherUser(user);
}

const ofAnotherUser = shared(idsOf, ({ uid, gid }: UserIds): Plain<k8s.SecurityContext> => ({
  ...ofEachContainer,
  runAsUser: uid,
  runAsGroup: gid,
}));

function idsOf({ uid, gid }: UserIds): string {
  return `${uid}:${gid}`;
}
