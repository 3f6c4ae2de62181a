import type { ParsedService } from '../../registry/schema';
import { type Origins, placeUnder, type ServiceField } from '../origin';
import type { Service } from '../platform';
import { resolvePorts } from './ports';
import { developmentResources, resolveResources, serviceResources } from './resources';
import { serviceRoutes } from './routes';
import { resolveCron } from './service/cron';
import { resolveDatabase } from './service/database';
import { resolveHealth } from './service/health';
import { resolveImage } from './service/image';
import { resolveMigration } from './service/migration';
import { resolveNeeds } from './service/needs';
import { resolveScaling } from './service/scaling';
import { type Part, type ResolvedService, type ServiceContext, type Subject, subjectOf } from './service/subject';
import { resolveVariables } from './service/variables';

/**
 * Resolves one registry entry: the overlay over the entry over the product's defaults over what is built in. Each part of it is a function of its own.
 */
export function resolveService(key: string, entry: ParsedService, context: ServiceContext): ResolvedService {
  const subject = subjectOf(key, entry, context);
  const { layers, place, builtIn, development, hostname } = subject;
  const { kind = 'service' } = entry;
  const resources = resolveResources(layers, development ? developmentResources : serviceResources, builtIn);
  const migration = resolveMigration(subject);
  const scaling = resolveScaling(subject, migration);
  const { maxPods, recreates } = scaling.values;
  const ownPods = kind === 'cron' || recreates ? maxPods : 2 * maxPods - 1;
  const database = resolveDatabase(subject, ownPods + (context.borrowingPods.get(key) ?? 0));
  const cron = resolveCron(subject);
  const needs = resolveNeeds(subject);
  const { ofNeeds, ...needed } = needs.values;
  const variables = resolveVariables(subject, {
    ...database.values,
    ...migration.values,
    resources: resources.value,
    ofNeeds,
  });
  const image = resolveImage(subject);
  const { ports, metrics } = resolvePorts(kind === 'cron' ? {} : entry, place);
  const health = resolveHealth(subject, { ports, metrics });
  const container = resolveContainer(subject);
  const service: Service = {
    key,
    kind,
    name: hostname,
    label: entry.label ?? key,
    layer: entry.layer,
    component: kind === 'service' ? subject.profile.component : kind,
    runtime: subject.runtime,
    port: entry.port,
    ports,
    dockerfile: entry.dockerfile,
    team: entry.owner?.team,
    ...image.values,
    ...scaling.values,
    ...cron.values,
    of: undefined,
    ...health.values,
    stopSeconds: entry.stopSeconds ?? 25,
    resources: resources.value,
    ...container.values,
    metrics,
    dependsOn: entry.dependsOn ?? [],
    egress: entry.egress?.map(({ host, port = 443 }, index) => ({ host, port, place: placeUnder(place, 'egress', index) })),
    ...database.values,
    ...migration.values,
    ...needed,
    routes: serviceRoutes(key, hostname, entry, place),
    ...variables.values,
    extensions: entry.extensions ?? [],
    place,
  };
  const fields: Part<Service>['origins'] = {
    ...leftOut(subject),
    ...image.origins,
    ...scaling.origins,
    ...cron.origins,
    ...health.origins,
    resources: resources.origins,
    ...container.origins,
    ...database.origins,
    ...migration.origins,
    ...needs.origins,
    ...variables.origins,
  };
  return { service, origins: { origin: { layer: 'entry', place }, fields: fields } };
}

/** Resolves what the container runs, as whom, and where it may write: the entry over the profile of its runtime. */
function resolveContainer({
  entry,
  profile,
  hardened,
  context,
}: Subject): Part<Pick<Service, 'command' | 'args' | 'user' | 'writablePaths'>> {
  const ofEnvironment: Origins = { origin: { layer: 'overlay', place: placeUnder(context.sources.overlay, 'hardenedUid') } };
  return {
    values: {
      command: entry.command,
      args: entry.args,
      user: entry.user ?? profile.user,
      writablePaths: entry.writablePaths ?? profile.writablePaths,
    },
    origins: hardened ? { user: { ...ofEnvironment, fields: { uid: ofEnvironment, gid: ofEnvironment } } } : {},
  };
}

/** The fields with a default, or with a meaning of their own if they are absent, that no layer but the entry can set. */
const fieldsOfEntry = [
  'hostname',
  'label',
  'port',
  'runtime',
  'database',
  'user',
  'singleton',
  'stopSeconds',
  'metrics',
  'egress',
  'extensions',
  'writablePaths',
] as const satisfies ServiceField[];

/** The origins of fields that the entry leaves out. Those that it sets have its own. */
function leftOut({ entry, builtIn }: Subject): Part<Service>['origins'] {
  const origins: Partial<Record<ServiceField, Origins>> = {};
  for (const field of fieldsOfEntry) if (entry[field] === undefined) origins[field] = builtIn;
  return origins;
}
