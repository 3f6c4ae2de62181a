import { readFileSync } from 'node:fs';
import https from 'node:https';

import { HANG_MS } from '../../support/hang';

/** As much of a Kubernetes object as the harness reads; whatever else it holds is carried along. */
export interface RoutingObject {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: { readonly name: string; readonly namespace?: string; readonly [field: string]: unknown };
  readonly [field: string]: unknown;
}

/** An answer of an API server. */
export interface ApiAnswer {
  readonly status: number;
  /** What the server warns of. */
  readonly warnings: readonly string[];
  /** An object, a list, or what is wrong. */
  readonly body: unknown;
}

/** A client of an API server that keeps its connections, since thousands of calls of kubectl would take minutes. */
export interface ApiClient {
  ask(method: string, target: string, object?: object): Promise<ApiAnswer>;
  /** The target of an object, by what the server says about its kind. */
  targetOf(object: RoutingObject): Promise<string>;
  close(): void;
}

interface Kubeconfig {
  readonly clusters: readonly [{ readonly cluster: { readonly server: string; readonly 'certificate-authority': string } }];
  readonly users: readonly [{ readonly user: { readonly token: string } }];
}

interface ResourceList {
  readonly resources: readonly { readonly name: string; readonly kind: string; readonly namespaced: boolean }[];
}

/** Makes a client of the server in a kubeconfig that `startApiServer()` wrote. */
export function createApiClient(kubeconfig: string): ApiClient {
  const { clusters, users } = JSON.parse(readFileSync(kubeconfig, 'utf8')) as Kubeconfig;
  const { server, 'certificate-authority': authority } = clusters[0].cluster;
  const agent = new https.Agent({ keepAlive: true, maxSockets: 8, ca: readFileSync(authority) });
  const authorization = `Bearer ${users[0].user.token}`;
  const ask: ApiClient['ask'] = (method, target, object) =>
    new Promise((resolve, reject) => {
      const type = method === 'PATCH' ? 'application/apply-patch+yaml' : 'application/json'; // JSON is YAML
      const headers = { authorization, accept: 'application/json', 'content-type': type };
      const request = https.request(new URL(target, server), { agent, method, headers, timeout: HANG_MS }, (response) => {
        const parts: Buffer[] = [];
        response.on('data', (part: Buffer) => parts.push(part));
        response.on('error', reject);
        response.on('end', () => {
          const warnings = response.headers.warning === undefined ? [] : [response.headers.warning];
          resolve({ status: response.statusCode!, warnings, body: JSON.parse(Buffer.concat(parts).toString()) as unknown });
        });
      });
      request.on('timeout', () => request.destroy(new Error(`no answer to ${method} ${target}`)));
      request.on('error', reject);
      request.end(object === undefined ? undefined : JSON.stringify(object));
    });
  const groups = new Map<string, ResourceList['resources']>();
  const targetOf: ApiClient['targetOf'] = async ({ apiVersion, kind, metadata: { name, namespace = 'default' } }) => {
    const group = `${apiVersion.includes('/') ? '/apis' : '/api'}/${apiVersion}`;
    let resources = groups.get(group);
    if (resources === undefined) {
      const { status, body } = await ask('GET', group);
      resources = status === 200 ? (body as ResourceList).resources : [];
      if (status === 200) groups.set(group, resources);
    }
    const resource = resources.find((one) => one.kind === kind && !one.name.includes('/'));
    if (resource === undefined) throw new Error(`the API server does not know ${kind} of ${apiVersion}`);
    return `${group}/${resource.namespaced ? `namespaces/${namespace}/` : ''}${resource.name}/${name}`;
  };
  return { ask, targetOf, close: () => agent.destroy() };
}
