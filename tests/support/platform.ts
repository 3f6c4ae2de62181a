import { parse } from 'yaml';
import { loadProducts } from '../../cli/load-products';
import { buildApp, type Extension, objectsMadeBy } from '../../constructs';
import type { Diagnostic } from '../../diagnostics';
import {
  checkParity,
  checkPlatform,
  compile,
  type CompiledPlatform,
  type CompileOptions,
  type FileContent,
  imageLockFile,
  type ManifestFileInput,
  manifestFolder,
  type Platform,
  type ProductInput,
  type Reference,
  secretFolder,
  withBlueprint,
} from '../../model';
import { type ConnectionBudget, connectionBudgets } from '../../model/rules/facts/connection-budgets';
import type { ManifestObject } from '../../output';

/** A valid service with the required fields alone. */
export const plainService = {
  hostname: 'owners',
  port: 4100,
  layer: 'domain',
  label: 'Owners',
  routes: ['/api/v1/owners'],
} as const;

/** An overlay for development with all three backing services in the cluster. */
export const developmentOverlay = {
  development: true,
  delivery: 'kubectl',
  images: { tag: '1.2.3' },
  secrets: { provider: 'development', seed: 'tests' },
  postgres: { provider: 'in-cluster' },
  redis: { provider: 'in-cluster' },
  rabbitmq: { provider: 'in-cluster' },
  ingress: { className: 'traefik', host: 'acme.localhost' },
} as const;

/** An overlay for production with all three backing services outside the cluster. */
export const productionOverlay = {
  delivery: 'argocd',
  images: { tag: '1.2.3' },
  secrets: { provider: 'existing' },
  postgres: { provider: 'external', host: 'postgres.example.com', maxConnections: 500, tls: { mode: 'verify-full' } },
  redis: { provider: 'external', host: 'redis.example.com', tls: true },
  rabbitmq: { provider: 'external', host: 'rabbitmq.example.com', tls: true },
  ingress: { className: 'traefik', host: 'acme.example.com', tls: { secretName: 'acme-tls' } },
  network: {
    hosts: {
      'postgres.example.com': ['10.1.0.0/24'],
      'redis.example.com': ['10.2.0.0/24'],
      'rabbitmq.example.com': ['10.3.0.0/24'],
    },
  },
} as const;

/** The input of a platform. Fields that are left out get a minimum that works. */
export interface PlatformInput {
  readonly services: Readonly<Record<string, object>>;
  /** @default every service, no defaults */
  readonly manifest?: object;
  /** @default {@link developmentOverlay} */
  readonly overlay?: object;
  /** @default no such file */
  readonly imageLock?: object;
  /**
   * The texts of sealed or encrypted files, by name.
   * @default none
   */
  readonly secretFiles?: Readonly<Record<string, string>>;
  /**
   * The documents of `manifests`, by file name.
   * @default none
   */
  readonly manifests?: Readonly<Record<string, readonly object[]>>;
  /**
   * The documents of `environments/<name>.manifests`, by file name.
   * @default none
   */
  readonly environmentManifests?: Readonly<Record<string, readonly object[]>>;
  /**
   * The texts of files in the folder of the product, by path.
   * @default none
   */
  readonly files?: Readonly<Record<string, string | FileContent>>;
  /** @default none */
  readonly extension?: Extension;
  /** @default 'dev' */
  readonly environment?: string;
  /** @default no parameters: previews stand for any */
  readonly number?: string;
  /**
   * Other products by name, each with an overlay for the environment.
   * @default none
   */
  readonly products?: Readonly<Record<string, Pick<PlatformInput, 'services' | 'overlay'>>>;
}

/** The input as `compile` takes it: the product first, then its neighbours. */
export function productInputsOf({
  services,
  manifest,
  overlay = developmentOverlay,
  imageLock,
  secretFiles = {},
  manifests = {},
  environmentManifests = {},
  files = {},
  extension,
  environment = 'dev',
  products = {},
}: PlatformInput): ProductInput[] {
  const base = {
    name: 'acme',
    label: 'Acme',
    imageRegistry: 'registry.example.com/acme',
    environments: [environment],
    services: Object.keys(services),
  };
  const overlayFile = `registry/acme/environments/${environment}.yaml`;
  return [
    {
      registry: { value: services, file: 'registry/acme/service-registry.ts' },
      manifest: { value: { ...base, ...manifest }, file: 'registry/acme/manifest.yaml' },
      manifests: manifestFiles('registry/acme/manifests', manifests),
      files: Object.entries(files).map(([path, content]) => ({ path, content: typeof content === 'string' ? { text: content } : content })),
      extension: extension && { file: 'registry/acme/extend.ts', make: objectsMadeBy(extension) },
      environments: [
        {
          environment,
          overlay: { value: overlay, file: overlayFile },
          imageLock: imageLock === undefined ? undefined : { value: imageLock, file: imageLockFile(overlayFile) },
          secretFiles: Object.entries(secretFiles).map(([name, text]) => ({
            file: `${secretFolder(overlayFile)}/${name}`,
            text,
            value: parse(text) as unknown,
          })),
          manifests: manifestFiles(manifestFolder(overlayFile), environmentManifests),
        },
      ],
    },
    ...Object.entries(products).map(([name, other]) => ({
      registry: { value: other.services, file: `registry/${name}/service-registry.ts` },
      manifest: { value: { ...base, name, services: Object.keys(other.services) }, file: `registry/${name}/manifest.yaml` },
      environments: [
        {
          environment,
          overlay: { value: other.overlay ?? developmentOverlay, file: `registry/${name}/environments/${environment}.yaml` },
        },
      ],
      referenceOnly: true,
    })),
  ];
}

/**
 * Compiles input, also if the rules report findings.
 * @throws if the input's shape is wrong, with the findings
 */
export function compiledOf(input: PlatformInput): CompiledPlatform {
  const { platforms, diagnostics } = compile(productInputsOf(input), parametersOf(input));
  if (platforms[0] === undefined) throw new Error(JSON.stringify(diagnostics, undefined, 2));
  return platforms[0];
}

function parametersOf({ number }: PlatformInput): CompileOptions {
  return number === undefined ? {} : { parameters: { number } };
}

/** The errors that `cadastre check` reports about input. */
export function errorsOf(input: PlatformInput): Diagnostic[] {
  return compile(productInputsOf(input), parametersOf(input)).diagnostics.filter(({ severity }) => severity === 'error');
}

function manifestFiles(folder: string, files: Readonly<Record<string, readonly object[]>>): ManifestFileInput[] {
  return Object.entries(files).map(([name, documents]) => ({ file: `${folder}/${name}.yaml`, documents }));
}

/** The platform of {@link compiledOf}. */
export function platformOf(input: PlatformInput): Platform {
  return compiledOf(input).platform;
}

/** Every object of a platform, in no particular order. */
export function objectsOf(platform: Platform): ManifestObject[] {
  return buildApp(withBlueprint(platform), { write: () => undefined })
    .render()
    .flatMap(({ objects }) => objects as unknown as ManifestObject[]);
}

/** The objects of a platform that Cadastre makes, without those that the team carries. */
export function ownObjectsOf(platform: Platform): ManifestObject[] {
  const foreign = new Set(platform.foreign.map(({ object }) => `${object.kind}/${object.metadata.name}`));
  return objectsOf(platform).filter(({ kind, metadata }) => !foreign.has(`${kind}/${metadata.name}`));
}

/** A Secret of a platform's provider as its readers want it, with the values that are derived from the development seed. */
export type ProvidedSecret = Pick<Reference, 'name' | 'owner' | 'form' | 'keys'> & {
  readonly data: Readonly<Record<string, string>> | undefined;
};

/** The Secrets of a platform's provider, by name in code-unit order. */
export function secretsOf(platform: Platform): ProvidedSecret[] {
  const { blueprint, credentials } = withBlueprint(platform);
  return blueprint.references
    .filter(({ kind, from }) => kind === 'Secret' && from === 'provider')
    .map(({ name, owner, form, keys }) => ({ name, owner, form, keys, data: credentials?.values[name] }));
}

/** The findings of all rules about a platform. */
export function checked(platform: Platform): Diagnostic[] {
  return checkPlatform(platform, withBlueprint(platform).blueprint);
}

/** The findings about the parity of platforms, in the order of the product manifest. */
export function parityOf(platforms: readonly Platform[]): Diagnostic[] {
  return checkParity(platforms.map(withBlueprint));
}

/** How many connections the workloads of a platform may open, by server. */
export function budgetsOf(platform: Platform): ConnectionBudget[] {
  return connectionBudgets(platform, withBlueprint(platform).blueprint);
}

/** Every platform of a folder with products, as the command compiles it. */
export async function productPlatforms(registry: string): Promise<readonly CompiledPlatform[]> {
  return compile(await loadProducts({ registry })).platforms;
}
