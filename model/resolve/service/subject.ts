import type { Diagnostic, Place, Suggest } from '../../../diagnostics';
import type {
  EnvironmentOverlay,
  FlaggedKindName,
  ImageLock,
  ParsedService,
  ProductManifest,
  ServiceDefaults,
} from '../../../registry/schema';
import { type OriginLayer, type Origins, placeUnder, type ServiceField } from '../../origin';
import type {
  Component,
  Edge,
  External,
  FlaggedService,
  Observability,
  PlatformSources,
  Postgres,
  Preview,
  Routing,
  Service,
} from '../../platform';
import type { ContentFileInput } from '../../read/input';
import type { Registry } from '../../read/parse';
import { builtInAt, type Layer } from '../layers';
import type { FoundNeighbour } from '../neighbours';
import { hardenedProfile, type RuntimeProfile, runtimeProfiles } from '../runtime-profile';

/** The origins of what an environment and a product say about the images of all services. */
export interface ImageOrigins {
  readonly tag: Origins;
  readonly repository: Origins;
}

/** The things that all services of a platform are resolved against. */
export interface ServiceContext {
  readonly manifest: ProductManifest;
  readonly overlay: EnvironmentOverlay;
  readonly imageLock?: { readonly value: ImageLock; readonly file: string } | undefined;
  readonly environment: string;
  /** The number that the databases have at their end; undefined if the environment is no preview. */
  readonly preview: Preview | undefined;
  readonly sources: PlatformSources;
  readonly layersOfAll: LayersOfAll;
  readonly imageOrigins: ImageOrigins;
  /** The backing services that services ask for by flags. */
  readonly backing: ReadonlyMap<FlaggedKindName, FlaggedService>;
  /** Whether a service of the product names a topic, so that each has a user of its own on the broker. */
  readonly namesTopics: boolean;
  /** The externals of the environment, by name. */
  readonly externals: ReadonlyMap<string, External>;
  /** The server that a service's database is on, by registry key. */
  readonly serverOf: (service: string) => Postgres | undefined;
  /** The files of the product's folder, by path. */
  readonly files: ReadonlyMap<string, ContentFileInput>;
  /** The PostgreSQL servers of the environment. */
  readonly postgresServers: readonly Postgres[];
  /** The way in of the environment. */
  readonly routing: Routing | undefined;
  /** What the edge does for all routes. */
  readonly edge: Edge;
  /** What watches the platform. */
  readonly observability: Observability;
  /** All entries, also of services that the product leaves out. */
  readonly registry: Registry;
  /** The registry keys of the product. */
  readonly inProduct: ReadonlySet<string>;
  /** Looks up a service of another product, by `product/key`. */
  readonly neighbourOf: (key: string) => FoundNeighbour;
  /** Finds the registry key that was probably meant. */
  readonly suggestKey: Suggest;
  /** The number of pods of other entries that log in to the database of a service, by registry key. */
  readonly borrowingPods: ReadonlyMap<string, number>;
  /** The label by which the pods of an entry of the product are selected beside its key; undefined if there is no such entry, or its pods do not stay. */
  readonly componentOf: (service: string) => Component | undefined;
}

type OverlayService = NonNullable<EnvironmentOverlay['services']>[string];

type FieldOf<T, F> = F extends keyof T ? T[F] : undefined;

/** The fields of a service that more than one layer can set. A layer whose schema lacks a field leaves it out. */
export type LayeredFields = {
  readonly [F in keyof ServiceDefaults | keyof OverlayService]?: FieldOf<ServiceDefaults, F> | FieldOf<OverlayService, F>;
};

/** A service that is being resolved. */
export interface Subject {
  readonly key: string;
  /** The name of its Kubernetes objects. */
  readonly hostname: string;
  readonly entry: ParsedService;
  /** The place of the entry. */
  readonly place: Place;
  readonly runtime: Service['runtime'];
  readonly profile: RuntimeProfile;
  /** Whether the environment gives the service another user than that of its image. */
  readonly hardened: boolean;
  readonly development: boolean;
  /**
   * From the one that wins to the one that loses: the service's part of the overlay, the environment, the entry, the variables of the environment, the
   * defaults of its runtime and of all.
   */
  readonly layers: readonly Layer<LayeredFields>[];
  /** The origins of a value that no layer set. */
  readonly builtIn: Origins;
  readonly context: ServiceContext;
}

/** The part of a service that one subject matter decides, with the origins of the fields of its entry that are about it. */
export interface Part<T> {
  readonly values: T;
  readonly origins: Readonly<Partial<Record<ServiceField, Origins>>>;
}

/** A service, and the origins of its values. */
export interface ResolvedService {
  readonly service: Service;
  readonly origins: Origins;
  /** The findings about names that lead nowhere. */
  readonly findings: readonly Diagnostic[];
}

/** Lays the layers of a service over each other. */
export function subjectOf(key: string, entry: ParsedService, context: ServiceContext): Subject {
  const { overlay, sources, layersOfAll } = context;
  const place = placeUnder(sources.registry, key);
  const runtime = entry.runtime ?? 'node';
  const hardened = overlay.hardenedUid === true && entry.user === undefined;
  return {
    key,
    hostname: entry.hostname ?? key,
    entry,
    place,
    runtime,
    profile: hardened ? hardenedProfile(runtimeProfiles[runtime]) : runtimeProfiles[runtime],
    hardened,
    development: overlay.development ?? false,
    layers: [
      ...layer('overlay', overlay.services?.[key], sources.overlay, 'services', key),
      entry.singleton === true || entry.kind === 'stateful' ? layersOfAll.withoutReplicas : layersOfAll.environment,
      { layer: 'entry', place, values: entry },
      ...layersOfAll.variables,
      ...(layersOfAll.defaults.get(runtime) ?? []),
    ],
    builtIn: builtInAt(place),
    context,
  };
}

function layer(name: OriginLayer, values: LayeredFields | undefined, file: Place, ...path: string[]): Layer<LayeredFields>[] {
  return values === undefined ? [] : [{ layer: name, place: placeUnder(file, ...path), values }];
}

/** The layers that are the same for all services. */
export interface LayersOfAll {
  /** The fields that an environment sets for all services. */
  readonly environment: Layer<LayeredFields>;
  /** The same for a service of which there can be only one, or whose pods are not alike. */
  readonly withoutReplicas: Layer<LayeredFields>;
  /** The variables of the environment, if it has some. */
  readonly variables: readonly Layer<LayeredFields>[];
  /** The defaults of the product: of the runtime, and of all. */
  readonly defaults: ReadonlyMap<Service['runtime'], readonly Layer<LayeredFields>[]>;
}

/** Makes the layers that are the same for all services. */
export function layersOfAll({ defaults = {} }: ProductManifest, overlay: EnvironmentOverlay, sources: PlatformSources): LayersOfAll {
  const { priorityClassName, replicas, env } = overlay;
  const ofEnvironment = (values: LayeredFields): Layer<LayeredFields> => ({ layer: 'overlay', place: sources.overlay, values });
  const withoutReplicas = { ...placementForAll(overlay), priorityClassName };
  const defaultsOf = (name: keyof typeof defaults): Layer<LayeredFields>[] =>
    layer('product-default', defaults[name], sources.manifest, 'defaults', name);
  const all = defaultsOf('all');
  const runtimes = Object.keys(runtimeProfiles) as Service['runtime'][];
  return {
    environment: ofEnvironment({ ...withoutReplicas, replicas }),
    withoutReplicas: ofEnvironment(withoutReplicas),
    variables: env === undefined ? [] : [ofEnvironment({ env })],
    defaults: new Map(runtimes.map((runtime) => [runtime, [...defaultsOf(runtime), ...all]])),
  };
}

/** Where an environment says that all pods run. */
export function placementForAll(overlay: EnvironmentOverlay): LayeredFields {
  const { nodeSelector, tolerations, architecture, dnsConfig, hostAliases, podLabels, podAnnotations } = overlay;
  const { affinity, extendedResources, serviceAccount, safeToEvict } = overlay;
  return {
    nodeSelector,
    tolerations,
    architecture,
    dnsConfig,
    hostAliases,
    podLabels,
    podAnnotations,
    affinity,
    extendedResources,
    serviceAccount,
    safeToEvict,
  };
}

/** The layers without the product's defaults, for fields that are meant for services with a database alone. */
export function withoutDefaults({ layers }: Subject): Layer<LayeredFields>[] {
  return layers.filter(({ layer: name }) => name !== 'product-default');
}
