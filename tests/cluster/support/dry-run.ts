import http from 'node:http';
import path from 'node:path';
import type { ClusterAccess } from './kubectl';
import { poll } from './poll';
import { startTiedProcess } from './tied-process';

/** An object to create. */
export interface CreatedObject {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: { readonly name: string; readonly namespace?: string };
}

/** What the server says to an object. */
export interface Judgement {
  readonly code: number;
  /** Why it is refused; empty if it is not. */
  readonly message: string;
  readonly warnings: string;
}

/** Sends many objects through the whole create path of an API server, by connections that are kept. */
export interface DryRun {
  /** Whether the server has a kind. */
  readonly serves: (object: CreatedObject) => Promise<boolean>;
  /** Creates objects, strictly and with all admission, but for storing them; some at once. */
  readonly createAll: <T extends CreatedObject>(objects: readonly T[], judged: (object: T, judgement: Judgement) => void) => Promise<void>;
  readonly stop: () => Promise<void>;
}

interface Answer {
  readonly status: number;
  readonly warnings: string;
  readonly body: string;
}

interface Resource {
  readonly name: string;
  readonly kind: string;
  readonly namespaced: boolean;
}

const atOnce = 16;

/** Starts `kubectl proxy`, which knows how to log in. Its socket is in `directory`. */
export async function startDryRun(access: ClusterAccess, directory: string): Promise<DryRun> {
  const socketPath = path.join(directory, 'proxy.sock');
  const proxy = startTiedProcess({
    command: access.command,
    args: [...access.args, 'proxy', `--unix-socket=${socketPath}`],
    cwd: directory,
    logFile: path.join(directory, 'proxy.log'),
  });
  const agent = new http.Agent({ keepAlive: true, maxSockets: atOnce });
  const ask = (method: string, url: string, body?: string): Promise<Answer> =>
    new Promise((resolve, reject) => {
      const request = http.request(
        { socketPath, agent, method, path: url, headers: { 'content-type': 'application/json' } },
        (response) => {
          const chunks: Buffer[] = [];
          response.on('data', (chunk: Buffer) => void chunks.push(chunk));
          response.on('end', () =>
            resolve({
              status: response.statusCode ?? 0,
              warnings: [response.headers['warning'] ?? []].flat().join('\n'),
              body: Buffer.concat(chunks).toString('utf8'),
            }),
          );
        },
      );
      request.on('error', reject);
      request.end(body);
    });
  const ready = await poll(100, () =>
    ask('GET', '/readyz').then(
      ({ status }) => (status === 200 ? true : undefined),
      () => undefined,
    ),
  );
  if (ready === undefined) throw new Error(`kubectl proxy does not answer:\n${proxy.logTail()}`);

  const groups = new Map<string, Promise<readonly Resource[]>>();
  const rootOf = (apiVersion: string): string => (apiVersion.includes('/') ? `/apis/${apiVersion}` : `/api/${apiVersion}`);
  const resourceOf = async ({ apiVersion, kind }: CreatedObject): Promise<Resource | undefined> => {
    if (!groups.has(apiVersion))
      groups.set(
        apiVersion,
        ask('GET', rootOf(apiVersion)).then(({ status, body }) =>
          status === 200 ? (JSON.parse(body) as { resources: Resource[] }).resources : [],
        ),
      );
    return (await groups.get(apiVersion)!).find((resource) => resource.kind === kind && !resource.name.includes('/'));
  };
  const create = async (object: CreatedObject): Promise<Judgement> => {
    const resource = await resourceOf(object);
    if (resource === undefined) throw new Error(`the server has no ${object.kind} of ${object.apiVersion}`);
    const inNamespace = resource.namespaced ? `/namespaces/${object.metadata.namespace ?? 'default'}` : '';
    const url = `${rootOf(object.apiVersion)}${inNamespace}/${resource.name}?dryRun=All&fieldValidation=Strict`;
    const { status, body, warnings } = await ask('POST', url, JSON.stringify(object));
    return { code: status, warnings, message: status === 201 ? '' : String((JSON.parse(body) as { message?: unknown }).message) };
  };

  return {
    serves: async (object) => (await resourceOf(object)) !== undefined,
    createAll: async (objects, judged) => {
      const left = objects.values();
      await Promise.all(
        Array.from({ length: atOnce }, async () => {
          for (const object of left) judged(object, await create(object));
        }),
      );
    },
    stop: async () => {
      agent.destroy();
      await proxy.stop();
    },
  };
}
