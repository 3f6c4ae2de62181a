import { type Probe, type Probes, shared } from '../blueprint';
import type { Health, HealthCheck, Platform, Service, ServicePort } from '../platform';

/** The time that a container goes on after its stop was announced, in seconds: endpoints are told at the same time, and take a while to hear it. */
export const stopDelaySeconds = 10;

/** The time between the end that a service promises and its kill, in seconds. */
const stopSlackSeconds = 10;

/** The time that pods may take to be scheduled, and their images to be pulled, in seconds. */
const scheduleSeconds = 450;

/** The time that the cluster waits for one pod of a rollout to get ready before it counts as failed, in seconds, if all is usual. */
const usualProgressSeconds = 600;

/** The time from the announcement of a service's stop to its kill, in seconds. */
export function graceSeconds({ stopSeconds }: Pick<Service, 'stopSeconds'>): number {
  return stopDelaySeconds + stopSeconds + stopSlackSeconds;
}

/** The time that a rollout of a service may go without a new pod that is ready, in seconds. */
export function progressSeconds(service: Pick<Service, 'health' | 'stopSeconds'>): number {
  return Math.max(usualProgressSeconds, service.health.startupSeconds + scheduleSeconds, graceSeconds(service) + scheduleSeconds);
}

/** A header of a request. */
interface Header {
  readonly name: string;
  readonly value: string;
}

/**
 * The headers that probes of a service by HTTP send as the edge does: a framework that checks the host would answer the address of a pod with 400, and a
 * program that forces https would answer with a redirect, which the kubelet takes for success.
 * @returns no host if the routes have none by one name, and no header if no route leads to the service
 */
function headersOfEdge({ routing }: Pick<Platform, 'routing'>, { routes }: Service): Header[] {
  const [route] = routes;
  if (route === undefined || routing === undefined) return [];
  const [host = routing.host] = route.hosts;
  return [
    ...(host.startsWith('*') ? [] : [{ name: 'Host', value: host }]),
    ...(routing.tls === undefined ? [] : [{ name: 'X-Forwarded-Proto', value: 'https' }]),
  ];
}

/**
 * The probes of a service. A pod that is not ready for three periods gets no requests; one that is dead for six starts again.
 * @returns undefined if the service has none
 */
export function serviceProbes(platform: Pick<Platform, 'routing'>, service: Service): Probes | undefined {
  return containerProbes(service.health, service.ports, headersOfEdge(platform, service));
}

/** The probes of a container beside that of a service. */
export function helperProbes(health: Health, ports: readonly ServicePort[]): Probes | undefined {
  return containerProbes(health, ports, []);
}

function containerProbes(health: Health, ports: readonly ServicePort[], headers: readonly Header[]): Probes | undefined {
  const { live, ready, startup, startupSeconds, periodSeconds, timeoutSeconds } = health;
  if (live === undefined && ready === undefined && startup === undefined) return undefined;
  const numbers = [...new Set([live, ready, startup].flatMap((check) => (check !== undefined && 'grpc' in check ? [check.port] : [])))].map(
    (name) => [name, ports.find((port) => port.name === name)?.port ?? 0] as const,
  );
  return probesOf({ live, ready, startup, startupSeconds, periodSeconds, timeoutSeconds, numbers, headers });
}

/** The probes of a program that speaks HTTP on its port `http`, and is healthy if it takes connections. */
export function httpProbes(path: string): Probes {
  const ready: HealthCheck = { http: path, port: 'http', headers: {} };
  const times = { startupSeconds: 150, periodSeconds: 10, timeoutSeconds: 3 };
  return probesOf({ live: { tcp: 'http' }, ready, startup: ready, ...times, numbers: [], headers: [] });
}

interface ProbesInput extends Health {
  readonly numbers: readonly (readonly [name: string, port: number])[];
  /** The headers of each probe by HTTP that does not set them itself. */
  readonly headers: readonly Header[];
}

/** The time between two questions whether the start of a container is complete, in seconds. */
const startupPeriod = 5;

const probesOf = shared(
  (input: ProbesInput) => JSON.stringify(input),
  ({ live, ready, startup, startupSeconds, periodSeconds, timeoutSeconds, numbers, headers }): Probes => {
    const portNumbers = new Map(numbers);
    const ask = (check: HealthCheck | undefined, period: number, failures: number): Probe | undefined =>
      check && { check: toCheck(check, portNumbers, headers), periodSeconds: period, timeoutSeconds, failures };
    return {
      startup: ask(startup, startupPeriod, Math.max(1, Math.ceil(startupSeconds / startupPeriod))),
      ready: ask(ready, periodSeconds, 3),
      live: ask(live, periodSeconds, 6),
    };
  },
);

function toCheck(check: HealthCheck, portNumbers: ReadonlyMap<string, number>, headers: readonly Header[]): Probe['check'] {
  if ('tcp' in check || 'exec' in check) return check;
  if ('grpc' in check) return { grpc: check.grpc === true ? undefined : check.grpc, port: portNumbers.get(check.port) ?? 0 };
  const own = Object.entries(check.headers).map(([name, value]) => ({ name, value }));
  const ownNames = new Set(own.map(({ name }) => name.toLowerCase()));
  return { http: check.http, port: check.port, headers: [...headers.filter(({ name }) => !ownNames.has(name.toLowerCase())), ...own] };
}
