import { boundedSuggest } from '../../diagnostics';
import {
  formatImageReference,
  groupBy,
  isExtensionName,
  isPostgresIdentifier,
  isReservedPostgresName,
  postgresIdentifierBytes,
  toSnakeCase,
} from '../../formats';
import { preloadedLibrary } from '../backing/postgres/preload';
import { shadowDatabaseOf } from '../backing/postgres/shadow-database';
import type { ReferenceUse } from '../blueprint';
import { fieldOf, originOf, placeOf } from '../origin';
import { clusterOf, type Database, databaseSuffix, type Postgres, type Service, pathOf } from '../platform';
import { databaseUrls } from './facts/database-urls';
import { databaseRoles } from './facts/databases';
import { contribExtensions, declaredExtensions, extensionImages } from './facts/extensions';
import { type AreaRules, rule } from './rule';

/** Reports a database that an earlier service, by key, has too, on the same server. */
const databaseShared = rule('database-shared', ({ platform, databases }, report) => {
  for (const service of platform.services) {
    const other = service.database && databases.ownerOf(service.database);
    if (service.database === undefined || service.database.guest !== undefined || other === undefined || other === service) continue;
    const related = [{ label: 'also declared at', place: placeOf(platform, 'services', other.key, 'database') }];
    report({ database: service.database.name, other: other.key }, placeOf(platform, 'services', service.key, 'database'), { related });
  }
});

/**
 * Reports databases that are called neither like the registry key in snake_case nor, in a product with one database, like the
 * product. What is wrong otherwise is reported as that.
 */
const databaseNaming = rule('database-naming', ({ platform, databases }, report) => {
  const only = platform.services.filter(({ database }) => database !== undefined && database.guest === undefined).length === 1;
  for (const service of platform.services) {
    if (service.database === undefined || databases.ownerOf(service.database) !== service) continue;
    const { name } = service.database;
    if (!isPostgresIdentifier(name) || isReservedPostgresName(name)) continue;
    const suffix = databaseSuffix(platform.preview);
    const expected = `${toSnakeCase(service.key)}${suffix}`;
    if (only && name === `${toSnakeCase(platform.product)}${suffix}`) continue;
    if (name !== expected && isPostgresIdentifier(expected) && !isReservedPostgresName(expected)) {
      report({ database: name, expected }, placeOf(platform, 'services', service.key, 'database'));
    }
  }
});

/** Reports environment variables with the URL of another service's database. */
const databaseForeignUrl = rule('database-foreign-url', (context, report) => {
  for (const { variable, database, owner } of databaseUrls(context)) {
    if (owner === undefined || owner === variable.service || isSameDatabase(variable.service.database, owner.database)) continue;
    const related = [{ label: 'the database is declared at', place: placeOf(context.platform, 'services', owner.key, 'database') }];
    report({ variable: variable.name, database, other: owner.key }, variable.origin.place, { related });
  }
});

/** Two services that declare one database are reported as that. */
function isSameDatabase(a: Database | undefined, b: Database | undefined): boolean {
  return a !== undefined && a.name === b?.name && a.server === b.server;
}

/** Reports URLs that lead to the environment's database server, and there to a database that no service declares. */
const databaseUndeclared = rule('database-undeclared', (context, report) => {
  for (const { variable, database, owner, onServer } of databaseUrls(context)) {
    if (onServer && owner === undefined) report({ variable: variable.name, database }, variable.origin.place);
  }
});

/** Reports environment variables and files that are filled from the database login of another service, of an admin role, of a Cluster, or of an owner that the pods are kept from. */
const databaseForeignSecret = rule('database-foreign-secret', ({ platform, blueprint, variables }, report) => {
  const logins = new Map<string, ForeignLogin>();
  for (const { by, kind, name, owner } of blueprint.names) if (by === 'operator' && kind === 'Secret') logins.set(name, { owner });
  for (const { kind, name, uses } of blueprint.references) {
    const login = kind === 'Secret' ? foreignLogin(uses, logins.get(name)) : undefined;
    if (login !== undefined) logins.set(name, login);
  }
  for (const { service, name: variable, secret, origin } of variables.secret) {
    const login = logins.get(secret.name);
    if (login !== undefined && login.pods !== service.key) report({ variable, secret: secret.name, owner: login.owner }, origin.place);
  }
  for (const { key, secretFiles, of } of platform.services) {
    for (const { path, secret } of secretFiles) {
      const login = logins.get(secret.name);
      if (login === undefined || login.pods === key) continue;
      // The files of a lender are found with the lender.
      if (login.pods !== undefined && login.pods === of?.service) continue;
      report({ variable: path, secret: secret.name, owner: login.owner }, placeOf(platform, 'services', key, 'secretFiles', path));
    }
  }
});

/** A login to a database server that variables and files must not be filled from. */
interface ForeignLogin {
  /** Its owner in words. */
  readonly owner: string;
  /** The service whose pods may have it; undefined if none may. */
  readonly pods?: string | undefined;
}

function foreignLogin(uses: readonly ReferenceUse[], byOperator: ForeignLogin | undefined): ForeignLogin | undefined {
  const useFor = (purpose: ReferenceUse['purpose']): ReferenceUse | undefined => uses.find((use) => use.purpose === purpose);
  if (useFor('admin-login') !== undefined) return { owner: 'the admin role' };
  if (byOperator !== undefined) return byOperator;
  const owner = useFor('owner-login');
  // Also for the service itself: its pods are not to have it.
  if (owner !== undefined) return { owner: `the owner of the database of \`${owner.of}\`` };
  const pods = useFor('database-login');
  return pods && { owner: `\`${pods.of}\``, pods: pods.of };
}

/** Reports services that say how they get at a database they do not have. */
const databaseSettingWithoutDatabase = rule('database-setting-without-database', ({ platform }, report) => {
  for (const { key, database, databaseRenamedFrom, of } of platform.services) {
    // A cron job of a service has the settings of that service, and its database.
    if (database !== undefined || of !== undefined) continue;
    for (const field of ['databaseAccess', 'databaseClient', 'databaseProvisioning'] as const) {
      const { layer, place } = originOf(platform, 'services', key, field);
      if (layer !== 'built-in') report({ service: key, field }, place);
    }
    if (databaseRenamedFrom !== undefined)
      report({ service: key, field: 'databaseRenamedFrom' }, placeOf(platform, 'services', key, 'databaseRenamedFrom'));
  }
});

/** Reports split access where no Job changes the tables. Whoever writes `none` says that somebody else does. */
const databaseSplitWithoutMigration = rule('database-split-without-migration', ({ platform }, report) => {
  const { environment, services } = platform;
  for (const { key, database, migration } of services) {
    const mode = originOf(platform, 'services', key, 'migration', 'mode');
    if (database?.split === undefined || migration.mode === 'job' || (migration.mode === 'none' && mode.layer !== 'built-in')) continue;
    const nobody = mode.layer === 'built-in';
    const related = nobody ? [] : [{ label: 'access is split at', place: placeOf(platform, 'services', key, 'databaseAccess') }];
    report(
      { service: key, environment, role: database.role, nobody },
      nobody ? placeOf(platform, 'services', key, 'databaseAccess') : mode.place,
      { related },
    );
  }
});

/** The most bytes of a name in PostgreSQL. */
const longestIdentifier = 63;

/** Reports databases with a role whose name PostgreSQL would cut off, or keeps to itself. Names that are wrong by themselves are reported as that. */
const databaseRoleInvalid = rule('database-role-invalid', ({ platform }, report) => {
  for (const { key, database } of platform.services) {
    if (database === undefined || !isPostgresIdentifier(database.name) || isReservedPostgresName(database.name)) continue;
    const role = databaseRoles(database).find((name) => !isPostgresIdentifier(name) || isReservedPostgresName(name));
    if (role === undefined) continue;
    const bytes = postgresIdentifierBytes(role);
    const excess = database.guest && bytes - longestIdentifier;
    report({ database: database.name, role, bytes, excess }, placeOf(platform, 'services', key, 'database'));
  }
});

/** Reports shadow databases whose name PostgreSQL would cut off, or that are the database of a service on the same server. */
const databaseShadowInvalid = rule('database-shadow-invalid', ({ platform }, report) => {
  const owners = new Map(platform.services.map(({ key, database }) => [`${database?.server?.name}/${database?.name}`, key]));
  for (const service of platform.services) {
    const { key, database } = service;
    const shadow = shadowDatabaseOf(platform, service);
    if (shadow === undefined || database === undefined || !isPostgresIdentifier(database.name)) continue;
    const bytes = postgresIdentifierBytes(shadow);
    const other = owners.get(`${database.server?.name}/${shadow}`);
    if (bytes > longestIdentifier || other !== undefined) report({ shadow, bytes, other }, placeOf(platform, 'services', key, 'database'));
  }
});

/** Reports databases with a role that another database on the same server has too. Two services with one database are reported as that. */
const databaseRoleShared = rule('database-role-shared', ({ platform }, report) => {
  // Roles belong to a server; what is on none yet could be on any, together.
  const servers = new Map<Postgres | undefined, Map<string, Service>>();
  for (const service of platform.services) {
    const { key, database } = service;
    if (database === undefined) continue;
    const first = servers.get(database.server) ?? new Map<string, Service>();
    servers.set(database.server, first);
    for (const role of databaseRoles(database)) {
      const other = first.get(role);
      if (other === undefined) first.set(role, service);
      else if (other !== service && (other.database?.name !== database.name || isGuest(service) || isGuest(other))) {
        const related = [{ label: 'its database is declared at', place: placeOf(platform, 'services', other.key, 'database') }];
        const guest = isGuest(service) ? key : isGuest(other) ? other.key : undefined;
        report({ database: database.name, role, other: other.key, guest }, placeOf(platform, 'services', key, 'database'), { related });
        break;
      }
    }
  }
});

/** Reports databases that get the name that they have. */
const databaseRenamedSame = rule('database-renamed-same', ({ platform }, report) => {
  for (const { key, database } of platform.services)
    if (database?.guest === undefined && database?.renamed?.from === database?.name && database !== undefined)
      report({ service: key, database: database.name }, placeOf(platform, 'services', key, 'databaseRenamedFrom'));
});

/** Reports names of before that another service on the server has, or had. */
const databaseRenamedTaken = rule('database-renamed-taken', ({ platform }, report) => {
  const servers = new Map<Postgres | undefined, { readonly names: Map<string, Service>; readonly old: Map<string, Service> }>();
  for (const service of platform.services) {
    const { database } = service;
    if (database === undefined) continue;
    const { names, old } = servers.get(database.server) ?? { names: new Map<string, Service>(), old: new Map<string, Service>() };
    servers.set(database.server, { names, old });
    for (const name of [...(isGuest(service) ? [] : [database.name]), ...databaseRoles(database)])
      if (!names.has(name)) names.set(name, service);
    for (const name of oldNames(database)) if (!old.has(name)) old.set(name, service);
  }
  for (const service of platform.services) {
    const { key, database } = service;
    const server = servers.get(database?.server);
    if (database?.renamed === undefined || isGuest(service) || server === undefined || database.renamed.from === database.name) continue;
    for (const taken of oldNames(database)) {
      const has = server.names.get(taken);
      const other = has === undefined || has === service ? server.old.get(taken) : has;
      if (other === undefined || other === service) continue;
      const field = other === has ? 'database' : 'databaseRenamedFrom';
      const related = [{ label: 'also named at', place: placeOf(platform, 'services', other.key, field) }];
      const args = { service: key, from: database.renamed.from, taken, other: other.key, renames: other !== has };
      report(args, placeOf(platform, 'services', key, 'databaseRenamedFrom'), { related });
      break;
    }
  }
});

/** The names that a service lays claim to by those of before. The database of a guest is that of another service. */
function oldNames({ renamed, guest }: Database): string[] {
  return renamed === undefined ? [] : [...new Set([...(guest === undefined ? [renamed.from] : []), ...Object.keys(renamed.roles)])];
}

/** Reports renamed databases that no init Job makes. */
const databaseRenamedByHand = rule('database-renamed-by-hand', ({ platform }, report) => {
  for (const { key, database } of platform.services) {
    const by = database?.provisioning?.by;
    if (database?.renamed === undefined || database.guest !== undefined || by === undefined || by === 'init-job') continue;
    report({ service: key, by }, placeOf(platform, 'services', key, 'databaseRenamedFrom'));
  }
});

function isGuest({ database }: Service): boolean {
  return database?.guest !== undefined;
}

/** Reports what a guest says of a database, and only its owner can say. */
const databaseGuestSetting = rule('database-guest-setting', ({ platform }, report) => {
  for (const { key, database, databaseRenamedFrom, extensions } of platform.services) {
    if (database?.guest === undefined) continue;
    const { of } = database.guest;
    if (databaseRenamedFrom !== undefined)
      report({ service: key, field: 'databaseRenamedFrom', of }, placeOf(platform, 'services', key, 'databaseRenamedFrom'));
    const access = originOf(platform, 'services', key, 'databaseAccess');
    const migration = originOf(platform, 'services', key, 'migration', 'mode');
    if (access.layer !== 'built-in') report({ service: key, field: 'databaseAccess', of }, access.place);
    if (migration.layer !== 'built-in') report({ service: key, field: 'migration', of }, migration.place);
    if (extensions.length > 0) report({ service: key, field: 'extensions', of }, placeOf(platform, 'services', key, 'extensions'));
  }
});

/** Reports extensions of services that have no database. */
const extensionWithoutDatabase = rule('extension-without-database', ({ platform }, report) => {
  for (const { service, extension, place } of declaredExtensions(platform)) {
    if (service.database === undefined) report({ extension }, place);
  }
});

const officialImage = /^(?:(?:index\.)?docker\.io\/)?(?:library\/)?postgres$/;

/** Reports extensions that the official image of an in-cluster PostgreSQL does not hold. Of other images nobody knows. */
const extensionUnavailable = rule('extension-unavailable', ({ platform }, report) => {
  const suggest = boundedSuggest([...contribExtensions]);
  for (const { service, extension, place } of declaredExtensions(platform)) {
    const server = service.database?.server;
    if (server?.inCluster === undefined || !officialImage.test(server.inCluster.image.repository)) continue;
    if (contribExtensions.has(extension) || !isExtensionName(extension)) continue;
    const image = formatImageReference(server.inCluster.image);
    const imagePlace = placeOf(platform, ...pathOf(server), 'image');
    const related = [{ label: 'the image is set at', place: imagePlace }];
    const provider = extensionImages.get(extension);
    const suggestion = provider === undefined ? suggest(extension) : undefined;
    report({ extension, image, field: fieldOf(imagePlace), suggestion, provider }, place, { related });
  }
});

/** Reports extensions of servers that others run, and that work if the library is loaded when the server starts. A server in the cluster is started so. */
const extensionNotPreloaded = rule('extension-not-preloaded', ({ platform }, report) => {
  for (const { service, extension, place } of declaredExtensions(platform)) {
    const server = service.database?.server;
    const library = preloadedLibrary(extension);
    if (server === undefined || server.inCluster !== undefined || library === undefined) continue;
    report({ extension, library, server: server.name, cluster: clusterOf(server) }, place, {
      related: [{ label: 'the server is declared at', place: server.place }],
    });
  }
});

/** Reports servers of which more than one database wants pg_cron, which serves one. */
const pgCronShared = rule('pg-cron-shared', ({ platform }, report) => {
  const wanting = [...declaredExtensions(platform)].filter(({ extension }) => extension === 'pg_cron');
  for (const [server, [first, second, ...others]] of groupBy(wanting, ({ service }) => service.database?.server)) {
    if (server === undefined || first === undefined || second === undefined) continue;
    const services = [first, second, ...others].map(({ service }) => service.key);
    report({ server: server.name, services }, second.place, { related: [{ label: 'also wanted at', place: first.place }] });
  }
});

/** The rules about database. */
export const databaseRules: AreaRules<'database'> = [
  databaseShared,
  databaseNaming,
  databaseForeignUrl,
  databaseUndeclared,
  databaseForeignSecret,
  databaseSettingWithoutDatabase,
  databaseSplitWithoutMigration,
  databaseRoleInvalid,
  databaseShadowInvalid,
  databaseRoleShared,
  databaseRenamedSame,
  databaseRenamedTaken,
  databaseRenamedByHand,
  databaseGuestSetting,
  extensionWithoutDatabase,
  extensionUnavailable,
  extensionNotPreloaded,
  pgCronShared,
];
