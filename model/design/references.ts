import { type BackingSecret, backingSecret } from '../backing';
import type { Exposure, Reference, ReferenceOwner, ReferenceUse, Workload } from '../blueprint';
import { placeUnder } from '../origin';
import { type Platform, type PlatformSecretKey, postgresServersOf, type SecretForm, type SecretSource, type Service } from '../platform';
import { compareText } from '../resolve/order';

type Kind = Reference['kind'];
type Keys = Readonly<Record<string, { readonly source: SecretSource; readonly optional?: boolean }>>;

interface Draft {
  readonly kind: Kind;
  readonly name: string;
  readonly from: Reference['from'];
  readonly owner: ReferenceOwner;
  readonly form: SecretForm | undefined;
  readonly types: readonly string[];
  readonly keys: Map<string, PlatformSecretKey>;
  readonly uses: Map<string, Use>;
  /** The first use of each service, backing service or tool. */
  readonly firstUseOf: Map<string | undefined, Use>;
}

type Use = ReferenceUse & { readonly readers: string[] };

/** One thing that is read, with all that is known of it. */
interface Want {
  readonly kind?: Kind;
  readonly name: string;
  readonly from?: Reference['from'];
  readonly owner: ReferenceOwner;
  readonly keys: Keys;
  readonly form?: SecretForm | undefined;
  readonly types?: readonly string[];
  readonly use: Omit<ReferenceUse, 'readers'>;
}

/**
 * What CloudNativePG reads the password of a role from, at once when it changes.
 * @see https://cloudnative-pg.io/documentation/1.30/declarative_role_management/#password-management
 */
const readByOperator: SecretForm = { type: 'kubernetes.io/basic-auth', labels: { 'cnpg.io/reload': 'true' } };

const generated = { source: { kind: 'generated' } } as const;
const given = { source: { kind: 'given' } } as const;
const known = (value: string): Keys[string] => ({ source: { kind: 'known', value } });

/**
 * Lists every Secret and ConfigMap that is read: first those of backing services, so that the first owner says what is in one.
 * @returns by kind and name in code-unit order, ConfigMaps first
 */
export function designReferences(platform: Platform, workloads: readonly Workload[], exposures: readonly Exposure[]): Reference[] {
  const drafts = new Map<string, Draft>();
  const draftOf = (want: Want): Draft => {
    const { kind = 'Secret', name, from = 'provider', owner, form, types = form === undefined ? [] : [form.type] } = want;
    const id = `${kind}/${name}`;
    const draft = drafts.get(id) ?? { kind, name, from, owner, form, types, keys: new Map(), uses: new Map(), firstUseOf: new Map() };
    drafts.set(id, draft);
    return draft;
  };
  const add = (want: Want): void => {
    const { keys, uses, firstUseOf } = draftOf(want);
    for (const [key, { source, optional = false }] of Object.entries(want.keys))
      keys.set(key, merge(keys.get(key), { name: key, optional, source }));
    const id = `${want.use.purpose} ${want.use.of ?? ''}`;
    if (uses.has(id)) return;
    const use = { ...want.use, readers: [] };
    uses.set(id, use);
    if (!firstUseOf.has(use.of)) firstUseOf.set(use.of, use);
  };
  wantBackingSecrets(platform, add);
  for (const service of platform.services) wantServiceSecrets(service, add);
  wantToolSecrets(platform, add);
  wantFromElsewhere(platform, exposures, add);
  wantConfigs(workloads, add);
  addReaders(drafts, workloads, exposures);
  return [...drafts.values()]
    .filter(({ uses }) => [...uses.values()].some(({ purpose, readers }) => purpose !== 'authority' || readers.length > 0))
    .sort((a, b) => compareText(a.kind, b.kind) || compareText(a.name, b.name))
    .map(({ keys, uses, firstUseOf: _, ...draft }) => ({
      ...draft,
      keys: [...keys.values()].map(withoutInvention).sort((a, b) => compareText(a.name, b.name)),
      uses: [...uses.values()],
    }));
}

/** If one reader needs a key, it must be there for all; if one says that others decide its value, the platform makes none up. */
function merge(before: PlatformSecretKey | undefined, next: PlatformSecretKey): PlatformSecretKey {
  if (before === undefined) return next;
  const source = before.source.kind === 'generated' ? next.source : before.source;
  return { name: next.name, optional: before.optional && next.optional, source };
}

/** An optional key is a real credential or absent: an invented value would be taken for a real one. */
function withoutInvention(key: PlatformSecretKey): PlatformSecretKey {
  return key.optional && key.source.kind === 'generated' ? { ...key, source: { kind: 'given' } } : key;
}

function wantBackingSecrets({ services, backing }: Platform, add: (want: Want) => void): void {
  const usedServers = new Set(services.map(({ database }) => database?.server));
  const needs = new Set(services.flatMap((service) => service.needs));
  for (const server of backing) {
    const secret: BackingSecret | undefined = backingSecret(server);
    const isUsed = server.inCluster !== undefined || (server.kind === 'postgres' ? usedServers.has(server) : needs.has(server.kind));
    if (secret === undefined || !isUsed) continue;
    add({
      name: secret.name,
      owner: { kind: 'backing', name: server.name },
      keys: Object.fromEntries(Object.entries(secret.keys).map(([key, source]) => [key, { source }])),
      use: {
        purpose: server.kind === 'postgres' ? 'admin-login' : 'backing-login',
        of: server.name,
        place: placeUnder(server.place, secret.field),
      },
    });
  }
}

function wantServiceSecrets(service: Service, add: (want: Want) => void): void {
  const { key, name, database, origins } = service;
  if (database?.server !== undefined) {
    const { name: dbname, server } = database;
    const login = (secret: string, username: string, purpose: ReferenceUse['purpose']): void =>
      add({
        name: secret,
        owner: { kind: 'service', key, name },
        keys: {
          dbname: known(dbname),
          host: known(server.host),
          password: generated,
          port: known(String(server.port)),
          uri: { source: { kind: 'uri' } },
          username: known(username),
        },
        form: server.provisioning.by === 'operator' ? readByOperator : undefined,
        use: { purpose, of: key, place: origins.hostname.place },
      });
    login(database.secretName, database.role, 'database-login');
    if (database.split !== undefined) login(database.split.ownerSecretName, database.owner, 'owner-login');
  }
  for (const variable of service.env) {
    if (variable.kind !== 'secret') continue;
    const { secret, origin } = variable;
    add({
      name: secret.name,
      owner: { kind: 'shared' },
      keys: { [secret.key]: { source: { kind: secret.generate === false ? 'given' : 'generated' }, optional: secret.optional } },
      use: { purpose: 'variable', of: key, place: origin.place },
    });
  }
}

function wantToolSecrets({ tools }: Platform, add: (want: Want) => void): void {
  for (const tool of tools) {
    if (tool.name !== 'pgadmin') continue;
    add({
      name: tool.secret,
      owner: { kind: 'tool', name: tool.name },
      // An address that belongs to no person: pgAdmin only wants one to log in with.
      keys: { email: known('pgadmin@example.com'), password: generated },
      use: { purpose: 'tool-login', of: tool.name, place: placeUnder(tool.place, 'secret') },
    });
  }
}

/** Pull Secrets, certificates and CA certificates, which the platform's provider of Secrets does not bring. The CA of a server that no pod talks to is not read. */
function wantFromElsewhere(
  { imagePullSecrets, ingress, sources, ...platform }: Platform,
  exposures: readonly Exposure[],
  add: (want: Want) => void,
): void {
  const shared = { owner: { kind: 'shared' }, from: 'elsewhere' } as const;
  for (const [index, name] of imagePullSecrets.entries()) {
    add({
      ...shared,
      name,
      keys: { '.dockerconfigjson': given },
      types: ['kubernetes.io/dockerconfigjson'],
      use: { purpose: 'image-pull', of: undefined, place: placeUnder(sources.overlay, 'images', 'pullSecrets', index) },
    });
  }
  const certificate = exposures.find((exposure) => exposure.certificate !== undefined)?.certificate;
  if (certificate !== undefined && ingress !== undefined) {
    add({
      ...shared,
      name: certificate,
      keys: { 'tls.crt': given, 'tls.key': given },
      types: ['kubernetes.io/tls'],
      use: { purpose: 'certificate', of: undefined, place: placeUnder(ingress.place, 'tls', 'secretName') },
    });
  }
  for (const { name: of, certificateAuthority, place } of postgresServersOf(platform)) {
    if (certificateAuthority === undefined) continue;
    const [kind, name, field] =
      'secret' in certificateAuthority
        ? (['Secret', certificateAuthority.secret, 'caSecret'] as const)
        : (['ConfigMap', certificateAuthority.configMap, 'caConfigMap'] as const);
    add({ ...shared, kind, name, keys: { 'ca.crt': given }, use: { purpose: 'authority', of, place: placeUnder(place, 'tls', field) } });
  }
}

/** What the manifests themselves bring: variables and files of workloads. */
function wantConfigs(workloads: readonly Workload[], add: (want: Want) => void): void {
  for (const { configs, description, service, place } of workloads) {
    for (const { name, data } of configs) {
      add({
        kind: 'ConfigMap',
        name,
        from: 'manifests',
        owner:
          service === undefined
            ? { kind: 'tool', name: description.instance }
            : { kind: 'service', key: service, name: description.instance },
        keys: Object.fromEntries(Object.entries(data).map(([key]) => [key, given])),
        use: { purpose: 'configuration', of: service ?? description.instance, place },
      });
    }
  }
}

/** Each use is told who reads what: the workload of that service, backing service or tool, or else all readers. */
function addReaders(drafts: ReadonlyMap<string, Draft>, workloads: readonly Workload[], exposures: readonly Exposure[]): void {
  const read = (kind: Kind, name: string, id: string, of: string | undefined): void => {
    const draft = drafts.get(`${kind}/${name}`);
    const [first] = draft?.uses.values() ?? [];
    const use = draft?.firstUseOf.get(of) ?? first;
    if (use !== undefined && use.readers.at(-1) !== id) use.readers.push(id);
  };
  for (const { id, service, description, pod } of workloads) {
    const of = service ?? description.instance;
    for (const { variables, variablesFrom } of [...pod.initContainers, ...pod.containers]) {
      if (variablesFrom !== undefined) read('ConfigMap', variablesFrom, id, of);
      for (const variable of variables) if (variable.kind === 'secret') read('Secret', variable.secret.name, id, of);
    }
    for (const volume of pod.volumes) {
      if (volume.kind === 'config') read('ConfigMap', volume.config, id, of);
      if (volume.kind === 'secret') read('Secret', volume.secret, id, of);
      if (volume.kind === 'projected') for (const { kind, name } of volume.sources) read(kind, name, id, of);
    }
  }
  for (const { id, certificate } of exposures) if (certificate !== undefined) read('Secret', certificate, id, undefined);
}
