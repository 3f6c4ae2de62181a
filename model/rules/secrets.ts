import { boundedSuggest, type Place } from '../../diagnostics';
import { credentialInValue, isDnsSubdomain, looksLikeCredentialName } from '../../formats';
import { placeUnder } from '../origin';
import { backingSecret, kindOf } from '../backing';
import { type Platform, postgresServersOf } from '../platform';
import { credentialInArguments, isHarmless } from './facts/credentials';
import { clusterSecrets } from './facts/endpoints';
import { type AreaRules, rule } from './rule';

interface Written {
  readonly variable: string;
  readonly place: Place;
  readonly text: string;
}

/** Reports credentials that stand in environment variables, commands and arguments, without their values. */
const secretLiteral = rule('secret-literal', ({ platform, variables }, report) => {
  const sensitiveNames = new Map<string, boolean>();
  const isSensitive = (name: string): boolean => {
    const known = sensitiveNames.get(name) ?? looksLikeCredentialName(name);
    sensitiveNames.set(name, known);
    return known;
  };
  // What a later layer replaced reaches no container, but it stands in a file that is committed.
  const replaced = platform.services.flatMap(({ replacedConfig }) => replacedConfig);
  for (const { name, value, origin } of [...variables.plain, ...replaced]) {
    const kind = credentialInValue(value);
    if (kind !== undefined || (!isHarmless(value) && isSensitive(name))) report({ variable: name, kind, inCommand: false }, origin.place);
  }
  const ofServices = platform.services.flatMap(({ command = [], args = [], migration, place, origins }) => [
    // The container runs command and arguments as one list.
    [...written('command', placeUnder(place, 'command'), command), ...written('args', placeUnder(place, 'args'), args)],
    written('migration.command', origins['migration.command'].place, migration.command),
  ]);
  const ofTools = platform.tools.flatMap((tool) =>
    tool.name === 'prisma-studio' ? [written('command', placeUnder(tool.place, 'command'), tool.command)] : [],
  );
  for (const list of [...ofServices, ...ofTools]) {
    for (const [position, { variable, place: at, text }] of list.entries()) {
      const kind = credentialInValue(text) ?? credentialInArguments(text, list[position - 1]?.text);
      if (kind !== undefined) report({ variable, kind, inCommand: true }, at);
    }
  }
});

function written(field: string, at: Place, list: readonly string[]): Written[] {
  return list.map((text, index) => ({ variable: `${field}[${index}]`, place: placeUnder(at, index), text }));
}

/** Reports a Secret that stands for two things: whoever is given the one would also be given the other. */
const secretNameShared = rule('secret-name-shared', ({ platform }, report) => {
  const first = new Map<string, SecretRole>();
  for (const secretRole of secretRoles(platform)) {
    const { name, role, place } = secretRole;
    const other = first.get(name);
    if (other === undefined) first.set(name, secretRole);
    else if (!mayShare(secretRole, other)) {
      report({ secret: name, role, other: other.role }, place, { related: [{ label: `it is ${other.role} at`, place: other.place }] });
    }
  }
});

/** What one Secret is for. */
interface SecretRole {
  readonly name: string;
  readonly role: string;
  readonly place: Place;
  /** The service whose hostname the name follows from: two of the same name have the same hostname, and are reported as that. */
  readonly service?: string;
  /** Whether it is the admin role of a server that somebody else runs, who may have made one login for several of them. */
  readonly adminElsewhere?: boolean;
  /** The Cluster whose Secret it is: two servers that are one Cluster are reported as that. */
  readonly cluster?: string;
}

function mayShare(a: SecretRole, b: SecretRole): boolean {
  return (
    (a.service !== undefined && b.service !== undefined) ||
    (a.adminElsewhere === true && b.adminElsewhere === true) ||
    (a.cluster !== undefined && a.cluster === b.cluster)
  );
}

/** Names that follow from a hostname come first, so that the one that somebody chose is to blame. */
function secretRoles(platform: Platform): SecretRole[] {
  const { services, ingress, tools, imagePullSecrets, sources } = platform;
  const postgresServers = postgresServersOf(platform);
  const roles = services.flatMap(({ key, database, origins }): SecretRole[] => {
    const of = { role: `the database login of \`${key}\``, place: origins.hostname.place, service: key };
    return [database?.secretName, database?.split?.ownerSecretName].flatMap((name) => (name === undefined ? [] : [{ ...of, name }]));
  });
  for (const { name, provisioning, inCluster, place } of postgresServers) {
    if (provisioning.by !== 'init-job') continue;
    const role = postgresServers.length === 1 ? 'the login of the admin role' : `the login of the admin role of \`${name}\``;
    roles.push({ name: provisioning.adminSecret, role, place: placeUnder(place, 'adminSecret'), adminElsewhere: inCluster === undefined });
  }
  for (const { provisioning, place } of postgresServers) {
    if (provisioning.by !== 'operator') continue;
    const { cluster } = provisioning;
    for (const name of clusterSecrets(cluster))
      roles.push({
        name,
        role: `a Secret that the operator makes for the Cluster \`${cluster}\``,
        place: placeUnder(place, 'cluster'),
        cluster,
      });
  }
  for (const server of platform.backing) {
    const secret = server.kind === 'postgres' ? undefined : backingSecret(server);
    if (secret === undefined) continue;
    const { name, field, keys } = secret;
    const role = `${keys['username'] === undefined ? 'the password' : 'the login'} of ${kindOf(server).label}`;
    roles.push({ name, role, place: placeUnder(server.place, field) });
  }
  if (ingress?.tlsSecretName !== undefined) {
    roles.push({
      name: ingress.tlsSecretName,
      role: 'the certificate of the Ingress',
      place: placeUnder(ingress.place, 'tls', 'secretName'),
    });
  }
  for (const tool of tools) {
    if (tool.name === 'pgadmin') roles.push({ name: tool.secret, role: 'the login of pgAdmin', place: placeUnder(tool.place, 'secret') });
  }
  // One that is listed twice is reported as that.
  for (const name of new Set(imagePullSecrets)) {
    roles.push({
      name,
      role: 'a login to an image registry',
      place: placeUnder(sources.overlay, 'images', 'pullSecrets', imagePullSecrets.indexOf(name)),
    });
  }
  return roles;
}

/** Reports names of Secrets, of their keys and of ConfigMaps that Kubernetes would refuse. */
const secretReferenceInvalid = rule('secret-reference-invalid', ({ platform, variables }, report) => {
  for (const { what, name, place } of namedObjects(platform)) {
    if (!isDnsSubdomain(name)) report({ what, name }, place);
  }
  for (const { secret, origin } of variables.secret) {
    if (!isDnsSubdomain(secret.name)) report({ what: 'a Secret', name: secret.name }, placeUnder(origin.place, 'secret'));
    if (!isDataKey(secret.key)) report({ what: 'a key of a Secret', name: secret.key }, placeUnder(origin.place, 'key'));
  }
});

interface NamedObject {
  readonly what: string;
  readonly name: string;
  readonly place: Place;
}

function namedObjects({ backing, ingress, tools }: Platform): NamedObject[] {
  const objects: NamedObject[] = [];
  const add = (what: string, name: string | undefined, place: Place): void => {
    if (name !== undefined) objects.push({ what, name, place });
  };
  for (const server of backing) {
    const secret = backingSecret(server);
    if (secret !== undefined) add('a Secret', secret.name, placeUnder(server.place, secret.field));
    const authority = server.kind === 'postgres' ? server.certificateAuthority : undefined;
    if (authority === undefined) continue;
    if ('secret' in authority) add('a Secret', authority.secret, placeUnder(server.place, 'tls', 'caSecret'));
    else add('a ConfigMap', authority.configMap, placeUnder(server.place, 'tls', 'caConfigMap'));
  }
  if (ingress !== undefined) add('a Secret', ingress.tlsSecretName, placeUnder(ingress.place, 'tls', 'secretName'));
  for (const tool of tools) if (tool.name === 'pgadmin') add('a Secret', tool.secret, placeUnder(tool.place, 'secret'));
  return objects;
}

/** @see https://kubernetes.io/docs/concepts/configuration/secret/#restriction-names-data */
function isDataKey(text: string): boolean {
  return /^[-._a-zA-Z0-9]{1,253}$/.test(text) && text !== '.' && !text.startsWith('..');
}

/** Reports names listed as optional Secrets of the store that are none. */
const secretOptionalUnknown = rule('secret-optional-unknown', ({ platform: { secretProvider, secrets, sources } }, report) => {
  if (secretProvider.provider !== 'external-secrets') return;
  const withOptional = secrets.filter(({ keys }) => keys.some(({ optional }) => optional)).map(({ name }) => name);
  const known = new Set(withOptional);
  const suggest = boundedSuggest(withOptional);
  for (const [index, name] of secretProvider.optional.entries()) {
    if (!known.has(name)) report({ name, suggestion: suggest(name) }, placeUnder(sources.overlay, 'secrets', 'optional', index));
  }
});

/** Reports development Secrets in an environment that is not marked as one to develop in. */
const secretsDevelopmentOutsideDevelopment = rule('secrets-development-outside-development', ({ platform }, report) => {
  const { secretProvider, development, environment, sources } = platform;
  if (secretProvider.provider === 'development' && !development)
    report({ environment }, placeUnder(sources.overlay, 'secrets', 'provider'));
});

/** Reports external backing services whose password is made up, so that they do not know it. Outside development the made-up ones are reported. */
const secretsDevelopmentExternal = rule('secrets-development-external', ({ platform }, report) => {
  const { secretProvider, development, secrets, backing } = platform;
  if (secretProvider.provider !== 'development' || !development) return;
  const wanted = new Set(secrets.map(({ name }) => name));
  for (const server of backing) {
    const secret = backingSecret(server)?.name;
    if (server.inCluster !== undefined || secret === undefined || !wanted.has(secret)) continue;
    report({ kind: kindOf(server).label, secret }, placeUnder(server.place, 'provider'));
  }
});

/** Reports development Secrets that are derived from nothing. */
const secretsSeedEmpty = rule('secrets-seed-empty', ({ platform }, report) => {
  const { secretProvider, sources } = platform;
  if (secretProvider.provider === 'development' && secretProvider.seed.trim() === '')
    report({}, placeUnder(sources.overlay, 'secrets', 'seed'));
});

/** Reports development Secrets in Argo CD delivery, which never sees them. */
const secretsDevelopmentArgocd = rule('secrets-development-argocd', ({ platform }, report) => {
  const { secretProvider, development, delivery, sources } = platform;
  if (secretProvider.provider === 'development' && development && delivery === 'argocd')
    report({}, placeUnder(sources.overlay, 'delivery'));
});

/** The rules about secrets. */
export const secretsRules: AreaRules<'secrets'> = [
  secretLiteral,
  secretNameShared,
  secretReferenceInvalid,
  secretOptionalUnknown,
  secretsDevelopmentOutsideDevelopment,
  secretsDevelopmentExternal,
  secretsSeedEmpty,
  secretsDevelopmentArgocd,
];
