import type { Suggest } from '../../../diagnostics';
import { isDnsSubdomain, isIngressHost } from '../../../formats';
import { type FlaggedKindName, type ParsedService, plainReferences, referenceFields } from '../../../registry/schema';
import { flaggedKinds } from '../../backing';
import { partsOf } from '../../backing/variables';
import type { EnvVariable, External, FlaggedService, Postgres, Routing } from '../../platform';
import type { FoundNeighbour } from '../neighbours';
import { publicAddress } from '../routes';
import { absent, absentOfService, plainly, type Referred } from './referred';
import { ofEntry, referToService } from './service-references';

/** The things that the texts of one service can refer to. */
export interface ReferenceScope {
  readonly product: string;
  readonly environment: string;
  readonly namespace: string;
  readonly routing: Routing | undefined;
  /** The registry key of the service that the texts are of. */
  readonly key: string;
  /** The entry of a service of the registry. */
  readonly entryOf: (key: string) => ParsedService | undefined;
  readonly isInProduct: (key: string) => boolean;
  readonly suggestKey: Suggest;
  /** Looks up a service of another product, by `product/key`. */
  readonly neighbourOf: (key: string) => FoundNeighbour;
  /** The services that the entry lists in `dependsOn`. */
  readonly declared: readonly string[];
  /** The backing services of the environment that services ask for by flags. */
  readonly backing: ReadonlyMap<FlaggedKindName, FlaggedService>;
  /** The externals of the environment, by name. */
  readonly externals: ReadonlyMap<string, External>;
  /** The names of those that the service calls. */
  readonly called: readonly string[];
  /** The variables of the service's database; empty if the environment has no server for it, undefined if it has no database. */
  readonly database: readonly EnvVariable[] | undefined;
  /** The server of the service's database, or the only one of the environment; undefined if there are none or several. */
  readonly postgres: Postgres | undefined;
}

/** The names with which references begin. */
const roots: readonly string[] = [...Object.keys(referenceFields), ...plainReferences, 'externals', 'services'];

/** The variable that says each field of a database. */
const databaseVariable: Readonly<Record<(typeof referenceFields.database)[number], string>> = {
  host: 'DB_HOST',
  name: 'DB_NAME',
  password: 'DB_PASSWORD',
  port: 'DB_PORT',
  url: 'DATABASE_URL',
  user: 'DB_USER',
};

/** Looks up what a reference such as `redis.host` leads to. */
export function refer(reference: string, scope: ReferenceScope): Referred {
  const [root = '', ...segments] = reference.split('.');
  const rest = segments.join('.');
  const has = (fields: readonly string[], look: (field: string) => Referred): Referred =>
    fields.includes(rest) ? look(rest) : { kind: 'unknown', before: `${root}.`, name: rest, after: '', names: fields };
  switch (root) {
    case 'product':
    case 'environment':
    case 'namespace':
      return rest === '' ? plainly(scope[root]) : { kind: 'unknown', before: '', name: reference, after: '', names: [root] };
    case 'ingress':
      return has(referenceFields.ingress, (field) => referToIngress(field, scope));
    case 'self':
      return rest === 'publicUrl' ? referToPublicUrl(scope) : referToSelf(rest, scope);
    case 'services':
      return referToOther(rest, scope);
    case 'externals':
      return referToExternal(rest, scope);
    case 'database':
      return has(referenceFields.database, (field) => referToDatabase(field as keyof typeof databaseVariable, scope));
    case 'postgres':
      return has(referenceFields.postgres, (field) => referToPostgres(field, scope));
  }
  const flagged = flaggedKinds.find(({ kind }) => kind === root);
  if (flagged !== undefined) return has(referenceFields[flagged.kind], (field) => referToBacking(flagged, field, scope));
  return { kind: 'unknown', before: '', name: root, after: rest === '' ? '' : `.${rest}`, names: roots };
}

function schemeOf({ tls }: Routing): 'http' | 'https' {
  return tls === undefined ? 'http' : 'https';
}

function referToIngress(field: string, scope: ReferenceScope): Referred {
  const { routing } = scope;
  if (routing === undefined) return absent('this environment has no `ingress`');
  if (!isIngressHost(routing.host)) return { kind: 'reported' };
  return plainly(field === 'host' ? routing.host : `${schemeOf(routing)}://${routing.host}`);
}

/** The address that browsers have for the service: the host of the environment, and the first of its routes. */
function referToPublicUrl(scope: ReferenceScope): Referred {
  const { key, routing } = scope;
  const [route] = scope.entryOf(key)?.routes ?? [];
  if (route === undefined) return absentOfService(`\`${key}\` has no \`routes\``);
  if (routing === undefined) return absent('this environment has no `ingress`');
  const address = publicAddress(key, route, routing);
  if (address === undefined || !isIngressHost(address.host)) return { kind: 'reported' };
  return plainly(`${schemeOf(routing)}://${address.host}${address.path}`);
}

function referToSelf(path: string, { key, entryOf }: ReferenceScope): Referred {
  const entry = entryOf(key);
  if (entry === undefined) return { kind: 'reported' };
  const referred = referToService(ofEntry(key, entry), path, 'self.');
  if (referred.kind === 'absent') return { ...referred, ofService: true };
  return referred.kind === 'unknown' && referred.before === 'self.' ? { ...referred, names: referenceFields.self } : referred;
}

/** A key may have dots: of those that fit, the shortest. */
const otherPath = /^(.+?)\.((?:ports\..+)|[^.]+)$/;

function referToOther(path: string, scope: ReferenceScope): Referred {
  const { key: self, entryOf, isInProduct, suggestKey, product } = scope;
  const [, key = path, field] = otherPath.exec(path) ?? [];
  if (key.includes('/')) return referToNeighbour(key, field, scope);
  const entry = entryOf(key);
  const suggestion = entry === undefined ? suggestKey(key) : undefined;
  if (entry === undefined || field === undefined) {
    const after = field === undefined ? (suggestion === undefined ? '' : '.url') : `.${field}`;
    const names = entry === undefined ? (suggestion === undefined ? [] : [suggestion]) : [`${key}.url`];
    return { kind: 'unknown', before: 'services.', name: key, after: entry === undefined ? after : '', names };
  }
  if (!isInProduct(key)) return absent(`\`${key}\` is not part of product \`${product}\``);
  const referred = referToService(ofEntry(key, entry), field, `services.${key}.`);
  return referred.kind === 'value' && key !== self ? { ...referred, service: key } : referred;
}

/** A service of another product, in the environment of the same name. */
function referToNeighbour(key: string, field: string | undefined, { neighbourOf, declared }: ReferenceScope): Referred {
  const found = neighbourOf(key);
  if ('finding' in found) {
    const { finding } = found;
    // What the entry lists, too, is reported there.
    return finding === undefined || declared.includes(key) ? { kind: 'reported' } : { kind: 'failed', finding };
  }
  if (field === undefined) return { kind: 'unknown', before: 'services.', name: key, after: '', names: [`${key}.url`] };
  const { host, kind, ports } = found.neighbour;
  const referred = referToService({ key, host, kind, ports, reported: false }, field, `services.${key}.`);
  return referred.kind === 'value' ? { ...referred, service: key } : referred;
}

/** The name of an external, and `host`, `port` or a key of its Secret. */
function referToExternal(path: string, { key, externals, called }: ReferenceScope): Referred {
  const [name = '', ...segments] = path.split('.');
  const field = segments.join('.');
  const external = externals.get(name);
  if (external === undefined) {
    // The entry names one that the environment lacks, which is a finding.
    if (called.includes(name)) return { kind: 'reported' };
    return { kind: 'unknown', before: 'externals.', name, after: `.${field === '' ? 'host' : field}`, names: [...externals.keys()] };
  }
  if (!called.includes(name)) return absentOfService(`\`${key}\` does not have \`${name}\` in \`externals\``);
  if (field === 'host' && !isDnsSubdomain(external.host)) return { kind: 'reported' };
  if (field === 'host' || field === 'port') return plainly(external[field]);
  if (external.secret !== undefined && external.keys.includes(field))
    return { kind: 'value', parts: [{ name: external.secret, key: field, optional: false }] };
  return { kind: 'unknown', before: `externals.${name}.`, name: field, after: '', names: ['host', 'port', ...external.keys] };
}

function referToDatabase(field: keyof typeof databaseVariable, { database, key }: ReferenceScope): Referred {
  if (database === undefined) return absentOfService(`\`${key}\` has no \`database\``);
  const [host] = partsOf(database, databaseVariable.host) ?? [];
  // The host is a finding by itself, and so would be what comes of it.
  if ((field === 'host' || field === 'url') && typeof host === 'string' && !isDnsSubdomain(host)) return { kind: 'reported' };
  const parts = partsOf(database, databaseVariable[field]);
  return parts === undefined ? { kind: 'reported' } : { kind: 'value', parts };
}

function referToPostgres(field: string, { postgres }: ReferenceScope): Referred {
  if (postgres === undefined) return absent('there is not one PostgreSQL server that is meant');
  if (field === 'host' && !isDnsSubdomain(postgres.host)) return { kind: 'reported' };
  return plainly(field === 'host' ? postgres.host : postgres.port);
}

function referToBacking(flagged: (typeof flaggedKinds)[number], field: string, scope: ReferenceScope): Referred {
  const { kind, label, variablePrefix } = flagged;
  const server = scope.backing.get(kind);
  if (server === undefined) return absent(`this environment has no \`${kind}\``);
  if ((field === 'host' || field === 'url') && !isDnsSubdomain(server.host)) return { kind: 'reported' };
  const plain: unknown = server[field as keyof FlaggedService];
  if (typeof plain === 'string' || typeof plain === 'number') return { kind: 'value', parts: [String(plain)], backing: kind };
  const variables = flagged.variables(server, { layer: 'built-in', place: server.place });
  const names = field === 'user' ? ['USER', 'USERNAME'] : [field.toUpperCase()];
  const parts = names.flatMap((name) => partsOf(variables, `${variablePrefix}${name}`) ?? []);
  return parts.length === 0 ? absent(`clients of ${label} have no ${field} in this environment`) : { kind: 'value', parts, backing: kind };
}
