import { readFileSync } from 'node:fs';

import { loadAll } from 'js-yaml';

import { poll } from '../../cluster/support/poll';
import type { ApiClient, RoutingObject } from './api-client';
import type { RoutingTools } from './tools';

interface Definition extends RoutingObject {
  readonly spec: {
    readonly group: string;
    readonly names: { readonly plural: string };
    readonly versions: readonly { name: string; served: boolean }[];
  };
  readonly status?: { readonly conditions?: readonly { readonly type: string; readonly status: string }[] };
}

const DEFINITIONS = '/apis/apiextensions.k8s.io/v1/customresourcedefinitions';

/** Gives an API server of our own the upstream definitions of what routes consist of, and waits until it serves them. */
export async function installRoutingDefinitions(client: ApiClient, { definitions }: RoutingTools): Promise<void> {
  const objects = definitions
    .flatMap((file) => loadAll(readFileSync(file, 'utf8')) as (Definition | null)[])
    .filter((object) => object !== null && object !== undefined);
  // One after the other: of many at once a busy server gives some up.
  for (const object of objects) await create(client, object);
  const established = await poll(100, async () => {
    const { items } = (await client.ask('GET', DEFINITIONS)).body as { items: Definition[] };
    return (
      items.every(({ status }) => status?.conditions?.some(({ type, status: is }) => type === 'Established' && is === 'True')) || undefined
    );
  });
  if (established === undefined) throw new Error('the API server has not established the definitions');
  for (const { spec } of objects) await untilServed(client, spec);
}

/** Creates a definition, as often as it takes a busy server. */
async function create(client: ApiClient, object: Definition): Promise<void> {
  const created = await poll(100, async () => {
    const { status, body } = await client.ask('POST', DEFINITIONS, object);
    if (status === 201 || status === 409) return true; // it is there if the server gave up after it had stored it
    if (status === 504 || status === 429) return undefined;
    throw new Error(`${object.metadata.name}: ${JSON.stringify(body)}`);
  });
  if (created === undefined) throw new Error(`the API server does not take ${object.metadata.name}`);
}

/** Established means that the names are free; the server answers for a kind a moment later. */
async function untilServed(client: ApiClient, { group, names, versions }: Definition['spec']): Promise<void> {
  const version = versions.find(({ served }) => served)!.name;
  const served = await poll(50, async () => {
    const { status } = await client.ask('GET', `/apis/${group}/${version}/${names.plural}`);
    return status === 200 ? true : undefined;
  });
  if (served === undefined) throw new Error(`the API server does not serve ${names.plural} of ${group}`);
}
