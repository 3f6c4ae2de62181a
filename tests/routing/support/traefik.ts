import { mkdtempSync, rmSync } from 'node:fs';
import http from 'node:http';
import os from 'node:os';
import path from 'node:path';

import { freePorts } from '../../cluster/support/free-ports';
import { poll } from '../../cluster/support/poll';
import { startTiedProcess } from '../../cluster/support/tied-process';
import type { RoutingApi } from './api';
import { createProber, type Prober } from './probe';
import type { RoutingTools } from './tools';

/** What Traefik reads of the API server: Ingresses, HTTPRoutes, its own custom resources. */
export type TraefikProvider = 'kubernetesIngress' | 'kubernetesGateway' | 'kubernetesCRD';

export interface TraefikOptions {
  readonly providers: readonly TraefikProvider[];
  /** Whether an Ingress of type Prefix matches whole segments. @default Traefik's own: false */
  readonly strictPrefixMatching?: boolean;
  /** Whether a backend without endpoints answers 503 in place of being skipped. @default Traefik's own: false */
  readonly allowEmptyServices?: boolean;
  /** More of its arguments. @default none */
  readonly args?: readonly string[];
}

/** A router as Traefik's API shows it. */
export interface TraefikRouter {
  readonly name: string;
  readonly rule: string;
  readonly service: string;
  readonly status: string;
  readonly provider: string;
  readonly entryPoints: readonly string[];
  readonly priority?: number;
  readonly middlewares?: readonly string[];
  readonly error?: readonly string[];
}

/** A service as Traefik's API shows it. */
export interface TraefikService {
  readonly name: string;
  readonly provider: string;
  readonly status: string;
  readonly loadBalancer?: { readonly servers?: readonly object[] };
  readonly weighted?: { readonly services?: readonly { readonly name: string; readonly status?: number }[] };
}

/** What Traefik has made of the objects that it has read. */
export interface TraefikState {
  readonly routers: readonly TraefikRouter[];
  readonly services: readonly TraefikService[];
  /** The names of the middlewares, such as `shop-limit@kubernetescrd`. */
  readonly middlewares: readonly string[];
}

/** A running Traefik: a client of its entry point `web`, with what it knows. */
export interface Traefik extends Prober {
  /** A client of its entry point `websecure`. */
  readonly secure: Prober;
  state(): Promise<TraefikState>;
  /**
   * Waits until its state is as a test wants it.
   * @returns that state
   * @throws with the last state and its log if that never comes
   */
  untilState(wanted: string, holds: (state: TraefikState) => boolean): Promise<TraefikState>;
  /** Waits until it serves so many routers, each enabled, to services that have servers. */
  untilServed(routers: number): Promise<TraefikState>;
  logTail(): string;
  stop(): Promise<void>;
}

/** Finds ports for a Traefik before it starts, since a Gateway has to name that of its listener. */
export async function portsForTraefik(): Promise<TraefikPorts> {
  const [web, websecure, api] = (await freePorts(3)) as [number, number, number];
  return { web, websecure, api };
}

/** The ports of 127.0.0.1 that a Traefik listens on: its entry points and its own API. */
export interface TraefikPorts {
  readonly web: number;
  readonly websecure: number;
  readonly api: number;
}

/** Starts Traefik as a reader of an API server, and waits until its own API answers. */
export async function startTraefik(tools: RoutingTools, api: RoutingApi, ports: TraefikPorts, options: TraefikOptions): Promise<Traefik> {
  const directory = mkdtempSync(path.join(os.tmpdir(), 'cadastre-traefik-'));
  const server = startTiedProcess({
    command: '/usr/bin/env',
    args: [`KUBECONFIG=${api.kubeconfig}`, tools.traefik, ...argumentsFor(ports, options)],
    cwd: directory,
    logFile: path.join(directory, 'traefik.log'),
  });
  const prober = createProber(ports.web);
  const secure = createProber(ports.websecure, { tls: true });
  const state = async (): Promise<TraefikState> => {
    const all = <T>(kind: string): Promise<T[]> => ask<T[]>(ports.api, `/api/http/${kind}?per_page=100000`);
    const [routers, services, middlewares] = await Promise.all([
      all<TraefikRouter>('routers'),
      all<TraefikService>('services'),
      all<{ name: string; provider: string }>('middlewares'),
    ]);
    const made = ({ provider }: { provider: string }): boolean => provider !== 'internal';
    return {
      routers: routers.filter(made),
      services: services.filter(made),
      middlewares: middlewares.filter(made).map(({ name }) => name),
    };
  };
  const untilState: Traefik['untilState'] = async (wanted, holds) => {
    let last: TraefikState | undefined;
    const found = await poll(50, async () => {
      last = await state();
      return holds(last) ? last : undefined;
    });
    if (found === undefined) throw new Error(`Traefik has not got ${wanted}: ${JSON.stringify(last)}\n${server.logTail()}`);
    return found;
  };
  const stop = async (): Promise<void> => {
    prober.close();
    secure.close();
    await server.stop();
    rmSync(directory, { recursive: true, force: true });
  };
  const answers = await poll(50, async () => {
    if (!server.isRunning()) return false;
    return ask(ports.api, '/api/version').then(
      () => true,
      () => undefined,
    );
  });
  if (answers !== true) {
    const said = server.logTail();
    await stop();
    throw new Error(`Traefik did not start:\n${said}`);
  }
  return {
    ...prober,
    secure,
    state,
    untilState,
    untilServed: (count) =>
      untilState(
        `${count} routers that are in force`,
        ({ routers, services }) =>
          routers.length === count && routers.every(({ status }) => status === 'enabled') && services.every(isComplete),
      ),
    logTail: server.logTail,
    stop,
  };
}

function argumentsFor(ports: TraefikPorts, { providers, strictPrefixMatching, allowEmptyServices, args = [] }: TraefikOptions): string[] {
  return [
    '--global.checknewversion=false',
    '--global.sendanonymoususage=false',
    '--log.level=INFO',
    '--api.insecure=true',
    '--api.dashboard=false',
    `--entrypoints.traefik.address=127.0.0.1:${ports.api}`,
    `--entrypoints.web.address=127.0.0.1:${ports.web}`,
    `--entrypoints.websecure.address=127.0.0.1:${ports.websecure}`,
    '--providers.providersthrottleduration=50ms',
    ...providers.map((provider) => `--providers.${provider.toLowerCase()}=true`),
    ...(strictPrefixMatching === undefined ? [] : [`--providers.kubernetesingress.strictprefixmatching=${strictPrefixMatching}`]),
    ...(allowEmptyServices === undefined
      ? []
      : providers.flatMap((provider) =>
          provider === 'kubernetesGateway' ? [] : [`--providers.${provider.toLowerCase()}.allowemptyservices=${allowEmptyServices}`],
        )),
    ...args,
  ];
}

/** Whether a service has somewhere to send requests to: its EndpointSlice may arrive after the route. */
function isComplete({ loadBalancer, weighted }: TraefikService): boolean {
  if (weighted !== undefined) return (weighted.services ?? []).every(({ status }) => status === undefined);
  return (loadBalancer?.servers ?? []).length > 0;
}

/** Asks Traefik's own API for JSON. */
function ask<T>(port: number, target: string): Promise<T> {
  return new Promise((resolve, reject) => {
    const request = http.get({ agent: false, host: '127.0.0.1', port, path: target, timeout: 30_000 }, (response) => {
      const parts: Buffer[] = [];
      response.on('data', (part: Buffer) => parts.push(part));
      response.on('error', reject);
      response.on('end', () => {
        const text = Buffer.concat(parts).toString();
        if (response.statusCode === 200) resolve(JSON.parse(text) as T);
        else reject(new Error(`Traefik answered ${response.statusCode} to ${target}: ${text}`));
      });
    });
    request.on('timeout', () => request.destroy(new Error(`Traefik did not answer ${target}`)));
    request.on('error', reject);
  });
}
