import { parse } from 'yaml';
import { buildApp } from '../../constructs';
import { parseEnvironmentOverlay, parseImageLock, parseProductManifest, parseRegistry } from '../../model/read/parse';
import type { Platform } from '../../model/platform';
import { resolvePlatform } from '../../model/resolve';
import type { ManifestObject } from '../../output';

/** A service that is right in every way and says no more than it must. */
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

/** An overlay for production with everything elsewhere. */
export const productionOverlay = {
  delivery: 'argocd',
  images: { tag: '1.2.3' },
  secrets: { provider: 'existing' },
  postgres: { provider: 'external', host: 'postgres.example.com', maxConnections: 500, tls: { mode: 'verify-full' } },
  redis: { provider: 'external', host: 'redis.example.com', tls: true },
  rabbitmq: { provider: 'external', host: 'rabbitmq.example.com', tls: true },
  ingress: { className: 'traefik', host: 'acme.example.com', tls: { secretName: 'acme-tls' } },
} as const;

/** What a platform is made from; whatever is left out is a sensible minimum. */
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
  /** @default 'dev' */
  readonly environment?: string;
}

/**
 * Parses and resolves input through the real stages.
 * @throws when the input's shape is wrong, with the findings
 */
export function platformOf({
  services,
  manifest,
  overlay = developmentOverlay,
  imageLock,
  secretFiles = {},
  environment = 'dev',
}: PlatformInput): Platform {
  const base = {
    name: 'acme',
    label: 'Acme',
    imageRegistry: 'registry.example.com/acme',
    environments: [environment],
    services: Object.keys(services),
  };
  return resolvePlatform({
    registry: expectParsed(parseRegistry({ value: services, file: 'registry/acme/service-registry.ts' })),
    manifest: expectParsed(parseProductManifest({ value: { ...base, ...manifest }, file: 'registry/acme/manifest.yaml' })),
    overlay: expectParsed(parseEnvironmentOverlay({ value: overlay, file: `registry/acme/environments/${environment}.yaml` })),
    ...(imageLock && {
      imageLock: expectParsed(parseImageLock({ value: imageLock, file: `registry/acme/environments/${environment}.images.yaml` })),
    }),
    secretFiles: Object.entries(secretFiles).map(([name, text]) => ({
      file: `registry/acme/environments/${environment}.secrets/${name}`,
      text,
      value: parse(text) as unknown,
    })),
    environment,
  }).platform;
}

/** Every object of a platform, in no particular order. */
export function objectsOf(platform: Platform): ManifestObject[] {
  return buildApp(platform, { write: () => undefined })
    .render()
    .flatMap(({ objects }) => objects as unknown as ManifestObject[]);
}

function expectParsed<T>({ value, file, diagnostics }: { value: T | undefined; file: string; diagnostics: readonly unknown[] }): {
  value: T;
  file: string;
} {
  if (value === undefined) throw new Error(`${file}: ${JSON.stringify(diagnostics, undefined, 2)}`);
  return { value, file };
}
