import type { Diagnostic, PathSegment, Place } from '../../diagnostics';
import { compile, type Compiled, type Platform } from '../../model';

/** The input of one platform as its authors write it: plain data, not yet checked. */
export interface Input {
  readonly registry: Record<string, unknown>;
  readonly manifest: Record<string, unknown>;
  readonly overlay: Record<string, unknown>;
  /** @default no such file */
  readonly imageLock?: Record<string, unknown>;
  /**
   * The content of the sealed or encrypted files, by name.
   * @default none
   */
  readonly secretFiles?: Record<string, unknown>;
  /**
   * The documents of the team's manifests, by file name.
   * @default none
   */
  readonly manifests?: Record<string, readonly unknown[]>;
  /**
   * What is known of the files of the product's folder, by path.
   * @default none
   */
  readonly contentFiles?: Record<string, object>;
  /**
   * Other products, by name, with an environment of the same name.
   * @default none
   */
  readonly products?: Record<string, Pick<Input, 'registry' | 'manifest' | 'overlay'>>;
}

/** The input files of the shop. */
export const files = {
  registry: 'registry/shop/service-registry.ts',
  manifest: 'registry/shop/manifest.yaml',
  overlay: 'registry/shop/environments/env.yaml',
  imageLock: 'registry/shop/environments/env.images.yaml',
  secrets: 'registry/shop/environments/env.secrets',
  manifests: 'registry/shop/manifests',
} as const;

const registry = {
  accounts: {
    hostname: 'accounts',
    port: 4000,
    database: 'accounts',
    layer: 'platform',
    label: 'Accounts',
    routes: ['/api/v1/accounts'],
    needsRedis: true,
    health: { live: '/health/live', ready: '/health/ready' },
  },
  mailer: {
    hostname: 'mailer',
    port: 4003,
    database: '',
    layer: 'platform',
    label: 'Mailer',
    routes: [],
    needsRabbitmq: true,
    singleton: true,
    args: ['--from', 'shop@acme.example'],
  },
  orders: {
    hostname: 'orders',
    port: 4001,
    database: 'orders',
    extensions: ['pg_trgm'],
    layer: 'domain',
    label: 'Orders & Carts',
    routes: ['/api/v1/orders', '/api/v1/carts'],
    dependsOn: ['accounts', 'pricing'],
    needsRabbitmq: true,
    extraEnv: { ACCOUNTS_URL: 'http://accounts:4000', PRICING_URL: 'http://pricing:4002/api/v1/prices' },
    env: { CURRENCY: 'CAD' },
    secrets: { STRIPE_API_KEY: { secret: 'stripe', key: 'api-key' } },
    owner: { team: 'checkout' },
  },
  pricing: {
    hostname: 'pricing',
    port: 4002,
    database: 'pricing',
    layer: 'shared',
    label: 'Pricing',
    runtime: 'python',
    routes: ['/api/v1/prices'],
    dependsOn: ['accounts'],
    extraEnv: { ACCOUNTS_URL: 'http://accounts.shop.svc.cluster.local:4000' },
    metrics: { port: 9100 },
    resources: { limits: { memory: '1Gi' } },
    writablePaths: ['/var/cache/prices'],
  },
  storefront: {
    hostname: 'storefront',
    port: 3000,
    layer: 'domain',
    label: 'Storefront',
    runtime: 'nextjs',
    routes: ['/'],
    dependsOn: ['orders'],
    extraEnv: { ORDERS_URL: 'http://orders:4001', NEXTAUTH_URL: 'http://localhost:8080' },
  },
  warehouse: { hostname: 'warehouse', port: 4009, layer: 'domain', label: 'Warehouse', routes: [] },
};

const manifest = {
  name: 'shop',
  label: 'Shop',
  services: ['accounts', 'mailer', 'orders', 'pricing', 'storefront'],
  imageRegistry: 'ghcr.io/acme',
  environments: ['dev', 'prod'],
  defaults: { node: { secrets: { JWT_SECRET: { secret: 'jwt', key: 'secret' } } } },
};

/** What policies need to know is not what most rules are about. */
const network = { policies: 'none', reason: 'the rules of other areas are held to this shop' };

const overlays = {
  dev: {
    development: true,
    delivery: 'kubectl',
    images: { tag: 'dev' },
    secrets: { provider: 'development', seed: 'shop' },
    postgres: { provider: 'in-cluster', poolSize: 5 },
    redis: { provider: 'in-cluster' },
    rabbitmq: { provider: 'in-cluster' },
    ingress: { className: 'traefik', host: 'shop.localhost' },
    network,
  },
  prod: {
    delivery: 'argocd',
    images: { tag: '1.4.2', services: { orders: { digest: `sha256:${'0'.repeat(64)}` } } },
    secrets: { provider: 'existing' },
    postgres: { provider: 'external', host: 'postgres.acme.example', tls: { mode: 'verify-full' }, maxConnections: 200 },
    redis: { provider: 'external', host: 'redis.acme.example', tls: true },
    rabbitmq: { provider: 'external', host: 'rabbitmq.acme.example', tls: true },
    ingress: { className: 'traefik', host: 'shop.acme.example', tls: { secretName: 'shop-tls' } },
    network,
    services: { orders: { replicas: 3, env: { CURRENCY: 'EUR' } } },
  },
};

/** An environment of the shop. */
export type ShopEnvironment = keyof typeof overlays;

/** The input of a small product on which every rule is silent. A fresh copy each time. */
export function shop(environment: ShopEnvironment = 'dev'): Input {
  return structuredClone({ registry, manifest, overlay: overlays[environment] });
}

const manifestFields = { imageRegistry: 'ghcr.io/acme', environments: ['env'] };

/** Shares the registry of the shop, and has the service that the shop leaves out. */
const depot: Pick<Input, 'manifest' | 'overlay'> = { manifest: { services: ['warehouse'] }, overlay: {} };

/** A product whose services those of the shop can call. */
export const platformProduct: NonNullable<Input['products']>[string] = {
  registry: {
    auth: { port: 4100, layer: 'platform', ports: { admin: { port: 4101 } } },
    audit: { kind: 'worker', layer: 'platform' },
    search: { port: 4102, layer: 'domain', hostname: 'search-api' },
    retired: { port: 4103, layer: 'platform' },
  },
  manifest: { services: ['auth', 'audit', 'search'] },
  overlay: { delivery: 'kubectl', images: {}, secrets: { provider: 'existing' }, namespace: 'platform-env' },
};

/** Reads a path such as `registry.orders.routes[1]` or `overlay["a.b"]`. A `#` at the end stands for the key instead of its value. */
export function placeOf(text: string): Place {
  const [file = '', ...path] = segmentsOf(text.replace(/#$/, ''));
  const place =
    file === 'secretFiles' || file === 'manifests'
      ? { file: `${file === 'manifests' ? files.manifests : files.secrets}/${String(path.shift())}.yaml`, path }
      : { file: files[file as keyof typeof files], path };
  return text.endsWith('#') ? { ...place, key: true } : place;
}

/** Sets values by their paths; `undefined` removes one. */
export function withValues(input: Input, values: Readonly<Record<string, unknown>>): Input {
  for (const [text, value] of Object.entries(values)) {
    const path = segmentsOf(text);
    const last = path.pop() ?? '';
    let inner = input as unknown as Record<PathSegment, unknown>;
    for (const segment of path) inner = (inner[segment] ??= {}) as Record<PathSegment, unknown>;
    if (value === undefined) delete inner[last];
    else inner[last] = value;
  }
  return input;
}

function segmentsOf(text: string): PathSegment[] {
  return [...text.matchAll(/"([^"]*)"|[^.[\]]+/g)].map(
    ([segment, quoted]) => quoted ?? (/^\d+$/.test(segment) ? Number(segment) : segment),
  );
}

/** Compiles the input of one environment. */
export function compiled(input: Input, environment = 'env'): Compiled {
  const { registry, manifest, overlay, imageLock, secretFiles = {}, manifests = {}, contentFiles = {}, products = {} } = input;
  return compile(
    [
      {
        registry: { value: registry, file: files.registry },
        manifest: { value: manifest, file: files.manifest },
        manifests: Object.entries(manifests).map(([name, documents]) => ({ file: `${files.manifests}/${name}.yaml`, documents })),
        files: Object.entries(contentFiles).map(([path, file]) => ({ path, ...file })),
        environments: [
          {
            environment,
            overlay: { value: overlay, file: files.overlay },
            imageLock: imageLock && { value: imageLock, file: files.imageLock },
            secretFiles: Object.entries(secretFiles).map(([name, value]) => ({ file: `${files.secrets}/${name}.yaml`, text: '', value })),
          },
        ],
      },
      ...Object.entries({ ...products, depot: { registry, ...depot } }).map(([name, other]) => ({
        registry: { value: other.registry, file: `registry/${name}/service-registry.ts` },
        manifest: { value: { name, label: name, ...manifestFields, ...other.manifest }, file: `registry/${name}/manifest.yaml` },
        environments: (other.manifest['environments'] === undefined ? [environment] : []).map((named) => ({
          environment: named,
          overlay: { value: other.overlay, file: `registry/${name}/environments/env.yaml` },
        })),
        referenceOnly: true,
      })),
    ],
    { today: '2026-11-29' },
  );
}

/**
 * The platform of an input, also if the rules report findings.
 * @throws if the input's shape is wrong, with the findings
 */
export function platformOf(input: Input, environment?: string): Platform {
  const { platforms, diagnostics } = compiled(input, environment);
  if (platforms[0] === undefined) throw new Error(JSON.stringify(diagnostics, undefined, 2));
  return platforms[0].platform;
}

/** All findings of an input: of its shape, or else of its names and rules. */
export function findingsOf(input: Input, environment?: string): readonly Diagnostic[] {
  return compiled(input, environment).diagnostics;
}
