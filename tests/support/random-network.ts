import fc from 'fast-check';
import type { CompiledPlatform } from '../../model';
import { compiledOf, developmentOverlay } from './platform';

/** Hosts that services call, or not, and the ports there. */
export const outsideHosts = ['a.example.com', 'b.example.com', '*.example.org'] as const;
export const outsidePorts = [443, 8443] as const;

const size = fc.integer({ min: 1, max: 7 });
const description = size.chain((count) =>
  fc.record({
    services: fc.array(
      fc.record({
        calls: fc.uniqueArray(fc.nat(count - 1), { maxLength: 4 }),
        database: fc.boolean(),
        migration: fc.boolean(),
        redis: fc.boolean(),
        routes: fc.boolean(),
        kind: fc.constantFrom('service', 'worker', 'cron', 'stateful'),
        metrics: fc.boolean(),
        udp: fc.boolean(),
        egress: fc.uniqueArray(
          fc.record({
            host: fc.constantFrom(...outsideHosts),
            port: fc.constantFrom(...outsidePorts),
            protocol: fc.constantFrom('TCP', 'UDP'),
          }),
          {
            maxLength: 4,
            selector: ({ host, port, protocol }) => `${host}:${port}/${protocol}`,
          },
        ),
      }),
      { minLength: count, maxLength: count },
    ),
    capability: fc.constantFrom('cilium.io/v2', 'networking.gke.io/v1alpha1'),
  }),
);

/** Random platforms in which workloads of all kinds call each other and hosts by name, with databases, stores, routes and metrics. */
export const randomNetwork: fc.Arbitrary<CompiledPlatform> = description.map(({ services, capability }) => {
  const named = services.map((service, index) => [`s${index}`, service] as const);
  const reachable = new Set<string>(named.flatMap(([name, { kind }]) => (kind === 'service' || kind === 'stateful' ? [name] : [])));
  const entries = named.map(([name, { calls, database, migration, redis, routes, kind, metrics, udp, egress }], index) => {
    const dependsOn = calls.map((other) => `s${other}`).filter((other) => other !== name && reachable.has(other));
    const common = { layer: 'domain', label: name, dependsOn, egress, ...(redis && { needsRedis: true }) };
    if (kind === 'cron') return [name, { ...common, kind, schedule: '0 3 * * *', command: ['node', 'run.js'] }];
    if (kind === 'worker') return [name, { ...common, kind, ...(metrics && { metrics: { port: 9100 } }) }];
    if (kind === 'stateful') return [name, { ...common, kind, port: 7000 + index, image: 'store:1', replicas: 1 + (index % 3) }];
    return [
      name,
      {
        ...common,
        port: 4000 + index,
        routes: routes ? [`/api/${name}`] : [],
        ...(database && { database: name }),
        ...(database && migration && { migration: { command: ['npm', 'run', 'migrate'] } }),
        ...(metrics && { metrics: { port: 9100 } }),
        ...(udp && { ports: { voice: { port: 5000, protocol: 'udp' } } }),
      },
    ];
  });
  return compiledOf({
    services: Object.fromEntries(entries) as Record<string, object>,
    overlay: { ...developmentOverlay, capabilities: [capability] },
  });
});
