import { createHmac } from 'node:crypto';
import { databaseUri } from '../../formats';
import type { EnvironmentOverlay } from '../../registry/schema';
import { backingSecret } from '../backing';
import type { BackingService, Platform, PlatformSecret, PlatformSecretKey, Postgres, SecretForm, SecretSource, Service } from '../platform';
import { compareText } from './order';

/** What the Secrets of a platform are worked out from. */
interface SecretsInput extends Pick<Platform, 'product' | 'environment' | 'services' | 'backing' | 'tools'> {
  readonly secretProvider: EnvironmentOverlay['secrets'];
}

type Owner = PlatformSecret['owner'];
type Keys = Readonly<Record<string, { readonly source: SecretSource; readonly optional?: boolean }>>;
type Want = (name: string, owner: Owner, keys: Keys, form?: SecretForm) => void;

interface Wanted {
  readonly owner: Owner;
  readonly form: SecretForm | undefined;
  readonly keys: Map<string, PlatformSecretKey>;
}

/**
 * What CloudNativePG reads the password of a role from, at once when it changes.
 * @see https://cloudnative-pg.io/documentation/1.30/declarative_role_management/#password-management
 */
const readByOperator: SecretForm = { type: 'kubernetes.io/basic-auth', labels: { 'cnpg.io/reload': 'true' } };

const generated = { source: { kind: 'generated' } } as const;
const known = (value: string): Keys[string] => ({ source: { kind: 'known', value } });

/**
 * Lists every Secret that the manifests refer to, with values when the environment's provider is `development`.
 * @returns by name in code-unit order
 */
export function resolveSecrets(platform: SecretsInput): PlatformSecret[] {
  const wanted = new Map<string, Wanted>();
  const want: Want = (name, owner, keys, form) => {
    // The first owner says what is in it; that there are two is a finding.
    const entry = wanted.get(name) ?? { owner, form, keys: new Map<string, PlatformSecretKey>() };
    wanted.set(name, entry);
    for (const [key, { source, optional = false }] of Object.entries(keys))
      entry.keys.set(key, merge(entry.keys.get(key), { name: key, optional, source }));
  };
  wantBackingSecrets(platform, want);
  for (const service of platform.services) wantServiceSecrets(service, want);
  for (const tool of platform.tools) {
    // An address that can be nobody's: pgAdmin only wants one to log in with.
    if (tool.name === 'pgadmin')
      want(tool.secret, { kind: 'tool', name: tool.name }, { email: known('pgadmin@example.com'), password: generated });
  }
  return [...wanted].sort(([a], [b]) => compareText(a, b)).map(([name, entry]) => toSecret(name, entry, platform));
}

/** Where one reader needs a key, it must be there for all; where one says that somebody else decides its value, nobody makes one up. */
function merge(before: PlatformSecretKey | undefined, next: PlatformSecretKey): PlatformSecretKey {
  if (before === undefined) return next;
  const source = before.source.kind === 'generated' ? next.source : before.source;
  return { name: next.name, optional: before.optional && next.optional, source };
}

function wantBackingSecrets({ services, backing }: SecretsInput, want: Want): void {
  const used = new Set<BackingService['kind'] | Postgres | undefined>(
    services.flatMap(({ database, needs }) => [database?.server, ...needs]),
  );
  for (const server of backing) {
    const secret = backingSecret(server);
    if (secret === undefined || (server.inCluster === undefined && !used.has(server.kind === 'postgres' ? server : server.kind))) continue;
    const keys = Object.entries(secret.keys).map(([key, source]) => [key, { source }] as const);
    want(secret.name, { kind: 'backing', name: server.name }, Object.fromEntries(keys));
  }
}

function wantServiceSecrets(service: Service, want: Want): void {
  const { database } = service;
  if (database?.server !== undefined) {
    const { name: dbname, server } = database;
    const login = (secret: string, username: string): void =>
      want(
        secret,
        { kind: 'service', key: service.key, name: service.name },
        {
          dbname: known(dbname),
          host: known(server.host),
          password: generated,
          port: known(String(server.port)),
          uri: { source: { kind: 'uri' } },
          username: known(username),
        },
        server.provisioning.by === 'operator' ? readByOperator : undefined,
      );
    login(database.secretName, database.role);
    if (database.split !== undefined) login(database.split.ownerSecretName, database.owner);
  }
  for (const variable of service.env) {
    if (variable.kind !== 'secret') continue;
    const { name, key, optional, generate } = variable.secret;
    want(name, { kind: 'shared' }, { [key]: { source: { kind: generate === false ? 'given' : 'generated' }, optional } });
  }
}

function toSecret(name: string, { owner, form, keys }: Wanted, platform: SecretsInput): PlatformSecret {
  const sorted = [...keys.values()].map(withoutInvention).sort((a, b) => compareText(a.name, b.name));
  return { name, owner, form, keys: sorted, data: developmentData(name, sorted, platform) };
}

/** What nobody needs is somebody's real credential or nothing: an invented value would be taken for one. */
function withoutInvention(key: PlatformSecretKey): PlatformSecretKey {
  return key.optional && key.source.kind === 'generated' ? { ...key, source: { kind: 'given' } } : key;
}

function developmentData(
  secret: string,
  keys: readonly PlatformSecretKey[],
  { product, environment, secretProvider }: SecretsInput,
): Record<string, string> | undefined {
  if (secretProvider.provider !== 'development') return undefined;
  const needed = keys.filter(({ optional }) => !optional);
  if (needed.length === 0) return undefined;
  const values = new Map(
    needed.map(({ name, source }) => [
      name,
      source.kind === 'known' ? source.value : developmentValue(secretProvider.seed, [product, environment, secret, name]),
    ]),
  );
  if (needed.some(({ source }) => source.kind === 'uri'))
    values.set(
      'uri',
      databaseUri((key) => values.get(key) ?? ''),
    );
  return Object.fromEntries(values);
}

/** 32 hexadecimal digits: nothing in them needs encoding in a URL. */
function developmentValue(seed: string, scope: readonly string[]): string {
  return createHmac('sha256', seed).update(JSON.stringify(scope)).digest('hex').slice(0, 32);
}
