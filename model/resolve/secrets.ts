import { createHmac } from 'node:crypto';
import type { Platform, PlatformSecret, Service } from '../platform';
import { compareText } from './order';

/** What the Secrets of a platform are worked out from. */
type SecretsInput = Pick<Platform, 'product' | 'environment' | 'services' | 'postgres' | 'redis' | 'rabbitmq' | 'tools' | 'secretProvider'>;

interface Wanted {
  owner: PlatformSecret['owner'];
  /** Values that are known from the registry; the others are credentials. */
  readonly known: ReadonlyMap<string, string>;
  readonly keys: Set<string>;
}

/**
 * Lists every Secret that the manifests refer to, with values when the environment's provider is `development`.
 * @returns by name in code-unit order
 */
export function resolveSecrets(platform: SecretsInput): PlatformSecret[] {
  const wanted = new Map<string, Wanted>();
  const want = (name: string, owner: PlatformSecret['owner'], known: Record<string, string>, keys: readonly string[]): void => {
    const entry = wanted.get(name);
    if (entry === undefined) wanted.set(name, { owner, known: new Map(Object.entries(known)), keys: new Set(keys) });
    // The first owner says what is in it; that there are two is a finding.
    else for (const key of keys) entry.keys.add(key);
  };
  wantBackingSecrets(platform, want);
  for (const service of platform.services) wantServiceSecrets(service, platform, want);
  for (const tool of platform.tools) {
    // An address that can be nobody's: pgAdmin only wants one to log in with.
    if (tool.name === 'pgadmin') want(tool.secret, { kind: 'tool', name: tool.name }, { email: 'pgadmin@example.com' }, ['email', 'password']);
  }
  return [...wanted].sort(([a], [b]) => compareText(a, b)).map(([name, entry]) => toSecret(name, entry, platform));
}

type Want = (name: string, owner: PlatformSecret['owner'], known: Record<string, string>, keys: readonly string[]) => void;

function wantBackingSecrets({ services, postgres, redis, rabbitmq }: SecretsInput, want: Want): void {
  const owner = (name: string): PlatformSecret['owner'] => ({ kind: 'backing', name });
  if (postgres !== undefined && (postgres.inCluster !== undefined || services.some(({ database }) => database !== undefined))) {
    want(postgres.adminSecret, owner('postgres'), { username: 'postgres' }, ['username', 'password']);
  }
  if (redis?.inCluster !== undefined) want(redis.secret, owner('redis'), {}, ['password']);
  if (rabbitmq?.inCluster !== undefined) want(rabbitmq.secret, owner('rabbitmq'), { username: 'app' }, ['username', 'password']);
}

function wantServiceSecrets(service: Service, { postgres }: SecretsInput, want: Want): void {
  const { database } = service;
  if (database !== undefined && postgres !== undefined) {
    const login = (name: string, username: string): void => {
      const known = { dbname: database.name, host: postgres.host, port: String(postgres.port), username };
      want(name, { kind: 'service', key: service.key, name: service.name }, known, ['dbname', 'host', 'password', 'port', 'uri', 'username']);
    };
    login(database.secretName, database.role);
    if (database.split !== undefined) login(database.split.ownerSecretName, database.owner);
  }
  for (const variable of service.env) {
    // What is optional is somebody's real credential or nothing: an invented value would be taken for one.
    if (variable.kind === 'secret' && !variable.secret.optional) want(variable.secret.name, { kind: 'shared' }, {}, [variable.secret.key]);
  }
}

function toSecret(name: string, { owner, known, keys }: Wanted, platform: SecretsInput): PlatformSecret {
  const sorted = [...keys].sort(compareText);
  if (platform.secretProvider.provider !== 'development') return { name, owner, keys: sorted, data: undefined };
  const { seed } = platform.secretProvider;
  const data = new Map<string, string>();
  const isDatabase = known.has('dbname');
  for (const key of sorted) {
    // The URI is put together last, from the others.
    data.set(key, known.get(key) ?? (isDatabase && key === 'uri' ? '' : developmentValue(seed, [platform.product, platform.environment, name, key])));
  }
  if (isDatabase) {
    data.set('uri', `postgresql://${data.get('username')}:${data.get('password')}@${data.get('host')}:${data.get('port')}/${data.get('dbname')}`);
  }
  return { name, owner, keys: sorted, data: Object.fromEntries(data) };
}

/** 32 hexadecimal digits: nothing in them needs encoding in a URL. */
function developmentValue(seed: string, scope: readonly string[]): string {
  return createHmac('sha256', seed).update(JSON.stringify(scope)).digest('hex').slice(0, 32);
}
