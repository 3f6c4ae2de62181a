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

/**
 * The host that probes of a service by HTTP ask for: a framework that checks it would answer the address of a pod with 400.
 * @returns undefined if no route leads to the service, or none by one name
 */
function hostAsked({ ingress }: Pick<Platform, 'ingress'>, { routes }: Service): string | undefined {
  return routes.length === 0 || ingress?.host.startsWith('*') === true ? undefined : ingress?.host;
}

/**
 * The probes of a service. A pod that is not ready for three periods gets no requests; one that is dead for six starts again.
 * @returns undefined if the service has none
 */
export function serviceProbes(platform: Pick<Platform, 'ingress'>, service: Service): Probes | undefined {
  return containerProbes(service.health, service.ports, hostAsked(platform, service));
}

/** The probes of a container beside that of a service. */
export function helperProbes(health: Health, ports: readonly ServicePort[]): Probes | undefined {
  return containerProbes(health, ports, undefined);
}

function containerProbes(health: Health, ports: readonly ServicePort[], host: string | undefined): Probes | undefined {
  const { live, ready, startup, startupSeconds, periodSeconds, timeoutSeconds } = health;
  if (live === undefined && ready === undefined && startup === undefined) return undefined;
  const numbers = [...new Set([live, ready, startup].flatMap((check) => (check !== undefined && 'grpc' in check ? [check.port] : [])))].map(
    (name) => [name, ports.find((port) => port.name === name)?.port ?? 0] as const,
  );
  return probesOf({ live, ready, startup, startupSeconds, periodSeconds, timeoutSeconds, numbers, host });
}

/** The probes of a program that speaks HTTP on its port `http`, and is healthy if it takes connections. */
export function httpProbes(path: string): Probes {
  const ready: HealthCheck = { http: path, port: 'http', headers: {} };
  const times = { startupSeconds: 150, periodSeconds: 10, timeoutSeconds: 3 };
  return probesOf({ live: { tcp: 'http' }, ready, startup: ready, ...times, numbers: [], host: undefined });
}

interface ProbesInput extends Health {
  readonly numbers: readonly (readonly [name: string, port: number])[];
  readonly host: string | undefined;
}

/** The time between two questions whether the start of a container is complete, in seconds. */
const startupPeriod = 5;

const probesOf = shared(
  (input: ProbesInput) => JSON.stringify(input),
  ({ live, ready, startup, startupSeconds, periodSeconds, timeoutSeconds, numbers, host }): Probes => {
    const portNumbers = new Map(numbers);
    const ask = (check: HealthCheck | undefined, period: number, failures: number): Probe | undefined =>
      check && { check: toCheck(check, portNumbers, host), periodSeconds: period, timeoutSeconds, failures };
    return {
      startup: ask(startup, startupPeriod, Math.max(1, Math.ceil(startupSeconds / startupPeriod))),
      ready: ask(ready, periodSeconds, 3),
      live: ask(live, periodSeconds, 6),
    };
  },
);

function toCheck(check: HealthCheck, portNumbers: ReadonlyMap<string, number>, host: string | undefined): Probe['check'] {
  if ('tcp' in check || 'exec' in check) return check;
  if ('grpc' in check) return { grpc: check.grpc === true ? undefined : check.grpc, port: portNumbers.get(check.port) ?? 0 };
  const own = Object.entries(check.headers).map(([name, value]) => ({ name, value }));
  const named = host === undefined || own.some(({ name }) => name.toLowerCase() === 'host');
  return { http: check.http, port: check.port, headers: named ? own : [{ name: 'Host', value: host }, ...own] };
}
