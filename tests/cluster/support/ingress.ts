import http from 'node:http';
import https from 'node:https';

import type { KubernetesObject } from './manifests';
import { poll } from './poll';

/** One thing that the route table promises to answer. */
export interface Promised {
  readonly host: string;
  readonly path: string;
}

/** Every host and path of the Ingresses among some objects. */
export function promisedRoutes(objects: readonly KubernetesObject[]): Promised[] {
  return objects
    .filter(({ kind }) => kind === 'Ingress')
    .flatMap(({ spec }) => spec?.rules ?? [])
    .flatMap(({ host, http: rule }) => (rule?.paths ?? []).map(({ path }) => ({ host: host ?? 'localhost', path })));
}

/** Asks the controller at an address for a path of a host until it answers well, which it may take a moment to learn; returns the last status. */
export async function askController(address: string, promised: Promised): Promise<number | undefined> {
  let status: number | undefined;
  await poll(1_000, async () => {
    status = await ask(address, promised);
    return status !== undefined && status >= 200 && status < 300 ? status : undefined;
  });
  return status;
}

function ask(address: string, { host, path }: Promised): Promise<number | undefined> {
  const url = new URL(path, address);
  const client = url.protocol === 'https:' ? https : http;
  return new Promise((resolve, reject) => {
    const options = { headers: { host }, servername: host, rejectUnauthorized: false, agent: false, timeout: 10_000 };
    const request = client.get(url, options, (response) => {
      response.resume();
      resolve(response.statusCode);
    });
    request.on('timeout', () => (resolve(undefined), request.destroy()));
    request.on('error', reject);
  });
}
