import { createDiagnostic, type Diagnostic } from '../../diagnostics';
import type { EnvironmentOverlay, ImageLock, ProductManifest } from '../../registry/schema';
import type { ForeignManifest } from '../platform';
import {
  type ContentFileInput,
  type EnvironmentInput,
  type ExtensionInput,
  type InputFile,
  isLoaded,
  type ParseInput,
  type ProductInput,
  type SecretFileInput,
} from './input';
import { readManifestFiles } from './manifest-files';
import { unreadFiles } from './unread-files';
import { allLosses, type Losses, lossesOf } from './losses';
import {
  emptyOverlay,
  parseEnvironmentOverlay,
  parseImageLock,
  parseProductManifest,
  parseRegistry,
  type Parsed,
  type Registry,
} from './parse';

/** A file whose shape was checked. */
export interface CheckedFile<T> {
  readonly value: T;
  readonly file: string;
}

/** The files of an environment, checked. */
export interface ReadEnvironment {
  readonly environment: string;
  readonly overlay: CheckedFile<EnvironmentOverlay>;
  readonly imageLock: CheckedFile<ImageLock> | undefined;
  readonly secretFiles: readonly SecretFileInput[];
  /** The objects of the team: those of every environment, then its own. */
  readonly manifests: readonly ForeignManifest[];
  /** The number of a preview, which its overlay has been given; undefined if it is none, or has none yet. */
  readonly previewNumber?: { readonly number: string; readonly isNamed: boolean } | undefined;
  /** Undefined if every file of it is whole. */
  readonly losses: Losses | undefined;
}

/** The files of a product, checked. */
export interface ReadProduct {
  /** As much of it as is whole; undefined if it cannot be used. */
  readonly manifest: CheckedFile<ProductManifest> | undefined;
  /** As much of it as is whole; undefined if it cannot be used. */
  readonly registry: CheckedFile<Registry> | undefined;
  /** Undefined if both are whole. */
  readonly losses: Losses | undefined;
  /** The files of the product's folder, by path. */
  readonly files: ReadonlyMap<string, ContentFileInput>;
  /** Undefined if there is none that can be run. */
  readonly extension: ExtensionInput | undefined;
  /** The environments, each with what is lost of its files. */
  readonly environments: readonly ReadEnvironment[];
  readonly diagnostics: readonly Diagnostic[];
  /** Whether it is there only for other products to refer to. */
  readonly referenceOnly: boolean;
}

/** Checks the shape of every file of a product. Never throws. */
export function readProduct({
  manifest,
  registry,
  manifests: manifestFiles = [],
  files = [],
  extension,
  environments,
  environmentFolder,
  diagnostics = [],
  referenceOnly = false,
}: ProductInput): ReadProduct {
  const read = { manifest: parseLoaded(manifest, parseProductManifest), registry: parseLoaded(registry, parseRegistry) };
  const common = readManifestFiles(manifestFiles);
  const losses = lossesOf({ registry: read.registry.repaired?.lost, manifest: read.manifest.repaired?.lost });
  const readEnvironments = environments.map((environment) => readEnvironment(environment, common.manifests, losses));
  return {
    manifest: checked(read.manifest),
    registry: checked(read.registry),
    files: new Map(files.map((file) => [file.path, file])),
    extension: extension?.diagnostics === undefined || extension.diagnostics.length === 0 ? extension : undefined,
    losses,
    environments: readEnvironments.map(({ files }) => files),
    diagnostics: [
      ...diagnostics,
      ...read.manifest.diagnostics,
      ...read.registry.diagnostics,
      ...common.diagnostics,
      ...(extension?.diagnostics ?? []),
      ...readEnvironments.flatMap(({ diagnostics }) => diagnostics),
      ...(environmentFolder === undefined || read.manifest.value === undefined
        ? []
        : unreadFiles(environmentFolder, read.manifest.value.environments, new Set(files.map(({ path }) => path)))),
    ],
    referenceOnly,
  };
}

/**
 * Lists the environments of a product, for a program that has to find their files.
 * @returns their names, each once; undefined if the product manifest cannot be used
 */
export function environmentsOf(manifest: InputFile): readonly string[] | undefined {
  if (!isLoaded(manifest)) throw new TypeError('`environmentsOf()` takes `{ file, value }`: what was read from the product manifest');
  const environments = checked(parseLoaded(manifest, parseProductManifest))?.value.environments;
  return environments && [...new Set(environments)];
}

function readEnvironment(
  { environment, overlay, imageLock, secretFiles = [], manifests = [] }: EnvironmentInput,
  common: readonly ForeignManifest[],
  ofProduct: Losses | undefined,
): {
  readonly files: ReadEnvironment;
  readonly diagnostics: readonly Diagnostic[];
} {
  const parsed = parseLoaded(overlay, parseEnvironmentOverlay);
  const lock = imageLock && parseLoaded(imageLock, parseImageLock);
  const provider = parsed.value?.secrets.provider;
  const secrets = provider === 'sealed-secrets' || provider === 'sops' ? secretFiles : [];
  const secretFindings = secrets.flatMap(({ diagnostics = [] }) => diagnostics);
  const [unread] = provider === undefined || secrets === secretFiles ? [] : secretFiles;
  const unreadSecrets =
    provider === undefined || unread === undefined
      ? []
      : [createDiagnostic('secret-files-unread', { provider, files: secretFiles.length }, { file: unread.file, path: [] })];
  const own = readManifestFiles(manifests);
  const checkedOverlay = checked(parsed);
  const checkedLock = lock && checked(lock);
  const losses = lossesOf({
    overlay: checkedOverlay === undefined ? [[]] : parsed.repaired?.lost,
    // Without the pins of a lock that cannot be read, other images would be checked than those that run; and a Secret that cannot be read would be
    // reported again as missing.
    others: (lock !== undefined && lock.value === undefined) || secretFindings.length > 0,
  });
  return {
    files: {
      environment,
      overlay: checkedOverlay ?? { value: emptyOverlay(), file: overlay.file },
      imageLock: checkedLock,
      secretFiles: secrets.filter(({ diagnostics = [] }) => diagnostics.length === 0),
      manifests: [...common, ...own.manifests],
      losses: allLosses([ofProduct, losses]),
    },
    diagnostics: [...parsed.diagnostics, ...(lock?.diagnostics ?? []), ...secretFindings, ...unreadSecrets, ...own.diagnostics],
  };
}

function parseLoaded<T>(loaded: InputFile, parse: (input: ParseInput) => Parsed<T>): Parsed<T> {
  const { value, file, diagnostics = [] } = loaded;
  return diagnostics.length > 0 ? { value: undefined, file, diagnostics } : parse({ value, file });
}

function checked<T>({ value, file, repaired }: Parsed<T>): CheckedFile<T> | undefined {
  const whole = value ?? repaired?.value;
  return whole === undefined ? undefined : { value: whole, file };
}
