import type { Place } from '../../diagnostics';
import { canonicalQuantity } from '../../formats';
import type { ParsedService } from '../../registry/schema';
import { flaggedKinds, messageKind } from '../backing';
import { type Origin, type Origins, placeUnder, type ServiceField } from '../origin';
import { type Component, type Hook, hooksIn, type Service } from '../platform';
import { builtInAt } from './layers';
import { compareText } from './order';
import { resolvePorts } from './ports';
import { gathererOf, type ReferenceUses } from './references/gather';
import { defaultResources, resolveResources } from './resources';
import { resolveRoutes } from './routes';
import { runtimeProfiles } from './runtime-profile';
import { resolveCron } from './service/cron';
import { resolveDatabase } from './service/database';
import { externalVariables } from './service/externals';
import { resolveFiles } from './service/files';
import { resolveHealth } from './service/health';
import { resolveHelpers } from './service/helper-containers';
import { resolveImage } from './service/image';
import { resolveMigration } from './service/migration';
import { ownBrokerSecret, resolveMessages } from './service/messages';
import { resolveNeeds } from './service/needs';
import { resolvePromises } from './service/promises';
import { resolveScaling } from './service/scaling';
import { resolvePlacement } from './service/placement';
import { type Part, type ResolvedService, type ServiceContext, type Subject, subjectOf } from './service/subject';
import { resolveVariables } from './service/variables';
import { resolveVolumes } from './service/volumes';

/** The services that an entry has something of. */
interface OtherServices {
  /** The one whose image and environment it has; undefined if it has its own. */
  readonly lender?: Service | undefined;
  /** The one whose database it is a guest of; undefined if it is none. */
  readonly host?: Service | undefined;
}

/**
 * Resolves one registry entry: the overlay over the entry over the product's defaults over what is built in. Each part of it is a function of its own.
 */
export function resolveService(
  key: string,
  entry: ParsedService,
  context: ServiceContext,
  { lender, host }: OtherServices = {},
): ResolvedService {
  const subject = subjectOf(key, entry, context);
  const { layers, place, builtIn, development, hostname } = subject;
  const { kind = 'service' } = entry;
  const resources = resolveResources(layers, defaultResources(subject.profile.memory, development), builtIn);
  const migration = resolveMigration(subject);
  const scaling = resolveScaling(subject, migration);
  const { maxPods, recreates } = scaling.values;
  const hooks = hooksOf(entry);
  const ownPods = kind === 'cron' || recreates ? maxPods : 2 * maxPods - 1;
  const loginPods = ownPods + hooksIn(subject, { hooks }).length + (context.borrowingPods.get(key) ?? 0);
  const database = resolveDatabase(subject, loginPods, host);
  const cron = resolveCron(subject);
  const placement = resolvePlacement(subject);
  const { publishes, consumes } = resolveMessages(subject);
  const needs = resolveNeeds(subject, consumes);
  const gatherer = gathererOf(entry.dependsOn);
  const image = resolveImage(subject);
  const { ports, metrics: scraped } = resolvePorts(kind === 'cron' ? { sidecars: entry.sidecars } : entry, place);
  const metrics = kind === 'cron' ? undefined : scraped;
  const promises = resolvePromises(subject, { metrics });
  const facts = {
    version: image.values.image.tag,
    database: database.values.database,
    databaseClient: database.values.databaseClient,
    migration: migration.values.migration,
    resources: resources.value,
    ofNeeds: [...needs.values.ofNeeds, ...externalVariables(subject)],
    lender,
    shownProfile: metrics && promises.values.metricsProfile,
  };
  const variables = resolveVariables(subject, facts, gatherer);
  const routes = resolveRoutes({ key, hostname, entry, ports, place, routing: context.routing, edge: context.edge });
  const helpers = resolveHelpers(subject, ports, { scope: variables.scope, gatherer });
  const ownPorts = entry.sidecars === undefined ? ports : ports.filter(({ sidecar }) => sidecar === undefined);
  const health = resolveHealth(subject, { ports: ownPorts, metrics: scraped });
  const container = resolveContainer(subject);
  const files = resolveFiles(subject, { scope: variables.scope, gatherer });
  const volumes = resolveVolumes(subject);
  const { dependencies, needed, findings } = gatherer.uses();
  const allNeeds = [...new Set([...needs.values.needs, ...needed.keys()])].sort(compareText);
  // Ten spreads in one literal take twice as long.
  const base = Object.assign(
    {
      key,
      kind,
      name: hostname,
      label: entry.label ?? key,
      layer: entry.layer,
      component: componentOf(entry),
      runtime: subject.runtime,
      port: entry.port,
      ports,
      dockerfile: entry.dockerfile,
      team: entry.owner?.team,
      of: undefined,
      stopSeconds: entry.stopSeconds ?? 25,
      resources: resources.value,
      metrics,
      dependsOn: [...(entry.dependsOn ?? []), ...dependencies.keys()],
      referredServices: [...dependencies.keys()],
      egress: entry.egress?.map(({ host, port = 443, protocol = 'TCP' }, index) => ({
        host,
        port,
        protocol,
        place: placeUnder(place, 'egress', index),
      })),
      needs: allNeeds,
      publishes,
      consumes,
      brokerSecret: context.namesTopics && allNeeds.includes(messageKind) ? ownBrokerSecret(hostname) : undefined,
      externals: entry.externals ?? [],
      routes: routes.routes,
      databaseRenamedFrom: entry.databaseRenamedFrom,
      extensions: entry.extensions ?? [],
      hooks,
      podManagement: entry.podManagement ?? 'ordered',
      place,
    },
    image.values,
    scaling.values,
    cron.values,
  );
  const service: Service = Object.assign(
    Object.assign(Object.assign(base, placement.values), health.values, container.values, database.values),
    Object.assign({}, migration.values, variables.values),
    Object.assign(Object.assign({}, files.values, volumes.values, helpers.values), promises.values),
  );
  const fields: Partial<Record<ServiceField, Origins>> = { ...ofEntry(subject), resources: resources.origins };
  for (const part of [
    image,
    scaling,
    cron,
    placement,
    health,
    container,
    database,
    migration,
    needs,
    variables,
    files,
    volumes,
    helpers,
    promises,
  ])
    Object.assign(fields, part.origins);
  Object.assign(fields, originsOfReferred(subject, { dependencies, needed }));
  return {
    service,
    origins: { origin: { layer: 'entry', place }, fields: fields },
    findings: routes.findings.length === 0 ? findings : [...findings, ...routes.findings],
  };
}

/** The origins of what follows from references: the texts that refer to it. */
function originsOfReferred(
  { entry: { dependsOn = [] }, place }: Subject,
  { dependencies, needed }: Pick<ReferenceUses, 'dependencies' | 'needed'>,
): Part<Service>['origins'] {
  const indexed = [...dependencies.values()].map((origin, index) => [String(dependsOn.length + index), { origin }] as const);
  return {
    ...(indexed.length > 0 && {
      dependsOn: { origin: { layer: 'entry', place: placeUnder(place, 'dependsOn') }, fields: Object.fromEntries(indexed) },
    }),
    ...Object.fromEntries(
      flaggedKinds.flatMap(({ kind, flag }) => {
        const origin = needed.get(kind);
        return origin === undefined ? [] : [[flag, { origin }]];
      }),
    ),
  };
}

/** The label by which the pods of an entry are selected beside its key. */
export function componentOf({
  component,
  kind = 'service',
  runtime = 'node',
}: Pick<ParsedService, 'component' | 'kind' | 'runtime'>): Component {
  return component ?? (kind === 'service' ? runtimeProfiles[runtime].component : kind);
}

const hookNames = ['seed', 'before', 'after'] as const;

/** The Jobs of an entry beside its migration. Those of a cron job, which are a finding, count for nothing. */
function hooksOf({ kind, hooks = {} }: ParsedService): Hook[] {
  if (kind === 'cron') return [];
  return hookNames.flatMap((name) => {
    const hook = hooks[name];
    return hook === undefined ? [] : [{ name, command: hook.command, args: hook.args, deadlineSeconds: hook.deadlineSeconds ?? 3600 }];
  });
}

/** Resolves what the container runs, as whom, and where it may write: the entry over the profile of its runtime. */
function resolveContainer({
  entry,
  profile,
  hardened,
  context,
}: Subject): Part<Pick<Service, 'command' | 'args' | 'user' | 'writablePaths' | 'scratch'>> {
  return {
    values: {
      command: entry.command,
      args: entry.args,
      user: entry.user ?? profile.user,
      writablePaths: entry.writablePaths ?? withoutOwn(profile.writablePaths, entry),
      scratch: (entry.scratch ?? []).map(({ path, size, medium }) => ({
        path,
        size: canonicalQuantity(size) ?? size,
        inMemory: medium === 'memory',
      })),
    },
    origins: hardened ? { user: hardenedUser(placeUnder(context.sources.overlay, 'hardenedUid')) } : {},
  };
}

/** The paths of a runtime at which an entry mounts nothing of its own. */
function withoutOwn(paths: readonly string[], { volumes = {}, scratch = [] }: ParsedService): readonly string[] {
  const isOwn = (path: string): boolean => Object.hasOwn(volumes, path) || scratch.some((directory) => directory.path === path);
  return paths.some(isOwn) ? paths.filter((path) => !isOwn(path)) : paths;
}

function hardenedUser(place: Place): Origins {
  const origin: Origin = { layer: 'overlay', place };
  return { origin, fields: { uid: { origin }, gid: { origin } } };
}

/**
 * The origins of fields that the entry alone can set: of those that it leaves out, and of those that many findings point at. The others have the place
 * of the entry with their own name.
 */
function ofEntry({ entry, place, builtIn }: Subject): Part<Service>['origins'] {
  const at = (field: ServiceField): Origins => ({ origin: { layer: 'entry', place: placeUnder(place, field) } });
  return {
    hostname: entry.hostname === undefined ? builtIn : at('hostname'),
    database: entry.database === undefined ? builtIn : at('database'),
    ...(entry.label === undefined && { label: builtIn }),
    ...(entry.port === undefined && { port: builtIn }),
    ...(entry.runtime === undefined && { runtime: builtIn }),
    ...(entry.user === undefined && { user: builtIn }),
    ...(entry.writablePaths === undefined && { writablePaths: builtInAt(placeUnder(place, 'writablePaths')) }),
  };
}
