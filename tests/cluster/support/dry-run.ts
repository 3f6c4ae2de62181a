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
  /**
   * Applies objects on the server, as `kubectl apply --server-side --force-conflicts` does; some at once.
   * @param store whether they are stored
   */
  readonly applyAll: <T extends CreatedObject>(
    objects: readonly T[],
    store: boolean,
    judged: (object: T, judgement: Judgement) => void,
  ) => Promise<void>;
  /** Says of claims that they have their volume, as a controller does. */
  readonly bindAll: (claims: readonly CreatedObject[]) => Promise<void>;
  /** Deletes objects; some at once. */
  readonly removeAll: (objects: readonly CreatedObject[]) => Promise<void>;
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
  const ask = (method: string, url: string, body?: string, type = 'application/json'): Promise<Answer> =>
    new Promise((resolve, reject) => {
      const request = http.request({ socketPath, agent, method, path: url, headers: { 'content-type': type } }, (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => void chunks.push(chunk));
        response.on('end', () =>
          resolve({
            status: response.statusCode ?? 0,
            warnings: [response.headers['warning'] ?? []].flat().join('\n'),
            body: Buffer.concat(chunks).toString('utf8'),
          }),
        );
      });
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
  const urlOf = async (object: CreatedObject): Promise<string> => {
    const resource = await resourceOf(object);
    if (resource === undefined) throw new Error(`the server has no ${object.kind} of ${object.apiVersion}`);
    const inNamespace = resource.namespaced ? `/namespaces/${object.metadata.namespace ?? 'default'}` : '';
    return `${rootOf(object.apiVersion)}${inNamespace}/${resource.name}`;
  };
  const judgementOf = ({ status, body, warnings }: Answer): Judgement => ({
    code: status,
    warnings,
    message: status < 300 ? '' : String((JSON.parse(body) as { message?: unknown }).message),
  });
  const create = async (object: CreatedObject): Promise<Judgement> =>
    judgementOf(await ask('POST', `${await urlOf(object)}?dryRun=All&fieldValidation=Strict`, JSON.stringify(object)));
  const apply = async (object: CreatedObject, store: boolean): Promise<Judgement> => {
    const query = `fieldManager=tests&force=true&fieldValidation=Strict${store ? '' : '&dryRun=All'}`;
    // JSON is YAML.
    const url = `${await urlOf(object)}/${object.metadata.name}?${query}`;
    return judgementOf(await ask('PATCH', url, JSON.stringify(object), 'application/apply-patch+yaml'));
  };
  const bind = async (claim: CreatedObject): Promise<void> => {
    const { spec } = claim as unknown as {
      readonly spec: { readonly resources: { readonly requests: object }; readonly accessModes: readonly string[] };
    };
    const status = { phase: 'Bound', accessModes: spec.accessModes, capacity: spec.resources.requests };
    const url = `${await urlOf(claim)}/${claim.metadata.name}/status`;
    const answer = await ask('PATCH', url, JSON.stringify({ status }), 'application/merge-patch+json');
    if (answer.status !== 200) throw new Error(answer.body);
  };
  const remove = async (object: CreatedObject): Promise<void> => {
    await ask('DELETE', `${await urlOf(object)}/${object.metadata.name}`);
  };
  const someAtOnce = async <T>(items: readonly T[], each: (item: T) => Promise<void>): Promise<void> => {
    const left = items.values();
    await Promise.all(
      Array.from({ length: atOnce }, async () => {
        for (const item of left) await each(item);
      }),
    );
  };

  return {
    serves: async (object) => (await resourceOf(object)) !== undefined,
    createAll: (objects, judged) => someAtOnce(objects, async (object) => judged(object, await create(object))),
    applyAll: (objects, store, judged) => someAtOnce(objects, async (object) => judged(object, await apply(object, store))),
    bindAll: (claims) => someAtOnce(claims, bind),
    removeAll: (objects) => someAtOnce(objects, remove),
    stop: async () => {
      agent.destroy();
      await proxy.stop();
    },
  };
}
