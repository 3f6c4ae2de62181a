import { boundedSuggest, createDiagnostic, type Diagnostic, type Place } from '../../diagnostics';
import type { EnvironmentOverlay } from '../../registry/schema';
import { onlyServerName } from '../backing/postgres/postgres';
import { type Origins, placeUnder } from '../origin';
import type { Postgres, Service } from '../platform';
import type { ResolvedServer } from './backing-services';
import { resolveDatabaseServer } from './database-server';
import { compareText } from './order';

/** The PostgreSQL servers of an environment, and which of them a database is on. */
export interface DatabaseServers {
  /** By name in code-unit order. */
  readonly servers: readonly Postgres[];
  /** The origins of the values of each, by name. */
  readonly origins: Origins;
  /** The server that a service's database is on, by registry key; undefined if the overlay names none, or one that it does not declare. */
  readonly serverOf: (service: string) => Postgres | undefined;
}

/**
 * Resolves the PostgreSQL servers of an environment. With both `postgres` and `database`, which is a finding, the latter counts.
 * @param overlayPlace the place of the overlay's root
 */
export function resolveDatabaseServers(overlay: EnvironmentOverlay, overlayPlace: Place): DatabaseServers {
  const resolved = declaredServers(overlay, overlayPlace)
    .sort(([a], [b]) => compareText(a, b))
    .map(([name, input, place]) => resolveDatabaseServer(name, input, overlay, place));
  const servers = resolved.map(({ server }) => server);
  const byName = new Map(servers.map((server) => [server.name, server]));
  const fallback = overlay.database?.default ?? (servers.length === 1 ? servers[0]?.name : undefined);
  const chosen = new Map(chosenServers(overlay));
  return {
    servers,
    origins: originsOfServers(overlay, resolved),
    serverOf: (service) => {
      const name = chosen.get(service) ?? fallback;
      return name === undefined ? undefined : byName.get(name);
    },
  };
}

/** An overlay that declares `postgres` has one server, whose origins stand under its kind, too. */
function originsOfServers({ database }: EnvironmentOverlay, resolved: readonly ResolvedServer<Postgres>[]): Origins {
  const fields = Object.fromEntries(resolved.map(({ server, origins }) => [server.name, origins]));
  const [only] = resolved;
  return only === undefined || database !== undefined ? { fields } : { ...only.origins, fields: { ...only.origins.fields, ...fields } };
}

type DeclaredServer = [name: string, input: NonNullable<EnvironmentOverlay['postgres']>, place: Place];

function declaredServers({ database, postgres }: EnvironmentOverlay, overlayPlace: Place): DeclaredServer[] {
  if (database === undefined) return postgres === undefined ? [] : [[onlyServerName, postgres, placeUnder(overlayPlace, 'postgres')]];
  return Object.entries(database.servers).map(([name, input]) => [name, input, placeUnder(overlayPlace, 'database', 'servers', name)]);
}

/** The services that name a server, by registry key. */
function chosenServers({ services = {} }: EnvironmentOverlay): [service: string, server: string][] {
  return Object.entries(services).flatMap(([key, { databaseServer }]): [string, string][] =>
    databaseServer === undefined ? [] : [[key, databaseServer]],
  );
}

/**
 * Looks for databases that the overlay puts on no server, and for what it says about servers in vain.
 * @param services the services of the platform; of others nothing is said
 * @param overlayPlace the place of the overlay's root
 */
export function databaseServerFindings(
  overlay: EnvironmentOverlay,
  services: readonly Service[],
  { servers, serverOf }: Pick<DatabaseServers, 'servers' | 'serverOf'>,
  overlayPlace: Place,
): Diagnostic[] {
  const { database, postgres } = overlay;
  const names = servers.map(({ name }) => name);
  const known = new Set(names);
  const suggest = boundedSuggest(names);
  const databasePlace = placeUnder(overlayPlace, 'database');
  const findings: Diagnostic[] = [];
  const unknown = (server: string, place: Place): void => {
    const suggestion = suggest(server);
    findings.push(
      createDiagnostic('database-server-unknown', { server, servers: names, ...(suggestion !== undefined && { suggestion }) }, place),
    );
  };
  if (database !== undefined && postgres !== undefined) {
    const related = [{ label: 'the servers are declared at', place: { ...databasePlace, key: true } }];
    findings.push(createDiagnostic('database-servers-twice', {}, { ...placeUnder(overlayPlace, 'postgres'), key: true }, { related }));
  }
  if (database?.default !== undefined && !known.has(database.default)) unknown(database.default, placeUnder(databasePlace, 'default'));

  for (const [server, input, place] of declaredServers(overlay, overlayPlace)) {
    if (input.provider !== 'external' || input.provisioning !== 'given') continue;
    for (const field of ['adminSecret', 'passwordHashing'] as const)
      if (input[field] !== undefined) findings.push(createDiagnostic('database-admin-unused', { server, field }, placeUnder(place, field)));
  }
  const chosen = new Map(chosenServers(overlay));
  for (const service of services) {
    const server = chosen.get(service.key);
    if (server === undefined) continue;
    const place = placeUnder(overlayPlace, 'services', service.key, 'databaseServer');
    // Of a guest it is said that its server is that of the database.
    if (service.database?.guest !== undefined) continue;
    if (service.database === undefined)
      findings.push(createDiagnostic('database-server-without-database', { service: service.key }, place));
    // Where there is none at all, the server is reported as missing.
    else if (servers.length > 0 && !known.has(server)) unknown(server, place);
  }

  const lost = services.filter(
    ({ key, database: ofService }) =>
      ofService !== undefined && ofService.guest === undefined && !chosen.has(key) && serverOf(key) === undefined,
  );
  const [first] = lost;
  if (database !== undefined && database.default === undefined && servers.length > 0 && first !== undefined) {
    const related = [{ label: 'needed at', place: placeUnder(first.place, 'database') }];
    const args = { services: lost.map(({ key }) => key), servers: names };
    findings.push(createDiagnostic('database-server-missing', args, { ...databasePlace, key: true }, { related }));
  }
  return findings;
}
