import { boundedSuggest, createDiagnostic, type Diagnostic, type Place, type Suggest } from '../diagnostics';
import type { EnvironmentOverlay, ImageLock, ProductManifest, ParsedService } from '../registry/schema';
import { type Origin, type Origins, placeUnder } from './origin';
import type { ForeignManifest, Platform, PlatformSources, PodPlacement, Tool } from './platform';
import { type ContentFileInput, isLoaded, type SecretFileInput } from './read/input';
import type { Registry } from './read/parse';
import { resolveBackingServices } from './resolve/backing-services';
import { databaseServerFindings, resolveDatabaseServers } from './resolve/database-servers';
import { externalFindings, resolveExternals } from './resolve/externals';
import { fileFindings } from './resolve/files';
import { databaseGuestFindings } from './resolve/database-guests';
import { resolveDelivery } from './resolve/delivery';
import { hostOf } from './resolve/service/guest';
import { imageOriginsOf } from './resolve/service/image';
import { borrow, borrowingPods, lenderOf } from './resolve/service/lender';
import { resolveCapabilities } from './resolve/capabilities';
import { resolveEdge } from './resolve/edge';
import { resolveNetwork } from './resolve/network';
import type { CallersOf } from './resolve/network-callers';
import { idleIngress, resolveRouting } from './resolve/routing';
import { namespaceOf } from './resolve/namespace';
import { findNeighbour, type NeighbourProducts, resolveNeighbours } from './resolve/neighbours';
import { compareText } from './resolve/order';
import { resolveContainerDefaults, resolveQuota } from './resolve/quota';
import { resolveObservability } from './resolve/observability';
import { inMatchOrder } from './resolve/routes';
import { resolveAllowances, resolveChanges } from './resolve/allowances';
import { resolvePatches } from './resolve/patches';
import { anyPreview, type PreviewNumber, resolvePreview } from './resolve/preview';
import { resolveSecretProvider } from './resolve/secret-provider';
import { componentOf, resolveService } from './resolve/service';
import { resolvePlacement } from './resolve/service/placement';
import { layersOfAll, placementForAll, type ResolvedService, type ServiceContext } from './resolve/service/subject';
import { isAboutTopics } from './resolve/service/messages';
import { resolveTools } from './resolve/tools';
import { resolveTopics, topicFindings } from './resolve/topics';
import { unknownVolumes } from './resolve/unknown-volumes';
import { workloadKindFindings } from './resolve/workload-kinds';

/** Everything a platform is resolved from, each part with its file. */
export interface ResolveInput {
  readonly registry: { readonly value: Registry; readonly file: string };
  readonly manifest: { readonly value: ProductManifest; readonly file: string };
  readonly overlay: { readonly value: EnvironmentOverlay; readonly file: string };
  /**
   * The environment's image lock, laid over the overlay.
   * @default none: nothing is pinned
   */
  readonly imageLock?: { readonly value: ImageLock; readonly file: string } | undefined;
  /**
   * The environment's sealed or encrypted Secrets, in any order.
   * @default none
   */
  readonly secretFiles?: readonly SecretFileInput[] | undefined;
  /**
   * The Kubernetes objects of the team.
   * @default none
   */
  readonly manifests?: readonly ForeignManifest[] | undefined;
  /**
   * The files of the product's folder that services are given, by path.
   * @default none
   */
  readonly contentFiles?: ReadonlyMap<string, ContentFileInput> | undefined;
  /** The environment's name. */
  readonly environment: string;
  /**
   * The number of a preview, which its overlay has been given already.
   * @default one that stands for any
   */
  readonly previewNumber?: PreviewNumber | undefined;
  /**
   * The products that services may depend on, by name.
   * @default none
   */
  readonly products?: NeighbourProducts | undefined;
  /**
   * Who of other products calls services of this one.
   * @default nobody
   */
  readonly callersOf?: CallersOf | undefined;
}

/** The result of resolving: a platform, and the findings about names that lead nowhere. */
export interface Resolved {
  /** Whole but for the services that the findings are about, so that all rules can still run on it. */
  readonly platform: Platform;
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * Applies overlay and defaults, and derives every fact once. Never throws on input whose shape was checked.
 * @returns the platform, and findings
 */
export function resolvePlatform({
  registry,
  manifest,
  overlay,
  imageLock,
  secretFiles = [],
  manifests = [],
  contentFiles = new Map(),
  environment,
  previewNumber = anyPreview,
  products = new Map(),
  callersOf = () => [],
}: ResolveInput): Resolved {
  if (![registry, manifest, overlay].every((read) => isLoaded(read) && typeof read.value === 'object' && read.value !== null))
    throw new TypeError(
      '`resolvePlatform()` takes `registry`, `manifest` and `overlay` as the `parse…()` functions return them, each with a value',
    );
  const sources: PlatformSources = {
    registry: { file: registry.file, path: [] },
    manifest: { file: manifest.file, path: [] },
    overlay: { file: overlay.file, path: [] },
  };
  const registryKeys = Object.keys(registry.value).sort(compareText);
  const listed = manifest.value.services;
  const keys = [...new Set(listed)].filter((key) => Object.hasOwn(registry.value, key)).sort(compareText);
  const inProduct = new Set(keys);
  const { name: product, label } = manifest.value;
  const databaseServers = resolveDatabaseServers(overlay.value, sources.overlay);
  const { servers: postgresServers, serverOf } = databaseServers;
  const flagged = resolveBackingServices(overlay.value, product, sources.overlay);
  const others = flagged.map(({ server }) => server);
  const backing = [...postgresServers, ...others];
  const { externals, diagnostics: externalServiceFindings } = resolveExternals(overlay.value, registry.value, keys, sources.overlay);
  const { name: namespace = product, create: createsNamespace = true } = namespaceOf(overlay.value);
  const routing = resolveRouting(overlay.value, { product, namespace }, sources.overlay);
  const { capabilities, origins: capabilityOrigins } = resolveCapabilities(overlay.value, sources.overlay);
  const watched = resolveObservability(manifest.value, overlay.value, capabilities, sources);
  const edge = resolveEdge(manifest.value, overlay.value, watched.observability.traceHeader, sources);
  const preview = resolvePreview(overlay.value, previewNumber, sources.overlay);
  const context: ServiceContext = {
    preview,
    manifest: manifest.value,
    overlay: overlay.value,
    imageLock,
    environment,
    sources,
    layersOfAll: layersOfAll(manifest.value, overlay.value, sources),
    imageOrigins: imageOriginsOf(overlay.value, sources),
    backing: new Map(others.map((server) => [server.kind, server])),
    namesTopics: keys.some((key) => isAboutTopics(registry.value[key] ?? {})),
    externals: new Map(externals.map((external) => [external.name, external])),
    serverOf,
    files: contentFiles,
    postgresServers,
    routing,
    edge,
    observability: watched.observability,
    registry: registry.value,
    inProduct,
    neighbourOf: (key) => findNeighbour(products, key, { product, environment }),
    suggestKey: boundedSuggest(registryKeys),
    borrowingPods: borrowingPods(registry.value, inProduct),
    componentOf: (key) => {
      const entry = inProduct.has(key) ? registry.value[key] : undefined;
      return entry === undefined || entry.kind === 'cron' ? undefined : componentOf(entry);
    },
  };
  const resolved = resolveServices(registry.value, keys, context);
  const services = resolved.map(({ service }) => service);
  const { tools, diagnostics: toolFindings } = resolveTools(overlay.value, environment, services, sources.overlay);
  const { neighbours, diagnostics: neighbourFindings } = resolveNeighbours(products, services, { product, environment });
  const platform: Platform = {
    product,
    label,
    environment,
    labels: manifest.value.labels ?? {},
    annotations: manifest.value.annotations ?? {},
    kubernetes: overlay.value.kubernetes === undefined ? undefined : String(overlay.value.kubernetes),
    capabilities,
    namespace,
    createsNamespace,
    development: overlay.value.development ?? false,
    preview,
    ...resolveDelivery(overlay.value, { product, environment, preview }, sources.overlay),
    lintAnnotations: overlay.value.lint?.annotations ?? false,
    requireDigest: overlay.value.images.requireDigest ?? false,
    imagePullSecrets: overlay.value.images.pullSecrets ?? [],
    services,
    topics: resolveTopics(manifest.value, services, sources),
    topicsListed: manifest.value.topics !== undefined,
    neighbours,
    routes: inMatchOrder(services.flatMap(({ routes }) => routes)),
    routing,
    edge,
    observability: watched.observability,
    network: resolveNetwork(overlay.value, routing, callersOf(product, environment), sources.overlay),
    backing,
    externals,
    tools,
    secretProvider: resolveSecretProvider(overlay.value.secrets, secretFiles),
    reloader: overlay.value.reloader ?? false,
    quota: resolveQuota(overlay.value, sources.overlay),
    containerDefaults:
      overlay.value.limitRange === true
        ? resolveContainerDefaults({ services, backing, development: overlay.value.development ?? false })
        : undefined,
    foreign: manifests,
    placement: placementOfAll(overlay.value, context),
    patches: [
      ...keys.flatMap((key) => resolvePatches(registry.value[key]?.patches, placeUnder(sources.registry, key, 'patches'))),
      ...resolvePatches(overlay.value.patches, placeUnder(sources.overlay, 'patches')),
    ],
    allowances: [
      ...resolveAllowances(manifest.value.allow, sources.manifest, 'product'),
      ...resolveAllowances(overlay.value.allow, sources.overlay, 'environment'),
    ],
    changes: resolveChanges(manifest.value.changes, sources.manifest),
    origins: resolveOrigins(overlay.value, tools, sources, {
      own: { capabilities: capabilityOrigins, observability: watched.origins },
      environment: listedAt(manifest.value.environments, environment, placeUnder(sources.manifest, 'environments')),
      services: Object.fromEntries(resolved.map(({ service, origins }) => [service.key, origins])),
      backing: { postgres: databaseServers.origins, ...Object.fromEntries(flagged.map(({ server, origins }) => [server.kind, origins])) },
    }),
    sources,
    registryKeys,
  };
  const diagnostics = [
    ...unknownProductServices(listed, registryKeys, sources),
    ...unknownOverlayServices(overlay.value, imageLock, keys, sources),
    ...pinnedTwice(overlay.value, imageLock, keys, sources),
    ...resolved.flatMap(({ findings }) => findings),
    ...databaseServerFindings(overlay.value, services, databaseServers, sources.overlay),
    ...toolFindings,
    ...idleIngress(overlay.value, sources.overlay),
    ...fileFindings(platform, contentFiles),
    ...unknownVolumes(registry.value, keys, overlay.value, sources),
    ...externalServiceFindings,
    ...externalFindings(overlay.value, services, sources.overlay),
    ...neighbourFindings,
    ...databaseGuestFindings({ registry: registry.value, keys, overlay: overlay.value, sources }),
    ...topicFindings(registry.value, keys, sources),
    ...workloadKindFindings({ registry: registry.value, keys, overlay: overlay.value, imageLock, sources }),
  ];
  return { platform, diagnostics };
}

/** Where an environment says that all pods run, without what is meant for the pods of services. */
function placementOfAll(overlay: EnvironmentOverlay, context: ServiceContext): PodPlacement {
  const layers = [{ layer: 'overlay', place: context.sources.overlay, values: placementForAll(overlay) } as const];
  const { placement } = resolvePlacement({ layers, place: context.sources.overlay, development: true, entry: {}, context }).values;
  const { nodeSelector, tolerations, architecture, dnsConfig, hostAliases, podLabels, podAnnotations } = placement;
  return { nodeSelector, tolerations, architecture, dnsConfig, hostAliases, podLabels, podAnnotations };
}

/** Resolves the entries of the product, those that have the image and environment, or the database, of another one after that one. */
function resolveServices(registry: Registry, keys: readonly string[], context: ServiceContext): ResolvedService[] {
  const { inProduct } = context;
  const resolved = new Map<string, ResolvedService>();
  const resolveEntry = (key: string): ResolvedService | undefined => {
    const known = resolved.get(key);
    const entry = registry[key];
    if (known !== undefined || entry === undefined) return known;
    const lenderKey = lenderOf(entry, registry, inProduct);
    const lender = lenderKey === undefined ? undefined : resolveEntry(lenderKey);
    const host = hostOf(key, entry, registry, inProduct);
    const own = resolveService(key, lenderKey === undefined ? entry : besideLender(entry, registry[lenderKey]), context, {
      lender: lender?.service,
      host: host === undefined ? undefined : resolveEntry(host)?.service,
    });
    const service = lender === undefined ? own : borrow(own, lender, entry);
    resolved.set(key, service);
    return service;
  };
  return keys.flatMap((key) => resolveEntry(key) ?? []);
}

/** The entry of a cron job with what its image decides: the runtime, the user and, unless it says so itself, the scratch space. */
function besideLender(entry: ParsedService, { runtime, user, scratch }: ParsedService = entry): ParsedService {
  return { ...entry, runtime, user, scratch: entry.scratch ?? scratch };
}

/** The item of a list; the list itself if it has no such item. */
function listedAt(list: readonly string[], item: string, at: Place): Place {
  const index = list.indexOf(item);
  return index === -1 ? at : placeUnder(at, index);
}

/** The origins of a platform. A value that is not recorded stands in the overlay under its own path. */
function resolveOrigins(
  input: EnvironmentOverlay,
  tools: readonly Tool[],
  { manifest, overlay }: PlatformSources,
  {
    services,
    backing,
    environment,
    own,
  }: Readonly<Record<'services' | 'backing' | 'own', Readonly<Record<string, Origins>>>> & { readonly environment: Place },
): Origins {
  const origin: Origin = { layer: 'overlay', place: overlay };
  const inManifest = (field: keyof ProductManifest): Origins => ({
    origin: { layer: 'product-default', place: placeUnder(manifest, field) },
  });
  const product = inManifest('name');

  return {
    origin,
    fields: {
      product,
      label: inManifest('label'),
      labels: inManifest('labels'),
      annotations: inManifest('annotations'),
      environment: { origin: { layer: 'product-default', place: environment } },
      ...(namespaceOf(input).name === undefined && { namespace: product }),
      services: { fields: services },
      tools: { fields: Object.fromEntries(tools.map(({ name, place }) => [name, { origin: { layer: 'overlay', place } }])) },
      backing: { origin, fields: backing },
      ...own,
    },
  };
}

function unknownProductServices(listed: readonly string[], registryKeys: readonly string[], sources: PlatformSources): Diagnostic[] {
  const known = new Set(registryKeys);
  const suggest = boundedSuggest(registryKeys);
  return listed.flatMap((service, index) =>
    known.has(service) ? [] : [unknownName('product-service-unknown', service, suggest, placeUnder(sources.manifest, 'services', index))],
  );
}

function unknownOverlayServices(
  overlay: EnvironmentOverlay,
  imageLock: ResolveInput['imageLock'],
  keys: readonly string[],
  sources: PlatformSources,
): Diagnostic[] {
  const known = new Set(keys);
  const suggest = boundedSuggest(keys);
  const named: [Place, Record<string, unknown> | undefined][] = [
    [placeUnder(sources.overlay, 'services'), overlay.services],
    [placeUnder(sources.overlay, 'images', 'services'), overlay.images.services],
    ...(imageLock === undefined ? [] : [[{ file: imageLock.file, path: [] }, imageLock.value] satisfies [Place, Record<string, unknown>]]),
  ];
  return named.flatMap(([place, values]) =>
    Object.keys(values ?? {})
      .filter((service) => !known.has(service))
      .map((service) => unknownName('overlay-service-unknown', service, suggest, { ...placeUnder(place, service), key: true })),
  );
}

function unknownName(
  code: 'product-service-unknown' | 'overlay-service-unknown',
  service: string,
  suggest: Suggest,
  place: Place,
): Diagnostic {
  const suggestion = suggest(service);
  return createDiagnostic(code, { service, ...(suggestion !== undefined && { suggestion }) }, place);
}

function pinnedTwice(
  overlay: EnvironmentOverlay,
  imageLock: ResolveInput['imageLock'],
  keys: readonly string[],
  sources: PlatformSources,
): Diagnostic[] {
  if (imageLock === undefined) return [];
  const inOverlay = overlay.images.services ?? {};
  return keys
    .filter((service) => Object.hasOwn(inOverlay, service) && Object.hasOwn(imageLock.value, service))
    .map((service) =>
      createDiagnostic(
        'image-pinned-twice',
        { service, overlay: sources.overlay.file },
        { ...placeUnder(sources.overlay, 'images', 'services', service), key: true },
        { related: [{ label: 'also pinned at', place: { file: imageLock.file, path: [service], key: true } }] },
      ),
    );
}
