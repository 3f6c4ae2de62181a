import type { Place } from '../../diagnostics';
import { backingSecret, messageKind, usedBackingServices } from '../backing';
import { clusterSecrets } from '../backing/postgres/cluster-names';
import {
  type Blueprint,
  brokerTopologyId,
  type Container,
  type Exposure,
  type ForeignObject,
  type Reference,
  type ReferenceOwner,
  type ReferenceUse,
  type SharedConfig,
  type Workload,
} from '../blueprint';
import { placeOf, placeUnder } from '../origin';
import {
  backingOf,
  type BackingService,
  helpersOf,
  type Platform,
  type PlatformSecretKey,
  postgresServersOf,
  type SecretForm,
  type SecretSource,
  type Service,
  pathOf,
} from '../platform';
import { compareText } from '../resolve/order';
import { broughtSecrets } from './brought-secrets';
import { foreignReads, type ForeignReads, foreignUses } from './foreign-references';

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
  /** The uses of each service, backing service or tool. */
  readonly usesOf: Map<string | undefined, Use[]>;
}

/** The drafts of each `kind/name`: one a bringer. */
type Named = Map<string, Draft[]>;

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
 * The form of a Secret from which CloudNativePG reads the password of a role, at once when it changes.
 * @see https://cloudnative-pg.io/documentation/1.30/declarative_role_management/#password-management
 */
const readByOperator: SecretForm = { type: 'kubernetes.io/basic-auth', labels: { 'cnpg.io/reload': 'true' } };

const generated = { source: { kind: 'generated' } } as const;
const given = { source: { kind: 'given' } } as const;
const known = (value: string): Keys[string] => ({ source: { kind: 'known', value } });

/** All that may read. */
interface Reading extends Pick<Blueprint, 'workloads' | 'sharedConfigs' | 'exposures' | 'foreign'> {
  readonly platform: Platform;
}

/**
 * Lists every Secret and ConfigMap that is read: first those of backing services, so that the first owner says what is in one.
 * @returns by kind and name in code-unit order, ConfigMaps first
 */
export function designReferences({ platform, workloads, sharedConfigs, exposures, foreign }: Reading): Reference[] {
  const drafts: Draft[] = [];
  const named: Named = new Map();
  const brought = broughtBy(platform, foreign);
  const draftOf = (want: Omit<Want, 'keys' | 'use'>): Draft => {
    const { kind = 'Secret', name, owner, form, types = form === undefined ? [] : [form.type] } = want;
    const id = `${kind}/${name}`;
    const from = brought.get(id) ?? want.from ?? 'provider';
    // A Secret of the provider's and one from elsewhere stay two, also under one name: neither side can bring the keys of the other.
    const same = named.get(id);
    const before = same?.find((other) => other.from === from);
    if (before !== undefined) return before;
    const draft: Draft = { kind, name, from, owner, form, types, keys: new Map(), uses: new Map(), usesOf: new Map() };
    drafts.push(draft);
    if (same === undefined) named.set(id, [draft]);
    else same.push(draft);
    return draft;
  };
  const add = (want: Want): void => {
    const draft = draftOf(want);
    for (const name in want.keys) {
      const { source, optional = false } = want.keys[name]!;
      addKey(draft, { name, optional, source });
    }
    addUse(draft, want.use);
  };
  wantBackingSecrets(platform, add);
  wantExternalSecrets(platform, add);
  wantBrokerLogins(platform, add);
  for (const service of platform.services) {
    wantLogins(platform, service, add);
    wantVariables(service, draftOf);
    wantSecretFiles(platform, service, draftOf);
  }
  wantToolSecrets(platform, add);
  wantFromElsewhere(platform, exposures, add);
  addReaders(platform, named, workloads, exposures);
  const configs = configReferences(workloads, sharedConfigs);
  addForeign(foreign, { named, configs, draftOf });
  const references = drafts.filter(isRead).map(toReference);
  return [...references, ...configs.values()].sort((x, y) => compareText(x.kind, y.kind) || compareText(x.name, y.name));
}

function toReference({ kind, name, from, owner, form, types, keys, uses }: Draft): Reference {
  const sorted = Array.from(keys.values(), withoutInvention).sort((a, b) => compareText(a.name, b.name));
  return { kind, name, from, owner, form, types, keys: sorted, uses: [...uses.values()] };
}

/** If one reader needs a key, it must be there for all; if one says that others decide its value, the platform makes none up. */
function addKey({ keys }: Draft, next: PlatformSecretKey): void {
  const before = keys.get(next.name);
  if (before === undefined) {
    keys.set(next.name, next);
    return;
  }
  const source = before.source.kind === 'generated' ? next.source : before.source;
  const optional = before.optional && next.optional;
  if (source !== before.source || optional !== before.optional) keys.set(next.name, { name: next.name, optional, source });
}

function addUse({ uses, usesOf }: Draft, { purpose, of, place }: Omit<ReferenceUse, 'readers'>): void {
  const id = `${purpose} ${of ?? ''}`;
  if (uses.has(id)) return;
  const use: Use = { purpose, of, readers: [], place };
  uses.set(id, use);
  const others = usesOf.get(of);
  if (others === undefined) usesOf.set(of, [use]);
  else others.push(use);
}

const bringers: readonly Reference['from'][] = ['provider', 'elsewhere', 'manifests'];

/** The CA of a server that no pod talks to is not read. */
function isRead({ uses }: Draft): boolean {
  for (const { purpose, readers } of uses.values()) if (purpose !== 'authority' || readers.length > 0) return true;
  return false;
}

/** An optional key is a real credential or absent: an invented value would be taken for a real one. */
function withoutInvention(key: PlatformSecretKey): PlatformSecretKey {
  return key.optional && key.source.kind === 'generated' ? { ...key, source: { kind: 'given' } } : key;
}

function wantBackingSecrets(platform: Platform, add: (want: Want) => void): void {
  const { services, backing } = platform;
  const used = new Set(usedBackingServices(backing, services));
  for (const server of backing) {
    const secret = backingSecret(server);
    if (secret === undefined || (server.inCluster === undefined && (!used.has(server) || hasOwnLogins(platform, server)))) continue;
    add({
      name: secret.name,
      owner: { kind: 'backing', name: server.name },
      keys: Object.fromEntries(Object.entries(secret.keys).map(([key, source]) => [key, { source }])),
      use: {
        purpose: server.kind === 'postgres' ? 'admin-login' : 'backing-login',
        of: server.name,
        place: placeOf(platform, ...pathOf(server), secret.field),
      },
    });
  }
}

/** Whether each service logs in to a server as a user of its own, so that outside the cluster nobody uses the login of the server. */
function hasOwnLogins({ services }: Platform, { kind }: BackingService): boolean {
  return kind === messageKind && services.some(({ brokerSecret }) => brokerSecret !== undefined);
}

/** The logins of services to the broker. In the cluster the user has the name of the service; elsewhere its administrator decides on it. */
function wantBrokerLogins(platform: Platform, add: (want: Want) => void): void {
  const broker = backingOf(platform, messageKind);
  if (broker === undefined) return;
  const isGiven = broker.inCluster === undefined;
  for (const { key, name, brokerSecret } of platform.services) {
    if (brokerSecret === undefined) continue;
    add({
      name: brokerSecret,
      owner: { kind: 'service', key, name },
      keys: { password: isGiven ? given : generated, username: isGiven ? given : known(name) },
      use: { purpose: 'broker-login', of: key, place: placeOf(platform, 'services', key, 'hostname') },
    });
  }
}

/** The use of a login to an external belongs to it, whatever services and servers are called. */
function externalOwner(name: string): string {
  return `external/${name}`;
}

/** The logins to externals. Of one that runs elsewhere others decide all of it. */
function wantExternalSecrets(platform: Platform, add: (want: Want) => void): void {
  const used = new Set(platform.services.flatMap(({ externals }) => externals));
  for (const { name, service, secret, keys, place } of platform.externals) {
    if (secret === undefined || !used.has(name)) continue;
    const keyOf = (key: string): Keys[string] => (service === undefined ? given : key === 'username' ? known(name) : generated);
    add({
      name: secret,
      owner: sharedOwner,
      keys: Object.fromEntries(keys.map((key) => [key, keyOf(key)])),
      use: { purpose: 'external-login', of: externalOwner(name), place: placeUnder(place, 'secret') },
    });
  }
}

/** The logins to a service's database: that of its pods, and with split access that of the owner. */
function wantLogins(platform: Platform, { key, name, database }: Service, add: (want: Want) => void): void {
  if (database?.server !== undefined) {
    const { name: dbname, server } = database;
    const isGiven = database.provisioning?.by === 'given';
    const login = (secret: string, username: string, purpose: ReferenceUse['purpose']): void =>
      add({
        name: secret,
        owner: { kind: 'service', key, name },
        keys: {
          dbname: known(dbname),
          host: known(server.host),
          password: isGiven ? given : generated,
          port: known(String(server.port)),
          uri: { source: { kind: 'uri' } },
          username: isGiven ? given : known(username),
        },
        form: database.provisioning?.by === 'operator' ? readByOperator : undefined,
        use: { purpose, of: key, place: placeOf(platform, 'services', key, 'hostname') },
      });
    login(database.secretName, database.role, 'database-login');
    if (database.split !== undefined) login(database.split.ownerSecretName, database.owner, 'owner-login');
  }
}

const sharedOwner: ReferenceOwner = { kind: 'shared' };
const randomSource: SecretSource = { kind: 'generated' };
const givenSource: SecretSource = { kind: 'given' };

/** The Secrets that a service's variables are filled from. */
function wantVariables(service: Service, draftOf: (want: Pick<Want, 'name' | 'owner'>) => Draft): void {
  const { key: of } = service;
  let draft: Draft | undefined;
  for (const variable of [...service.env, ...helpersOf(service).flatMap(({ env }) => env)]) {
    if (variable.kind !== 'secret') continue;
    const { secret, origin } = variable;
    // Mostly several in a row are filled from one Secret.
    if (draft?.name !== secret.name) {
      draft = draftOf({ name: secret.name, owner: sharedOwner });
      addUse(draft, { purpose: 'variable', of, place: origin.place });
    }
    addKey(draft, { name: secret.key, optional: secret.optional, source: secret.generate === false ? givenSource : randomSource });
  }
}

/** The Secrets that a service's files out of Secrets are filled from. */
function wantSecretFiles(
  platform: Platform,
  { key: of, secretFiles }: Service,
  draftOf: (want: Pick<Want, 'name' | 'owner'>) => Draft,
): void {
  for (const { path, secret } of secretFiles) {
    const draft = draftOf({ name: secret.name, owner: sharedOwner });
    addKey(draft, { name: secret.key, optional: false, source: secret.generate === false ? givenSource : randomSource });
    addUse(draft, { purpose: 'files', of, place: placeOf(platform, 'services', of, 'secretFiles', path) });
  }
}

function wantToolSecrets(platform: Platform, add: (want: Want) => void): void {
  for (const tool of platform.tools) {
    if (tool.name !== 'pgadmin') continue;
    add({
      name: tool.secret,
      owner: { kind: 'tool', name: tool.name },
      // An address that belongs to no person: pgAdmin only wants one to log in with.
      keys: { email: known('pgadmin@example.com'), password: generated },
      use: { purpose: 'tool-login', of: tool.name, place: placeOf(platform, 'tools', tool.name, 'secret') },
    });
  }
}

/** Pull Secrets, certificates and CA certificates, which the platform's provider of Secrets does not bring. The CA of a server that no pod talks to is not read. */
function wantFromElsewhere(platform: Platform, exposures: readonly Exposure[], add: (want: Want) => void): void {
  const { imagePullSecrets, routing } = platform;
  const shared = { owner: { kind: 'shared' }, from: 'elsewhere' } as const;
  for (const [index, name] of imagePullSecrets.entries()) {
    add({
      ...shared,
      name,
      keys: { '.dockerconfigjson': given },
      types: ['kubernetes.io/dockerconfigjson'],
      use: { purpose: 'image-pull', of: undefined, place: placeOf(platform, 'images', 'pullSecrets', index) },
    });
  }
  // What cert-manager writes has to be brought by nobody.
  const issued = routing?.tls?.issuer !== undefined;
  for (const certificate of new Set(exposures.flatMap(({ tls }) => tls?.certificate ?? []))) {
    add({
      ...shared,
      ...(issued && { from: 'manifests' }),
      name: certificate,
      keys: { 'tls.crt': given, 'tls.key': given },
      types: ['kubernetes.io/tls'],
      use: { purpose: 'certificate', of: undefined, place: placeUnder(routing?.place ?? platform.sources.overlay, 'tls', 'secretName') },
    });
  }
  for (const server of postgresServersOf(platform)) {
    const { name: of, certificateAuthority } = server;
    if (certificateAuthority === undefined) continue;
    const [kind, name, field] =
      'secret' in certificateAuthority
        ? (['Secret', certificateAuthority.secret, 'caSecret'] as const)
        : (['ConfigMap', certificateAuthority.configMap, 'caConfigMap'] as const);
    add({
      ...shared,
      kind,
      name,
      keys: { 'ca.crt': given },
      use: { purpose: 'authority', of, place: placeOf(platform, ...pathOf(server), 'tls', field) },
    });
  }
}

/** The texts that the manifests themselves bring: files of workloads. */
function configReferences(workloads: readonly Workload[], sharedConfigs: readonly SharedConfig[]): Map<string, Reference> {
  const readers = new Map<string, string[]>();
  for (const { id, pod } of workloads) {
    const read = (name: string): void => {
      const ids = readers.get(name);
      if (ids === undefined) readers.set(name, [id]);
      else if (ids.at(-1) !== id) ids.push(id);
    };
    for (const volume of pod.volumes) if (volume.kind === 'config') read(volume.config);
  }
  const reference = (name: string, owner: ReferenceOwner, of: string | undefined, place: Place): [string, Reference] => {
    const use: ReferenceUse = { purpose: 'configuration', of, readers: readers.get(name) ?? [], place };
    return [name, { kind: 'ConfigMap', name, from: 'manifests', owner, form: undefined, types: [], keys: [], uses: [use] }];
  };
  return new Map([
    ...sharedConfigs.map(({ config, place }) => reference(config.name, sharedOwner, undefined, place)),
    ...workloads.flatMap(({ configs, description: { instance }, kind, service, place }) => {
      const owner: ReferenceOwner =
        service === undefined
          ? { kind: kind === 'server' ? 'backing' : 'tool', name: instance }
          : { kind: 'service', key: service, name: instance };
      return configs.map(({ name }) => reference(name, owner, service ?? instance, place));
    }),
  ]);
}

/**
 * Adds the workloads and exposures that read to each use: a workload to the uses of its service, of the database server that it logs in to, of the backing
 * services that it needs, or of itself.
 */
function addReaders(platform: Platform, named: Named, workloads: readonly Workload[], exposures: readonly Exposure[]): void {
  const purposesOf = new Map(
    platform.services.map((service) => [
      service.key,
      [service.key, service.database?.server?.name, ...service.needs, ...service.externals.map(externalOwner)],
    ]),
  );
  // A server in the cluster is called by its host.
  const serverNames = new Map(platform.backing.map(({ host, name }) => [host, name]));
  const read = (kind: Kind, name: string, id: string, of: readonly (string | undefined)[], isMeant: (use: Use) => boolean): void => {
    for (const { usesOf } of named.get(`${kind}/${name}`) ?? []) {
      for (const owner of of) {
        for (const use of usesOf.get(owner) ?? []) if (isMeant(use) && use.readers.at(-1) !== id) use.readers.push(id);
      }
    }
  };
  for (const workload of workloads) {
    const { id, service, pod } = workload;
    const of = (service === undefined ? undefined : purposesOf.get(service)) ?? ownersOf(platform, workload, serverNames);
    for (const container of pod.initContainers) readVariables(container, (name) => read('Secret', name, id, of, isLogin));
    for (const container of pod.containers) readVariables(container, (name) => read('Secret', name, id, of, isLogin));
    for (const volume of pod.volumes) {
      if (volume.kind === 'config') read('ConfigMap', volume.config, id, of, isAuthority);
      if (volume.kind === 'secret') read('Secret', volume.secret, id, of, isAuthority);
      if (volume.kind === 'projected') for (const { kind, name } of volume.sources) read(kind, name, id, of, isAuthority);
    }
  }
  for (const draft of [...named.values()].flat()) {
    for (const use of draft.uses.values()) {
      if (use.purpose === 'image-pull') use.readers.push(...workloads.map(({ id }) => id));
      if (use.purpose === 'certificate')
        use.readers.push(...exposures.filter(({ tls }) => tls?.certificate === draft.name).map(({ id }) => id));
    }
  }
}

/** The names under which a server or a tool has uses: a tool reads for the servers and services that it shows, and the Job of the broker for all that log in there. */
function ownersOf(
  { backing, services }: Platform,
  { id, kind, title, identity }: Workload,
  serverNames: ReadonlyMap<string, string>,
): string[] {
  if (kind === 'tool' || id === brokerTopologyId) return [title, ...backing.map(({ name }) => name), ...services.map(({ key }) => key)];
  const name = serverNames.get(identity.name);
  return name === undefined ? [] : [name];
}

function readVariables({ variables }: Container, read: (secret: string) => void): void {
  let last = '';
  for (const variable of variables) {
    // Mostly several in a row are filled from one Secret.
    if (variable.kind !== 'secret' || variable.secret.name === last) continue;
    last = variable.secret.name;
    read(last);
  }
}

function isLogin({ purpose }: Use): boolean {
  return purpose !== 'authority' && purpose !== 'image-pull' && purpose !== 'certificate';
}

function isAuthority({ purpose }: Use): boolean {
  return purpose === 'authority' || purpose === 'files';
}

/** Who brings what no provider of Secrets has to bring, by kind and name, because an object of the team or an operator does. */
function broughtBy(platform: Platform, foreign: readonly ForeignObject[]): ReadonlyMap<string, Reference['from']> {
  const byOperator = postgresServersOf(platform).flatMap(({ provisioning }) =>
    provisioning.by === 'operator' ? clusterSecrets(provisioning.cluster).map((name) => [`Secret/${name}`, 'elsewhere'] as const) : [],
  );
  return new Map<string, Reference['from']>([
    ...(foreign.length === 0 ? [] : byOperator),
    ...foreign.flatMap(({ object }) => broughtSecrets(object).map((name) => [`Secret/${name}`, 'manifests'] as const)),
    ...foreign.flatMap(({ object }) => (object.kind === 'ConfigMap' ? [[`ConfigMap/${object.metadata.name}`, 'manifests'] as const] : [])),
  ]);
}

/** Where what the team's objects read is added to. */
interface Known {
  readonly named: Named;
  readonly configs: Map<string, Reference>;
  readonly draftOf: (want: Omit<Want, 'keys' | 'use'>) => Draft;
}

/** Adds the Secrets and ConfigMaps that pods of the team's objects read. */
function addForeign(foreign: readonly ForeignObject[], { named, configs, draftOf }: Known): void {
  for (const group of foreignReads(foreign)) {
    const config = group.kind === 'ConfigMap' ? configs.get(group.name) : undefined;
    const same = named.get(`${group.kind}/${group.name}`) ?? [];
    const [before] = bringers.flatMap((from) => same.find((draft) => draft.from === from) ?? []);
    if (config !== undefined) configs.set(group.name, { ...config, uses: [...config.uses, ...foreignUses(group)] });
    else if (before !== undefined || group.reads.some(({ optional }) => !optional)) addForeignReads(group, before, draftOf);
  }
}

/**
 * Keys of a Secret that the platform knows already stay as they are. A Secret that is read as a whole is brought by whoever runs the cluster: a provider
 * would have to know its keys.
 */
function addForeignReads(group: ForeignReads, before: Draft | undefined, draftOf: Known['draftOf']): void {
  const { kind, name, reads } = group;
  const isPull = reads.some(({ purpose }) => purpose === 'image-pull');
  const from = kind === 'Secret' && !isPull && reads.some(({ key }) => key !== undefined) ? 'provider' : 'elsewhere';
  const types = isPull ? ['kubernetes.io/dockerconfigjson'] : [];
  const { keys, uses, owner } = before ?? draftOf({ kind, name, from, owner: { kind: 'shared' }, types });
  // What a login holds is the platform's own affair: any other key is a finding.
  for (const { key, optional } of owner.kind === 'shared' ? reads : [])
    if (key !== undefined) keys.set(key, keyRead(keys.get(key), key, optional));
  for (const use of foreignUses(group)) uses.set(`${use.purpose} ${use.readers.join()}`, { ...use, readers: [...use.readers] });
}

function keyRead(before: PlatformSecretKey | undefined, name: string, optional: boolean): PlatformSecretKey {
  return before === undefined ? { name, optional, ...given } : { ...before, optional: before.optional && optional };
}
