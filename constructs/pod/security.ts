import type { k8s } from 'cdk8s-plus-28';
import { deepFreeze, shared } from '../../model/blueprint';
import type { UserIds } from '../../model/platform';
import type { Plain } from '../manifest';

/**
 * A pod's security context under Pod Security `restricted`.
 * @param user the user of the pod
 * @param keepsFiles whether one of its volumes outlasts it. How the owner of files is changed means nothing for any other volume.
 * @see https://kubernetes.io/docs/concepts/security/pod-security-standards/#restricted
 * @see https://kubernetes.io/docs/tasks/configure-pod-container/security-context/#configure-volume-permission-and-ownership-change-policy-for-pods
 */
export function podSecurityContext(user: UserIds, keepsFiles: boolean): Plain<k8s.PodSecurityContext> {
  return keepsFiles ? withFiles(user) : withoutFiles(user);
}

const withFiles = shared(idsOf, (user: UserIds) => contextOf(user, { fsGroupChangePolicy: 'OnRootMismatch' }));
const withoutFiles = shared(idsOf, (user: UserIds) => contextOf(user, {}));

function contextOf({ uid, gid }: UserIds, policy: Pick<k8s.PodSecurityContext, 'fsGroupChangePolicy'>): Plain<k8s.PodSecurityContext> {
  return { runAsNonRoot: true, runAsUser: uid, runAsGroup: gid, fsGroup: gid, ...policy, seccompProfile: { type: 'RuntimeDefault' } };
}

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
