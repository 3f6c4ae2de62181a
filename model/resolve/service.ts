import type { Place } from '../../diagnostics';
import type {
  EnvironmentOverlay,
  FlaggedKindName,
  ImageLock,
  ParsedService,
  ProductManifest,
  ServiceDefaults,
} from '../../registry/schema';
import { databaseClients, type DatabaseUrlForm } from '../backing/postgres/database-clients';
import { databaseVariables } from '../backing/postgres/database-variables';
import { type Origin, placeUnder, type Sourced } from '../origin';
import type { EnvVariable, FlaggedService, ImageReference, PlatformSources, Postgres, Service } from '../platform';
import { resolveAutoscaling } from './autoscaling';
import { declaredVariables, resolveVariables, type VariableLayer } from './config-variables';
import { hasDatabase, resolveDatabase, resolveDatabaseSettings } from './database';
import { cronPods, resolveCron } from './cron';
import { resolveHealth, resolveWorkerHealth } from './health';
import { toImageReference } from './images';
import { builtInOrigin, type Layer, pick } from './layers';
import { resolveMigration } from './migration';
import { resolveNeeds } from './needs';
import { resolvePorts } from './ports';
import { developmentResources, nodeHeapMebibytes, resolveResources, serviceResources } from './resources';
import { serviceRoutes } from './routes';
import { hardenedProfile, readyPathOf, runtimeProfiles } from './runtime-profile';

/** What a service is resolved against. */
export interface ServiceContext {
  readonly manifest: ProductManifest;
  readonly overlay: EnvironmentOverlay;
  readonly imageLock?: { readonly value: ImageLock; readonly file: string } | undefined;
  readonly environment: string;
  readonly sources: PlatformSources;
  /** The backing services that services ask for by flags. */
  readonly backing: ReadonlyMap<FlaggedKindName, FlaggedService>;
  /** The server that a service's database is on, by registry key. */
  readonly serverOf: (service: string) => Postgres | undefined;
  /** How many pods of other entries log in to the database of a service, by registry key. */
  readonly borrowingPods: ReadonlyMap<string, number>;
}

/**
 * Resolves one registry entry: the overlay over the entry over the product's defaults over what is built in.
 * @returns the service with the origin of every value that more than one layer can set
 */
export function resolveService(key: string, entry: ParsedService, context: ServiceContext): Service {
  const { overlay, manifest, sources, backing } = context;
  const place = placeUnder(sources.registry, key);
  const at = (field: string): Origin => ({ layer: 'entry', place: placeUnder(place, field) });
  const { kind = 'service', hostname = key, port } = entry;
  const runtime = entry.runtime ?? 'node';
  const hardened = overlay.hardenedUid === true && entry.user === undefined;
  const profile = hardened ? hardenedProfile(runtimeProfiles[runtime]) : runtimeProfiles[runtime];
  const development = overlay.development ?? false;
  const singleton = entry.singleton ?? false;
  const overlayPlace = placeUnder(sources.overlay, 'services', key);
  const layers = sharedLayers(entry, place, manifest, runtime, sources);
  const overlayLayers = overlayLayer(overlay, key, overlayPlace);

  const { needs, variables: ofNeeds, origins: needOrigins } = resolveNeeds(layers, backing, place);
  const { migration, origins: migrationOrigins } = resolveMigration([...overlayLayers, ...layers], hasDatabase(entry), place);
  const atStart = migration.mode === 'entrypoint';
  const recreates = singleton || atStart;
  const scaling = resolveAutoscaling(entry, place, overlayLayers, development);
  // Two pods that migrate at their start would do it at the same time.
  const autoscaling = atStart || kind === 'cron' ? undefined : scaling.autoscaling;
  const declaredAutoscaling = scaling.declared;
  const wantedReplicas =
    kind === 'cron'
      ? { value: 1, origin: builtInOrigin(place) }
      : autoscaling === undefined || declaredAutoscaling === undefined
        ? resolveReplicas(layers, overlayLayers, overlay, sources, singleton, development, place)
        : { value: autoscaling.minReplicas, origin: declaredAutoscaling.origins.minReplicas };
  const replicas: Sourced<number> =
    atStart && wantedReplicas.value > 1 ? { value: 1, origin: migrationOrigins['migration.mode'] } : wantedReplicas;
  const priorityClass = resolvePriorityClass(overlayLayers, overlay, sources);
  const { resources, origins: resourceOrigins } = resolveResources(
    [...overlayLayers, ...layers],
    development ? developmentResources : serviceResources,
    place,
  );
  const { ports, metrics } = resolvePorts(kind === 'cron' ? {} : entry, place);
  const asked = { ports, metrics, readyPath: readyPathOf(entry, profile) };
  const { health, origins: healthOrigins } =
    kind === 'cron'
      ? resolveWorkerHealth([], asked, place)
      : kind === 'worker'
        ? resolveWorkerHealth(layers, asked, place)
        : resolveHealth(layers, asked, place);
  const image = resolveImage(key, hostname, entry, context, place);
  const most = autoscaling?.maxReplicas ?? replicas.value;
  const maxPods = kind === 'cron' ? cronPods(entry) : recreates ? most : most + 1;
  const ownPods = kind === 'cron' || recreates ? maxPods : maxPods + most;
  const settings = resolveDatabaseSettings(layers, entry, runtime, place);
  const database = resolveDatabase(
    entry,
    hostname,
    settings.access,
    context.serverOf(key),
    ownPods + (context.borrowingPods.get(key) ?? 0),
  );
  const heap = runtime === 'node' || runtime === 'nextjs' ? nodeHeapMebibytes(resources.limits.memory) : undefined;
  const variables = resolveVariables(
    {
      ...profile.env,
      APP_ENV: context.environment,
      ...(heap !== undefined && { NODE_OPTIONS: `--max-old-space-size=${heap}` }),
      // The Prisma CLI asks its maker's server for news, which stalls where egress is cut.
      ...(database !== undefined &&
        (runtime === 'node' || (runtime === 'nextjs' && migration.mode !== 'none')) && { CHECKPOINT_DISABLE: '1' }),
    },
    [...defaultVariables(layers), entryVariables(entry, place), overlayVariables(overlayLayers)],
    place,
  );
  const forms = databaseClients[settings.client];
  const environment = (secretName: string | undefined, form: DatabaseUrlForm): EnvVariable[] => [
    ...(port === undefined
      ? []
      : [{ kind: 'literal', name: 'PORT', value: String(port), origin: builtInOrigin(placeUnder(place, 'port')) } as const]),
    ...variables.secrets.map((variable): EnvVariable => ({ kind: 'secret', ...variable })),
    ...(database?.server !== undefined && secretName !== undefined
      ? databaseVariables({ ...database, secretName }, database.server, form, builtInOrigin(placeUnder(place, 'database')))
      : []),
    ...ofNeeds,
  ];
  return {
    key,
    kind,
    name: hostname,
    label: entry.label ?? key,
    layer: entry.layer,
    component: kind === 'service' ? profile.component : kind,
    runtime,
    port,
    ports,
    dockerfile: entry.dockerfile,
    team: entry.owner?.team,
    image: image.reference,
    imagePullPolicy: overlay.images.pullPolicy ?? (development ? 'IfNotPresent' : 'Always'),
    replicas: replicas.value,
    autoscaling,
    declaredAutoscaling,
    cron: kind === 'cron' ? resolveCron(entry, overlay.services?.[key]?.suspend) : undefined,
    of: undefined,
    singleton,
    recreates,
    maxPods,
    priorityClassName: priorityClass?.value,
    command: entry.command,
    args: entry.args,
    health,
    stopSeconds: entry.stopSeconds ?? 25,
    resources,
    user: entry.user ?? profile.user,
    writablePaths: entry.writablePaths ?? profile.writablePaths,
    metrics,
    dependsOn: entry.dependsOn ?? [],
    egress: entry.egress?.map(({ host, port = 443 }, index) => ({ host, port, place: placeUnder(place, 'egress', index) })),
    database,
    databaseClient: settings.client,
    migration,
    needs,
    routes: serviceRoutes(key, hostname, entry, place),
    config: variables.config,
    env: environment(database?.secretName, forms.pods),
    migrationEnv:
      database !== undefined && migration.mode === 'job'
        ? environment(database.split?.ownerSecretName ?? database.secretName, forms.migrationJob)
        : [],
    extensions: entry.extensions ?? [],
    replacedConfig: variables.replaced,
    declaredEnv: declaredVariables(entryVariables(entry, place)),
    place,
    origins: {
      hostname: entry.hostname === undefined ? builtInOrigin(place) : at('hostname'),
      port: port === undefined ? builtInOrigin(place) : at('port'),
      database: database === undefined ? builtInOrigin(place) : at('database'),
      runtime: entry.runtime === undefined ? builtInOrigin(place) : at('runtime'),
      user: hardened
        ? { layer: 'overlay', place: placeUnder(sources.overlay, 'hardenedUid') }
        : entry.user === undefined
          ? builtInOrigin(place)
          : at('user'),
      image: image.origins.image,
      tag: image.origins.tag,
      digest: image.origins.digest,
      replicas: replicas.origin,
      priorityClassName: priorityClass?.origin ?? builtInOrigin(place),
      ...needOrigins,
      ...settings.origins,
      ...migrationOrigins,
      ...healthOrigins,
      ...resourceOrigins,
    },
  };
}

/** The layers that share the fields of `ServiceDefaults`, from the one that wins to the one that loses. */
function sharedLayers(
  entry: ParsedService,
  place: Place,
  manifest: ProductManifest,
  runtime: Service['runtime'],
  sources: PlatformSources,
): Layer<ServiceDefaults>[] {
  const defaults = manifest.defaults ?? {};
  const defaultLayer = (kind: 'all' | Service['runtime']): Layer<ServiceDefaults>[] => {
    const values = defaults[kind];
    return values === undefined ? [] : [{ layer: 'product-default', place: placeUnder(sources.manifest, 'defaults', kind), values }];
  };
  return [{ layer: 'entry', place, values: entry }, ...defaultLayer(runtime), ...defaultLayer('all')];
}

type OverlayService = NonNullable<EnvironmentOverlay['services']>[string];

function overlayLayer(overlay: EnvironmentOverlay, key: string, place: Place): Layer<OverlayService>[] {
  const values = overlay.services?.[key];
  return values === undefined ? [] : [{ layer: 'overlay', place, values }];
}

function defaultVariables(layers: readonly Layer<ServiceDefaults>[]): VariableLayer[][] {
  return layers
    .filter(({ layer }) => layer === 'product-default')
    .reverse()
    .map(({ layer, place, values }): VariableLayer[] => [
      { layer, place: placeUnder(place, 'env'), field: 'env', values: values.env },
      { layer, place: placeUnder(place, 'secrets'), field: 'secrets', values: values.secrets },
    ]);
}

function entryVariables(entry: ParsedService, place: Place): VariableLayer[] {
  return [
    { layer: 'entry', place: placeUnder(place, 'extraEnv'), field: 'extraEnv', values: entry.extraEnv },
    { layer: 'entry', place: placeUnder(place, 'env'), field: 'env', values: entry.env },
    { layer: 'entry', place: placeUnder(place, 'secrets'), field: 'secrets', values: entry.secrets },
  ];
}

function overlayVariables(layers: readonly Layer<OverlayService>[]): VariableLayer[] {
  return layers.map(({ layer, place, values }) => ({ layer, place: placeUnder(place, 'env'), field: 'env', values: values.env }));
}

function resolveReplicas(
  layers: readonly Layer<ServiceDefaults>[],
  overlayLayers: readonly Layer<OverlayService>[],
  overlay: EnvironmentOverlay,
  sources: PlatformSources,
  singleton: boolean,
  development: boolean,
  place: Place,
): Sourced<number> {
  // An environment's number for all services is not meant for one of which there can be only one.
  const environmentLayer: Layer<{ replicas?: number | undefined }>[] = singleton
    ? []
    : [{ layer: 'overlay', place: sources.overlay, values: { replicas: overlay.replicas } }];
  const builtIn = singleton || development ? 1 : 2;
  return pick<{ replicas?: number | undefined }, 'replicas'>(
    [...overlayLayers, ...environmentLayer, ...layers],
    'replicas',
    builtIn,
    place,
  );
}

function resolvePriorityClass(
  overlayLayers: readonly Layer<OverlayService>[],
  overlay: EnvironmentOverlay,
  sources: PlatformSources,
): Sourced<string> | undefined {
  const layers: Layer<{ priorityClassName?: string | undefined }>[] = [
    ...overlayLayers,
    { layer: 'overlay', place: sources.overlay, values: overlay },
  ];
  const setter = layers.find(({ values }) => values.priorityClassName !== undefined);
  return setter && pick(layers, 'priorityClassName', '', setter.place);
}

function resolveImage(
  key: string,
  hostname: string,
  entry: ParsedService,
  { manifest, overlay, imageLock, sources }: ServiceContext,
  place: Place,
): { readonly reference: ImageReference; readonly origins: Readonly<Record<'image' | 'tag' | 'digest', Origin>> } {
  const own = entry.image === undefined ? undefined : toImageReference(entry.image);
  const entryOrigin: Origin = { layer: 'entry', place: placeUnder(place, 'image') };
  const images = placeUnder(sources.overlay, 'images');
  const locked = imageLock !== undefined && Object.hasOwn(imageLock.value, key) ? imageLock : undefined;
  const pin = locked === undefined ? overlay.images.services?.[key] : locked.value[key];
  const pinPlace: Place = locked === undefined ? placeUnder(images, 'services', key) : { file: locked.file, path: [key] };
  const pinOrigin = (field: string): Origin => ({ layer: 'overlay', place: placeUnder(pinPlace, field) });
  const tag: Sourced<string | undefined> =
    pin?.tag !== undefined
      ? { value: pin.tag, origin: pinOrigin('tag') }
      : own?.tag !== undefined || own?.digest !== undefined
        ? { value: own.tag, origin: entryOrigin }
        : {
            value: overlay.images.tag,
            origin: { layer: 'overlay', place: overlay.images.tag === undefined ? images : placeUnder(images, 'tag') },
          };
  const digest: Sourced<string | undefined> =
    pin?.digest !== undefined
      ? { value: pin.digest, origin: pinOrigin('digest') }
      : // A digest beside another tag would name another image than the tag says.
        { value: pin?.tag === undefined ? own?.digest : undefined, origin: own?.digest === undefined ? builtInOrigin(place) : entryOrigin };
  return {
    reference: { repository: own?.repository ?? `${manifest.imageRegistry}/${hostname}`, tag: tag.value, digest: digest.value },
    origins: {
      image: own === undefined ? { layer: 'product-default', place: placeUnder(sources.manifest, 'imageRegistry') } : entryOrigin,
      tag: tag.origin,
      digest: digest.origin,
    },
  };
}
