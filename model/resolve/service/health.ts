import type { HealthCheckInput, Protocol, ServiceDefaults } from '../../../registry/schema';
import type { Health, HealthCheck, Metrics, Service, ServicePort } from '../../platform';
import { builtInAt, into, type Layer, pick } from '../layers';
import { readyPathOf } from '../runtime-profile';
import { type Part, type Subject, withoutDefaults } from './subject';

type HealthLayer = Layer<NonNullable<ServiceDefaults['health']>>;

/** The questions of a service's probes, unless a layer says otherwise. */
interface Asked {
  readonly ports: readonly ServicePort[];
  readonly metrics: Metrics | undefined;
  /** The path that tells whether a service that speaks HTTP can take requests; undefined if none is known. */
  readonly readyPath: string | undefined;
}

/**
 * Resolves the probes of a service, field by field.
 * @param ports the ports that probes ask
 */
export function resolveHealth(subject: Subject, { ports, metrics }: Pick<Asked, 'ports' | 'metrics'>): Part<Pick<Service, 'health'>> {
  const asked = { ports, metrics, readyPath: readyPathOf(subject.entry, subject.profile) };
  switch (subject.entry.kind) {
    case 'cron':
      return healthOfWorker({ ...subject, layers: [] }, asked);
    case 'worker':
      return healthOfWorker(subject, asked);
    default:
      return healthOfService(subject, asked);
  }
}

/**
 * The probes of a container that nothing asks unless it says so.
 * @param ports the ports of the container
 */
export function checksOf(
  { live, ready, startup = ready, startupSeconds = 150, periodSeconds = 10, timeoutSeconds = 3 }: NonNullable<ServiceDefaults['health']>,
  ports: readonly ServicePort[],
): Health {
  const asked = { ports, metrics: undefined, readyPath: undefined };
  const check = (input: HealthCheckInput = false): HealthCheck | undefined => toCheck(input === '' ? false : input, asked);
  const ofReady = check(ready);
  return {
    live: check(live),
    ready: ofReady,
    startup: startup === ready ? ofReady : check(startup),
    startupSeconds,
    periodSeconds,
    timeoutSeconds,
  };
}

function healthOfService(subject: Subject, asked: Asked): Part<Pick<Service, 'health'>> {
  const { protocol = 'http' } = ownPort(asked) ?? {};
  const layers = into(subject.layers, 'health').map((layer) => fitting(layer, protocol));
  return merge(subject, layers, asked, {
    ready: defaultReady(protocol, asked.readyPath),
    live: protocol === 'udp' ? false : { tcp: true },
  });
}

/**
 * The probes of a worker: those of its entry, since the defaults of a product are meant for services that answer requests. Each of them stands for
 * readiness, too: a rollout waits for that.
 */
function healthOfWorker(subject: Subject, asked: Asked): Part<Pick<Service, 'health'>> {
  const own = into(withoutDefaults(subject), 'health');
  const { ready, live, startup } = own[0]?.values ?? {};
  const said = ready ?? live ?? startup;
  const connects = said !== undefined && said !== false && asked.ports.length > 0 && ownPort(asked)?.protocol !== 'udp';
  return merge(subject, own, asked, { ready: said ?? false, live: connects ? { tcp: true } : false });
}

function merge(
  { builtIn, place, profile }: Subject,
  layers: readonly HealthLayer[],
  asked: Asked,
  defaults: { readonly ready: HealthCheckInput; readonly live: HealthCheckInput },
): Part<Pick<Service, 'health'>> {
  const ready = pick(layers, 'ready', defaults.ready, builtIn);
  const startup = pick(layers, 'startup', ready.value, builtInAt(ready.origins.origin?.place ?? place));
  const live = pick(layers, 'live', defaults.live, builtIn);
  const startupSeconds = pick(layers, 'startupSeconds', profile.startupSeconds, builtIn);
  const periodSeconds = pick(layers, 'periodSeconds', 10, builtIn);
  const timeoutSeconds = pick(layers, 'timeoutSeconds', 3, builtIn);
  return {
    values: {
      health: {
        live: toCheck(live.value === '' ? defaults.live : live.value, asked),
        ready: toCheck(ready.value, asked),
        startup: toCheck(startup.value, asked),
        startupSeconds: startupSeconds.value,
        periodSeconds: periodSeconds.value,
        timeoutSeconds: timeoutSeconds.value,
      },
    },
    origins: {
      health: {
        fields: {
          live: live.origins,
          ready: ready.origins,
          startup: startup.origins,
          startupSeconds: startupSeconds.origins,
          periodSeconds: periodSeconds.origins,
          timeoutSeconds: timeoutSeconds.origins,
        },
      },
    },
  };
}

/** The port that is asked unless a probe names another: without one of its own that of the metrics, else the first. */
function ownPort({ ports, metrics }: Asked): ServicePort | undefined {
  return ports.find(({ field }) => field === 'port') ?? ports.find(({ port }) => port === metrics?.port) ?? ports[0];
}

function speaksHttp(protocol: Protocol): boolean {
  return protocol === 'http' || protocol === 'h2c';
}

function defaultReady(protocol: Protocol, readyPath: string | undefined): HealthCheckInput {
  if (speaksHttp(protocol)) return readyPath ?? { tcp: true };
  return protocol === 'grpc' ? { grpc: true } : protocol === 'tcp' ? { tcp: true } : false;
}

/** Takes paths out of the defaults for a service that does not speak HTTP: they are meant for the others. */
function fitting(layer: HealthLayer, protocol: Protocol): HealthLayer {
  if (layer.layer !== 'product-default' || speaksHttp(protocol)) return layer;
  const { live, ready, startup, ...times } = layer.values;
  const kept = Object.entries({ live, ready, startup }).filter(([, check]) => !asksForPath(check));
  return { ...layer, values: { ...times, ...Object.fromEntries(kept) } };
}

function asksForPath(check: HealthCheckInput | undefined): boolean {
  return typeof check === 'string' || (typeof check === 'object' && 'http' in check && check.port === undefined);
}

function toCheck(input: HealthCheckInput, asked: Asked): HealthCheck | undefined {
  const own = ownPort(asked)?.name ?? '';
  if (input === false) return undefined;
  if (typeof input === 'string') return { http: input, port: own, headers: {} };
  if ('exec' in input) return { exec: input.exec };
  if ('tcp' in input) return { tcp: input.tcp === true ? own : portName(input.tcp, asked.ports) };
  const port = input.port === undefined ? own : portName(input.port, asked.ports);
  return 'grpc' in input ? { grpc: input.grpc, port } : { http: input.http, port, headers: input.headers ?? {} };
}

/** Of two ports of one number a probe means the one that it can ask. */
function portName(reference: string | number, ports: readonly ServicePort[]): string {
  if (typeof reference === 'string') return reference;
  const found = ports.filter(({ port }) => port === reference);
  return (found.find(({ protocol }) => protocol !== 'udp') ?? found[0])?.name ?? String(reference);
}
