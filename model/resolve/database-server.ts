import type { Place } from '../../diagnostics';
import { isDns1035Label } from '../../formats';
import type { EnvironmentOverlay } from '../../registry/schema';
import { onlyServerName, postgres } from '../backing/postgres/postgres';
import { postgresMajor } from '../backing/postgres/version';
import type { CertificateAuthority, ImageReference, Postgres, Provisioning } from '../platform';
import type { ResolvedServer } from './backing-services';
import { imageUser, resolveEndpoint } from './endpoint';
import { toImageReference } from './images';
import { helperResources } from './resources';

/**
 * Resolves one PostgreSQL server.
 * @param place where it is declared
 */
export function resolveDatabaseServer(
  name: string,
  input: NonNullable<EnvironmentOverlay['postgres']>,
  { development, images }: Pick<EnvironmentOverlay, 'development' | 'images'>,
  place: Place,
): ResolvedServer<Postgres> {
  const { defaults } = postgres;
  // A name that is no DNS label is reported as that: what would be named after it is not, too.
  const prefix = isDns1035Label(name) ? name : onlyServerName;
  const host = input.provider === 'cloudnative-pg' ? `${clusterPrefix(input.cluster)}-rw` : prefix;
  const { endpoint: end, origins } = resolveEndpoint(input, defaults, host, place);
  const provisioning: Provisioning =
    input.provider === 'cloudnative-pg'
      ? { by: 'operator', cluster: input.cluster }
      : input.provider === 'external' && input.provisioning === 'given'
        ? { by: 'given' }
        : { by: 'init-job', adminSecret: input.adminSecret ?? `${prefix}-admin`, passwordHashing: input.passwordHashing ?? 'server' };
  const clientImage = input.clientImage === undefined ? clientImageBeside(end.inCluster?.image) : toImageReference(input.clientImage);
  const server: Postgres = {
    kind: 'postgres',
    name,
    ...end,
    majorVersion: end.inCluster && postgresMajor(end.inCluster.image),
    provisioning,
    maxConnections: input.maxConnections ?? 100,
    poolSize: input.poolSize ?? 10,
    pooler: input.pooler && {
      host: input.pooler.host,
      port: input.pooler.port ?? 6432,
      poolSize: input.pooler.poolSize ?? 20,
      instances: input.pooler.instances ?? 1,
      preparedStatements: input.pooler.preparedStatements ?? true,
    },
    clientImage,
    clientUser: imageUser(clientImage, defaults),
    // A digest names one build for ever: asking again gets the same.
    clientPullPolicy: images.pullPolicy ?? (development === true || clientImage.digest !== undefined ? 'IfNotPresent' : 'Always'),
    clientResources: helperResources,
    certificateAuthority: certificateAuthority(input, prefix),
  };
  return { server, origins };
}

/**
 * The client is an image of its own: pods wait by it, and Jobs run it, so that one which followed the server would replace them all with each build of the server.
 * Where the server does not come from Docker Hub, the client does neither.
 */
function clientImageBeside(server: ImageReference | undefined): ImageReference {
  const image = toImageReference(postgres.defaults.image);
  return server === undefined || server.repository === image.repository ? image : server;
}

/** A pod has one database, so in all of them the certificate can have the same path. */
const certificatePath = '/var/run/postgres-ca/ca.crt';

function certificateAuthority(input: NonNullable<EnvironmentOverlay['postgres']>, prefix: string): CertificateAuthority | undefined {
  switch (input.provider) {
    case 'in-cluster':
      return undefined;
    case 'external':
      return input.tls?.mode === 'verify-full' ? { configMap: input.tls.caConfigMap ?? `${prefix}-ca`, path: certificatePath } : undefined;
    case 'cloudnative-pg':
      return input.tls?.mode === 'disable'
        ? undefined
        : { secret: input.tls?.caSecret ?? `${clusterPrefix(input.cluster)}-ca`, path: certificatePath };
  }
}

/** A name that no Cluster can have is reported as that: what would be named after it is not, too. */
function clusterPrefix(cluster: string): string {
  return isDns1035Label(cluster) ? cluster : onlyServerName;
}
