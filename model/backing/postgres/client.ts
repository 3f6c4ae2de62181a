import { posix } from 'node:path';
import { type Container, literalVariable, secretVariable, type Variable } from '../../blueprint/container';
import { configVolume, type MountedVolume, secretVolume, temporaryVolume } from '../../blueprint/volumes';
import type { Database, Postgres, UserIds } from '../../platform';

/** The volume with the server's CA certificate; none if connections are not encrypted. */
export function certificateAuthority({ certificateAuthority: authority }: Postgres): MountedVolume[] {
  if (authority === undefined) return [];
  const directory = posix.dirname(authority.path);
  return [
    'secret' in authority
      ? secretVolume('postgres-ca', authority.secret, posix.basename(authority.path), directory)
      : configVolume('postgres-ca', authority.configMap, directory),
  ];
}

/** The server for libpq. PostgreSQL's own programs take no `DATABASE_URL`: they refuse the parameters of other clients. */
function libpqVariables(server: Postgres): Variable[] {
  return [
    literalVariable('PGHOST', server.host),
    literalVariable('PGPORT', String(server.port)),
    ...(server.certificateAuthority === undefined
      ? [literalVariable('PGSSLMODE', 'disable')]
      : [literalVariable('PGSSLMODE', 'verify-full'), literalVariable('PGSSLROOTCERT', server.certificateAuthority.path)]),
  ];
}

/** The login of the service's pods to its own database, for PostgreSQL's programs. */
export function ownLogin({ name, secretName }: Database): Variable[] {
  return login(name, secretName);
}

/** The login of the role that owns the service's database, which is the pods' own unless access is split. */
export function ownerLogin({ name, secretName, split }: Database): Variable[] {
  return login(name, split?.ownerSecretName ?? secretName);
}

function login(name: string, secret: string): Variable[] {
  return [
    literalVariable('PGDATABASE', name),
    secretVariable('PGUSER', secret, 'username'),
    secretVariable('PGPASSWORD', secret, 'password'),
  ];
}

/** The parts of a container of PostgreSQL's client programs that its purpose decides. */
export interface PostgresClientProps {
  readonly name: string;
  readonly command: readonly string[];
  readonly variables: readonly Variable[];
  /**
   * Volumes beside `/tmp` and the CA certificate.
   * @default none
   */
  readonly volumes?: readonly MountedVolume[];
  /**
   * The user of its pod, where that is a service's. PostgreSQL's programs run as any user.
   * @default that of the image
   */
  readonly user?: UserIds;
}

/** A container that runs PostgreSQL's client programs against a server. */
export function postgresClient(
  server: Postgres,
  { name, command, variables, volumes = [], user = server.clientUser }: PostgresClientProps,
): Container {
  return {
    name,
    image: server.clientImage,
    imagePullPolicy: server.clientPullPolicy,
    command,
    args: undefined,
    variables: [...libpqVariables(server), ...variables],
    ports: [],
    probes: undefined,
    stopDelaySeconds: undefined,
    resources: server.clientResources,
    user,
    capabilities: [],
    mounts: [temporaryVolume, ...certificateAuthority(server), ...volumes].map(({ mount }) => mount),
  };
}
