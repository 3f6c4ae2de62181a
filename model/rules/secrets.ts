import { boundedSuggest, type Place } from '../../diagnostics';
import { credentialInValue, isCredentialUnder } from '../../formats';
import { backingSecret, kindOf } from '../backing';
import type { ReferenceUse } from '../blueprint';
import { originOf, placeOf, placeUnder } from '../origin';
import {
  type BackingService,
  type DevelopmentSecretsProvider,
  helpersOf,
  type Platform,
  type Postgres,
  postgresServersOf,
  pathOf,
} from '../platform';
import { providedSecrets } from '../secrets';
import { credentialInArguments } from '../objects/argument-credentials';
import { overruledVariables } from './facts/variables';
import { type AreaRules, rule } from './rule';

interface Written {
  readonly variable: string;
  readonly place: Place;
  readonly text: string;
}

/** Reports credentials that stand in environment variables, commands and arguments, without their values. */
const secretLiteral = rule('secret-literal', ({ platform, variables, probes }, report) => {
  // A value that a later layer replaced reaches no container, but it stands in a file that is committed.
  for (const { name, value, origin } of [...variables.plain, ...overruledVariables(platform)]) {
    const kind = credentialInValue(value);
    if (kind !== undefined || isCredentialUnder(name, value)) report({ variable: name, kind, inCommand: false }, origin.place);
  }
  for (const { name, written: value, origin } of variables.referring) {
    const kind = credentialInValue(value);
    if (kind !== undefined) report({ variable: name, kind, inCommand: false }, origin.place);
  }
  for (const { check, place } of probes) {
    for (const [name, value] of Object.entries('http' in check ? check.headers : {})) {
      const kind = credentialInValue(value);
      if (kind !== undefined || /^(?:proxy-)?authorization$|^cookie$/i.test(name) || isCredentialUnder(name, value))
        report({ variable: name, kind, inCommand: false, inProbe: true }, placeUnder(place, 'headers', name));
    }
  }
  const writtenIn = (key: string, field: readonly ['command' | 'args'] | readonly ['migration', 'command'], list: readonly string[]) =>
    list.length === 0 ? [] : written(field.join('.'), placeOf(platform, 'services', key, ...field), list);
  const ofServices = platform.services.flatMap(({ key, command = [], args = [], migration }) => [
    // The container runs command and arguments as one list.
    [...writtenIn(key, ['command'], command), ...writtenIn(key, ['args'], args)],
    writtenIn(key, ['migration', 'command'], migration.command),
  ]);
  for (const { key, label, dockerfile = '' } of platform.services) {
    for (const [field, text] of Object.entries({ label, dockerfile })) {
      const kind = credentialInValue(text);
      if (kind !== undefined) report({ variable: field, kind, inCommand: false, inText: true }, placeOf(platform, 'services', key, field));
    }
  }
  // A hook that does not run here is committed all the same.
  const ofHooks = platform.services.flatMap(({ key, hooks }) =>
    hooks.map(({ name, command, args = [] }) => {
      const at = placeOf(platform, 'services', key, 'hooks', name);
      return [
        ...written(`hooks.${name}.command`, placeUnder(at, 'command'), command),
        ...written(`hooks.${name}.args`, placeUnder(at, 'args'), args),
      ];
    }),
  );
  const ofHelpers = platform.services.flatMap((service) =>
    helpersOf(service).map(({ name, field, command = [], args = [] }) => [
      ...written('command', placeOf(platform, 'services', service.key, field, name, 'command'), command),
      ...written('args', placeOf(platform, 'services', service.key, field, name, 'args'), args),
    ]),
  );
  const ofProbes = probes.map(({ probe, check, place }) =>
    'exec' in check ? written(`${probe}.exec`, placeUnder(place, 'exec'), check.exec) : [],
  );
  const ofTools = platform.tools.flatMap((tool) =>
    tool.name === 'prisma-studio' ? [written('command', placeOf(platform, 'tools', tool.name, 'command'), tool.command)] : [],
  );
  for (const list of [...ofServices, ...ofHooks, ...ofHelpers, ...ofProbes, ...ofTools]) {
    for (const [position, { variable, place: at, text }] of list.entries()) {
      const kind = credentialInValue(text) ?? credentialInArguments(text, list[position - 1]?.text);
      if (kind !== undefined) report({ variable, kind, inCommand: true }, at);
    }
  }
});

function written(field: string, at: Place, list: readonly string[]): Written[] {
  return list.map((text, index) => ({ variable: `${field}[${index}]`, place: placeUnder(at, index), text }));
}

/** Reports a Secret that stands for two things: a reader of the one would also be given the other. */
const secretNameShared = rule('secret-name-shared', ({ platform, blueprint }, report) => {
  const byOperator = new Map(
    blueprint.names.flatMap((object) => (object.by === 'operator' && object.kind === 'Secret' ? [[object.name, object] as const] : [])),
  );
  const servers = new Map(postgresServersOf(platform).map((server) => [server.name, server]));
  // One from elsewhere and one of the provider's may have one name.
  const rolesByName = new Map<string, SecretRole[]>();
  for (const { kind, name, uses } of blueprint.references) {
    if (kind !== 'Secret') continue;
    const roles = rolesByName.get(name) ?? [];
    rolesByName.set(name, roles);
    for (const use of uses) {
      const role = secretRole(use, platform, servers);
      if (role !== undefined) roles.push(role);
    }
  }
  for (const [name, unsorted] of rolesByName) {
    const made = byOperator.get(name);
    const operators: readonly SecretRole[] =
      made === undefined ? [] : [{ rank: 2, role: `a Secret that the operator makes for ${made.owner}`, place: made.place }];
    const roles = [...unsorted, ...operators].sort((a, b) => a.rank - b.rank);
    // A role that follows from a hostname comes first, so that the name that was chosen is to blame.
    const [first, ...others] = roles;
    for (const { role, place, shares } of others) {
      if (first === undefined || (shares !== undefined && shares === first.shares)) continue;
      report({ secret: name, role, other: first.role }, place, { related: [{ label: `it is ${first.role} at`, place: first.place }] });
    }
  }
});

/** The purpose of one Secret. */
interface SecretRole {
  readonly rank: number;
  readonly role: string;
  readonly place: Place;
  /** Two roles that share the same may be one Secret: logins of one hostname, which is reported as that, and admin logins of servers elsewhere. */
  readonly shares?: 'hostname' | 'admin-elsewhere';
}

/** The role that a use gives to a Secret; undefined for variables, which may read any Secret that is theirs, and for files. */
function secretRole(
  { purpose, of = '', place }: ReferenceUse,
  { backing }: Platform,
  servers: ReadonlyMap<string, Postgres>,
): SecretRole | undefined {
  switch (purpose) {
    case 'database-login':
    case 'owner-login':
      return { rank: 0, role: `the database login of \`${of}\``, place, shares: 'hostname' };
    case 'admin-login': {
      const role = servers.size === 1 ? 'the login of the admin role' : `the login of the admin role of \`${of}\``;
      return { rank: 1, role, place, ...(servers.get(of)?.inCluster === undefined && { shares: 'admin-elsewhere' }) };
    }
    case 'backing-login': {
      const server = backing.find(({ name, kind }) => name === of && kind !== 'postgres');
      return server && { rank: 3, role: loginRole(server), place };
    }
    case 'broker-login':
      return { rank: 2, role: `the broker login of \`${of}\``, place, shares: 'hostname' };
    case 'external-login':
      return { rank: 3, role: `the login of the external \`${of.slice(of.indexOf('/') + 1)}\``, place };
    case 'certificate':
      return { rank: 4, role: 'the certificate of the Ingress', place };
    case 'tool-login':
      return { rank: 5, role: 'the login of pgAdmin', place };
    case 'image-pull':
      return { rank: 6, role: 'a login to an image registry', place };
    case 'variable':
    case 'foreign':
    case 'authority':
    case 'files':
    case 'configuration':
      return undefined;
  }
}

function loginRole(server: BackingService): string {
  const { label } = kindOf(server);
  return backingSecret(server)?.keys['username'] === undefined ? `the password of ${label}` : `the login of ${label}`;
}

/** Reports names listed as optional Secrets of the store that are none. */
const secretOptionalUnknown = rule('secret-optional-unknown', ({ platform, blueprint }, report) => {
  const { secretProvider } = platform;
  if (secretProvider.provider !== 'external-secrets') return;
  const withOptional = providedSecrets(blueprint.references)
    .filter(({ keys }) => keys.some(({ optional }) => optional))
    .map(({ name }) => name);
  const known = new Set(withOptional);
  const suggest = boundedSuggest(withOptional);
  for (const [index, name] of secretProvider.optional.entries()) {
    if (!known.has(name)) report({ name, suggestion: suggest(name) }, placeOf(platform, 'secrets', 'optional', index));
  }
});

/** Reports development Secrets in an environment that is not marked as one to develop in. */
const secretsDevelopmentOutsideDevelopment = rule('secrets-development-outside-development', ({ platform }, report) => {
  const { secretProvider, development, environment } = platform;
  if (secretProvider.provider === 'development' && !development) report({ environment }, placeOf(platform, 'secrets', 'provider'));
});

/** Reports external backing services whose password is made up, so that they do not know it. Outside development the made-up ones are reported. */
const secretsDevelopmentExternal = rule('secrets-development-external', ({ platform, blueprint }, report) => {
  const { secretProvider, development, backing } = platform;
  if (secretProvider.provider !== 'development' || !development) return;
  const wanted = new Set(providedSecrets(blueprint.references).map(({ name }) => name));
  for (const server of backing) {
    const secret = backingSecret(server)?.name;
    if (server.inCluster !== undefined || secret === undefined || !wanted.has(secret)) continue;
    report({ kind: kindOf(server).label, secret }, placeOf(platform, ...pathOf(server), 'provider'));
  }
  for (const { key, database } of platform.services) {
    if (database?.server === undefined || database.provisioning?.by !== 'given') continue;
    const own = originOf(platform, 'services', key, 'databaseProvisioning');
    const place = own.layer === 'built-in' ? placeOf(platform, ...pathOf(database.server), 'provisioning') : own.place;
    report({ kind: kindOf(database.server).label, secret: database.secretName }, place);
  }
});

/** Reports values that a third party decides and that are made up in development, at the first variable or file that reads each. */
const secretsDevelopmentGiven = rule('secrets-development-given', ({ platform, blueprint }, report) => {
  const { secretProvider, development } = platform;
  if (secretProvider.provider !== 'development' || !development) return;
  const given = new Set(
    providedSecrets(blueprint.references).flatMap(({ name, keys }) =>
      keys.flatMap((key) =>
        key.source.kind === 'given' && !key.optional && givenValue(secretProvider.values, name, key.name) === undefined
          ? [`${name}/${key.name}`]
          : [],
      ),
    ),
  );
  if (given.size === 0) return;
  const read = platform.services.flatMap((service) => [
    ...[...service.env, ...helpersOf(service).flatMap(({ env }) => env)].flatMap((variable) =>
      variable.kind === 'secret' ? [{ secret: variable.secret, place: variable.origin.place }] : [],
    ),
    ...service.secretFiles.map(({ path, secret }) => ({ secret, place: placeOf(platform, 'services', service.key, 'secretFiles', path) })),
  ]);
  for (const { secret, place } of read) {
    // Logins of servers and databases are another finding.
    if (secret.generate === false && given.delete(`${secret.name}/${secret.key}`)) report({ secret: secret.name, key: secret.key }, place);
  }
});

/** Reports values of the overlay for keys that nothing reads, or that follow from the registry. */
const secretValueUnused = rule('secret-value-unused', ({ platform, blueprint }, report) => {
  const { secretProvider } = platform;
  if (secretProvider.provider !== 'development') return;
  const wanted = new Map(providedSecrets(blueprint.references).map((reference) => [reference.name, reference]));
  const suggest = boundedSuggest([...wanted.keys()]);
  for (const [secret, values] of Object.entries(secretProvider.values)) {
    for (const key of Object.keys(values)) {
      const keys = wanted.get(secret)?.keys;
      const found = keys?.find(({ name }) => name === key);
      const isOurs = found?.source.kind === 'known' || found?.source.kind === 'uri';
      if (found !== undefined && !isOurs) continue;
      const reason =
        keys === undefined ? 'no manifest reads such a Secret' : isOurs ? 'it follows from the registry' : 'no manifest reads that key';
      const suggestion = keys === undefined ? suggest(secret) : isOurs ? undefined : boundedSuggest(keys.map(({ name }) => name))(key);
      report(
        { secret, key, reason, ...(suggestion !== undefined && { suggestion }) },
        { ...placeOf(platform, 'secrets', 'values', secret, key), key: true },
      );
    }
  }
});

/** A value of the overlay; undefined if it gives none. A Secret or a key may be called like a member that every object has. */
function givenValue(values: DevelopmentSecretsProvider['values'], secret: string, key: string): string | undefined {
  const keys = Object.hasOwn(values, secret) ? values[secret]! : {};
  return Object.hasOwn(keys, key) ? keys[key] : undefined;
}

/** Reports values of the overlay that are empty, or that break the URLs they are put into. */
const secretValueUnfit = rule('secret-value-unfit', ({ platform, blueprint }, report) => {
  const { secretProvider } = platform;
  if (secretProvider.provider !== 'development' || Object.keys(secretProvider.values).length === 0) return;
  for (const { name: secret, keys, uses } of providedSecrets(blueprint.references)) {
    const isLogin = uses.some(({ purpose }) => purpose.endsWith('-login'));
    for (const { name: key, source } of keys) {
      const value = givenValue(secretProvider.values, secret, key);
      if (value === undefined || source.kind === 'known' || source.kind === 'uri') continue;
      const reason = value === '' ? 'it is empty' : isLogin && !/^[\w.~-]+$/.test(value) ? 'it has characters that break a URL' : undefined;
      if (reason !== undefined) report({ secret, key, reason }, placeOf(platform, 'secrets', 'values', secret, key));
    }
  }
});

/** Reports development Secrets in Argo CD delivery, which never sees them. */
const secretsDevelopmentArgocd = rule('secrets-development-argocd', ({ platform }, report) => {
  const { secretProvider, development, delivery } = platform;
  if (secretProvider.provider === 'development' && development && delivery === 'argocd') report({}, placeOf(platform, 'delivery'));
});

/** The rules about secrets. */
export const secretsRules: AreaRules<'secrets'> = [
  secretLiteral,
  secretNameShared,
  secretOptionalUnknown,
  secretsDevelopmentOutsideDevelopment,
  secretsDevelopmentExternal,
  secretsDevelopmentGiven,
  secretValueUnused,
  secretValueUnfit,
  secretsDevelopmentArgocd,
];
