import { posix } from 'node:path';
import type { k8s } from 'cdk8s-plus-28';
import type { Postgres, UserIds } from '../../model/platform';
import { postgresCaPath } from '../../model/platform-paths';
import type { Plain } from '../manifest';
import { imageText } from '../service/image';
import { containerSecurityContext } from '../service/pod-security';
import { helperRequirements } from '../service/resource-requirements';
import { configMapVolume, type MountedVolume, temporaryVolume } from '../service/volumes';

/** The user `postgres` of the Alpine and of the Debian image. */
const clientUsers = { alpine: { uid: 70, gid: 70 }, debian: { uid: 999, gid: 999 } } satisfies Record<string, UserIds>;

/** The user that a PostgreSQL image's programs run as. */
export function postgresUser({ tag = '' }: { readonly tag: string | undefined }): UserIds {
  return tag.includes('alpine') ? clientUsers.alpine : clientUsers.debian;
}

/** The volume with the server's CA certificate, where connections are encrypted. */
export function certificateAuthority({ caConfigMap }: Postgres): MountedVolume[] {
  return caConfigMap === undefined ? [] : [configMapVolume('postgres-ca', caConfigMap, posix.dirname(postgresCaPath))];
}

/** What libpq is told about the server. The tools take no `DATABASE_URL`: they refuse the parameters of other clients. */
export function libpqEnvironment(server: Postgres): Plain<k8s.EnvVar>[] {
  return [
    { name: 'PGHOST', value: server.host },
    { name: 'PGPORT', value: String(server.port) },
    { name: 'PGCONNECT_TIMEOUT', value: '5' },
    ...(server.caConfigMap === undefined
      ? [{ name: 'PGSSLMODE', value: 'disable' }]
      : [
          { name: 'PGSSLMODE', value: 'verify-full' },
          { name: 'PGSSLROOTCERT', value: postgresCaPath },
        ]),
  ];
}

/**
 * A container that runs PostgreSQL's client programs.
 * @param options.mounts more than `/tmp` and the CA certificate
 */
export function postgresClient(
  server: Postgres,
  options: {
    readonly name: string;
    readonly command: readonly string[];
    readonly env: readonly Plain<k8s.EnvVar>[];
    readonly mounts?: readonly MountedVolume[];
  },
): Plain<k8s.Container> & { readonly name: string } {
  return {
    name: options.name,
    image: imageText(server.clientImage),
    imagePullPolicy: server.clientPullPolicy,
    command: options.command,
    env: [...libpqEnvironment(server), ...options.env],
    resources: helperRequirements,
    securityContext: containerSecurityContext(postgresUser(server.clientImage)),
    volumeMounts: [temporaryVolume, ...certificateAuthority(server), ...(options.mounts ?? [])].map(({ mount }) => mount),
  };
}
