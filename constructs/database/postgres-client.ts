import { posix } from 'node:path';
import type { k8s } from 'cdk8s-plus-28';
import { formatImageReference } from '../../formats';
import type { Database, Postgres, Resources } from '../../model/platform';
import type { Plain } from '../manifest';
import { secretVariable } from '../service/environment';
import { shared } from '../shared-value';
import { containerSecurityContext } from '../service/pod-security';
import { resourceRequirements } from '../service/resource-requirements';
import { configMapVolume, type MountedVolume, secretKeyVolume, temporaryVolume } from '../service/volumes';

/** The volume with the server's CA certificate, where connections are encrypted. */
export function certificateAuthority({ certificateAuthority: ca }: Postgres): MountedVolume[] {
  if (ca === undefined) return [];
  const mountPath = posix.dirname(ca.path);
  return [
    'secret' in ca
      ? secretKeyVolume('postgres-ca', ca.secret, posix.basename(ca.path), mountPath)
      : configMapVolume('postgres-ca', ca.configMap, mountPath),
  ];
}

/** What libpq is told about the server. The tools take no `DATABASE_URL`: they refuse the parameters of other clients. */
export function libpqEnvironment(server: Postgres): Plain<k8s.EnvVar>[] {
  return [
    { name: 'PGHOST', value: server.host },
    { name: 'PGPORT', value: String(server.port) },
    { name: 'PGCONNECT_TIMEOUT', value: '5' },
    ...(server.certificateAuthority === undefined
      ? [{ name: 'PGSSLMODE', value: 'disable' }]
      : [
          { name: 'PGSSLMODE', value: 'verify-full' },
          { name: 'PGSSLROOTCERT', value: server.certificateAuthority.path },
        ]),
  ];
}

/** Every container of the client programs gets the same, so it is written out once. */
const clientRequirements = shared((resources: Resources) => JSON.stringify(resources), resourceRequirements);

/** The login of the service's pods to its own database, for the tools of PostgreSQL. */
export function ownLogin({ name, secretName }: Database): Plain<k8s.EnvVar>[] {
  return login(name, secretName);
}

/** The login of the role that owns the service's database, which is the same one unless access is split. */
export function ownerLogin({ name, secretName, split }: Database): Plain<k8s.EnvVar>[] {
  return login(name, split?.ownerSecretName ?? secretName);
}

function login(name: string, secretName: string): Plain<k8s.EnvVar>[] {
  const credentials = { name: secretName, optional: false };
  return [
    { name: 'PGDATABASE', value: name },
    secretVariable('PGUSER', { ...credentials, key: 'username' }),
    secretVariable('PGPASSWORD', { ...credentials, key: 'password' }),
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
    image: formatImageReference(server.clientImage),
    imagePullPolicy: server.clientPullPolicy,
    command: options.command,
    env: [...libpqEnvironment(server), ...options.env],
    resources: clientRequirements(server.clientResources),
    securityContext: containerSecurityContext(server.clientUser),
    volumeMounts: [temporaryVolume, ...certificateAuthority(server), ...(options.mounts ?? [])].map(({ mount }) => mount),
  };
}
