import { startApiServer } from '../../cluster/support/api-server';
import { createApiClient, type RoutingObject } from './api-client';
import { installRoutingDefinitions } from './definitions';
import type { RoutingTools } from './tools';

export type { RoutingObject } from './api-client';

/** A Kubernetes API server of a test's own that knows the kinds of all controllers. */
export interface RoutingApi {
  /** The path of the administrator's kubeconfig. */
  readonly kubeconfig: string;
  /**
   * Applies objects, one after the other, as `kubectl apply --server-side --validate=strict` does.
   * @returns what the server refuses or warns of, as `HTTPRoute/owners: …`; empty if it took all
   */
  refusals(objects: readonly RoutingObject[]): Promise<string[]>;
  /** Applies objects that the server must accept without a warning. */
  apply(objects: readonly RoutingObject[]): Promise<void>;
  /** Deletes objects; those that are not there are no fault. */
  remove(objects: readonly RoutingObject[]): Promise<void>;
  /** An object as the server has it, with its status; undefined if it has none. */
  stored(object: RoutingObject): Promise<RoutingObject | undefined>;
  stop(): Promise<void>;
}

/** Starts a {@link RoutingApi}. */
export async function startRoutingApi(tools: RoutingTools): Promise<RoutingApi> {
  const server = await startApiServer(tools.assets);
  const client = createApiClient(server.kubeconfig);
  const stop = async (): Promise<void> => {
    client.close();
    await server.stop();
  };
  try {
    await installRoutingDefinitions(client, tools);
  } catch (error) {
    await stop();
    throw error;
  }
  const refusals = async (objects: readonly RoutingObject[]): Promise<string[]> => {
    const found: string[] = [];
    for (const object of objects) {
      const target = `${await client.targetOf(object)}?fieldManager=tests&force=true&fieldValidation=Strict`;
      const { status, warnings, body } = await client.ask('PATCH', target, object);
      const title = `${object.kind}/${object.metadata.name}`;
      if (status >= 300) found.push(`${title}: ${(body as { message?: string }).message ?? status}`);
      found.push(...warnings.map((warning) => `${title}: ${warning}`));
    }
    return found;
  };
  return {
    kubeconfig: server.kubeconfig,
    refusals,
    apply: async (objects) => {
      const refused = await refusals(objects);
      if (refused.length > 0) throw new Error(refused.join('\n'));
    },
    remove: async (objects) => {
      for (const object of objects) {
        const { status, body } = await client.ask('DELETE', await client.targetOf(object));
        if (status >= 300 && status !== 404) throw new Error(JSON.stringify(body));
      }
    },
    stored: async (object) => {
      const { status, body } = await client.ask('GET', await client.targetOf(object));
      return status === 200 ? (body as RoutingObject) : undefined;
    },
    stop,
  };
}
