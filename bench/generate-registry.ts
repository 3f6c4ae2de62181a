import type { ProductInput, Registry } from '../model';
import type { EnvironmentOverlay, ProductManifest } from '../registry/schema';

/** The shape of the generated dependency graph. */
export type Graph = 'realistic' | 'chain' | 'none';

/** Whether there are network policies. */
export type Policies = 'full' | 'none';

/**
 * Generates a platform of `size` services, the same at every call: nine of ten have a database, each has two or three
 * routes and, in a realistic graph, up to four dependencies with their URLs.
 */
export function generateInput(size: number, graph: Graph, policies: Policies = 'full'): ProductInput {
  const registry: Record<string, Registry[string]> = {};
  for (let index = 0; index < size; index += 1) registry[keyOf(index)] = service(index, graph);
  const manifest: ProductManifest = {
    name: 'bench',
    label: 'Benchmark',
    services: Object.keys(registry),
    imageRegistry: 'registry.example.com/bench',
    environments: ['dev'],
    defaults: { node: { needsRabbitmq: true, secrets: { JWT_SECRET: { secret: 'jwt', key: 'secret' } } } },
  };
  const overlay: EnvironmentOverlay = {
    development: true,
    delivery: 'kubectl',
    replicas: 2,
    images: { tag: '1.0.0' },
    secrets: { provider: 'development', seed: 'bench' },
    postgres: { provider: 'in-cluster', maxConnections: 200_000, poolSize: 3 },
    redis: { provider: 'in-cluster' },
    rabbitmq: { provider: 'in-cluster' },
    ingress: { className: 'traefik', host: 'bench.example.com' },
    ...(policies === 'none' && { network: { policies, reason: 'what policies cost is measured' } }),
  };
  return {
    registry: { value: registry, file: 'bench/service-registry.ts' },
    manifest: { value: manifest, file: 'bench/manifest.yaml' },
    environments: [{ environment: 'dev', overlay: { value: overlay, file: 'bench/environments/dev.yaml' } }],
  };
}

function keyOf(index: number): string {
  return `service-${String(index).padStart(5, '0')}`;
}

function portOf(index: number): number {
  return 3000 + (index % 60000);
}

function service(index: number, graph: Graph): Registry[string] {
  const key = keyOf(index);
  const dependencies = dependenciesOf(index, graph);
  return {
    hostname: key,
    port: portOf(index),
    database: index % 10 === 9 ? '' : key.replaceAll('-', '_'),
    dockerfile: `services/${key}/Dockerfile`,
    layer: index % 5 === 0 ? 'platform' : 'domain',
    label: `Service ${index}`,
    routes: Array.from({ length: 2 + (index % 2) }, (_, route) => `/api/v1/${key}/r${route}`),
    dependsOn: dependencies.map(keyOf),
    extraEnv: Object.fromEntries(
      dependencies.map((other) => [`${keyOf(other).toUpperCase().replaceAll('-', '_')}_URL`, `http://${keyOf(other)}:${portOf(other)}`]),
    ),
    needsRedis: index % 3 === 0,
  };
}

/** Returns earlier services alone, spread by a fixed rule: no randomness, no cycles. */
function dependenciesOf(index: number, graph: Graph): number[] {
  if (graph === 'none' || index === 0) return [];
  if (graph === 'chain') return [index - 1];
  const wanted = [index - 1, Math.floor(index / 2), Math.floor(index / 7), index % 11];
  return [...new Set(wanted.slice(0, index % 5).filter((other) => other < index))];
}
