import type { TableRoute } from '../../../model/route-table';
import { poll } from '../../cluster/support/poll';
import type { RoutingApi, RoutingObject } from './api';
import type { Backends } from './echo';
import { endpointObjects } from './endpoint-objects';
import { ingressObjects } from './ingress-objects';
import { httpRouteObjects, serviceObjects } from './table-objects';
import type { Traefik } from './traefik';

/** What objects are served with. */
export interface Stage {
  readonly api: RoutingApi;
  readonly traefik: Traefik;
  readonly backends: Backends;
}

/** What a Traefik reads to route requests; pods, Jobs and the rest of a tree have no effect on it. */
const READ = ['Namespace', 'Service', 'Ingress', 'HTTPRoute', 'Middleware', 'ServersTransport', 'TLSOption'];

let count = 0;

/**
 * Gives a Traefik that serves nothing what it reads among some objects, each Service with the backend of its name, and waits until it answers by all of that.
 * @returns takes the objects away again, and waits until Traefik serves nothing
 */
export async function serveObjects({ api, traefik, backends }: Stage, objects: readonly RoutingObject[]): Promise<() => Promise<void>> {
  const read = objects.filter(({ kind }) => READ.includes(kind));
  const namespace = `served-${++count}`;
  // It shows that the entry point has changed: a router that Traefik's API tells may be in force some microseconds later.
  const marker: TableRoute = {
    id: 'marker',
    backend: [...backends.ports.keys()][0]!,
    host: `${namespace}.test`,
    path: '/',
    match: 'prefix',
    methods: undefined,
  };
  const write = read.some(({ kind }) => kind === 'HTTPRoute') ? httpRouteObjects : ingressObjects;
  const all = [...read, ...serviceObjects(namespace, [marker]), ...write(namespace, [marker])];
  const applied = [...all, ...endpointObjects(all, backends)];
  await api.apply(applied);
  await traefik.untilServed(all.reduce((sum, object) => sum + routersOf(object), 0));
  const answers = await poll(20, async () => {
    const { backend } = await traefik.probe({ method: 'GET', host: marker.host, path: '/' });
    return backend === undefined ? undefined : true;
  });
  if (answers === undefined) throw new Error(`Traefik does not answer ${marker.host}\n${traefik.logTail()}`);
  return async () => {
    await api.remove(applied.filter(({ kind }) => kind !== 'Namespace')); // that needs a controller to go
    await traefik.untilState('no routers', ({ routers }) => routers.length === 0);
  };
}

/** Serves routes as objects of one kind, in a namespace of their own: see {@link serveObjects}. */
export function serveRoutes(stage: Stage, kind: 'Ingress' | 'HTTPRoute', routes: readonly TableRoute[]): Promise<() => Promise<void>> {
  const namespace = `table-${++count}`;
  const write = kind === 'Ingress' ? ingressObjects : httpRouteObjects;
  return serveObjects(stage, [...serviceObjects(namespace, routes), ...write(namespace, routes)]);
}

interface IngressSpec {
  readonly rules?: readonly { readonly http?: { readonly paths: readonly object[] } }[];
}

interface HttpRouteSpec {
  readonly rules?: readonly { readonly matches?: readonly object[] }[];
}

/** How many routers Traefik makes of an object: one a path, one a match. */
function routersOf({ kind, spec }: RoutingObject): number {
  const sum = (counts: readonly number[]): number => counts.reduce((one, other) => one + other, 0);
  if (kind === 'Ingress') return sum(((spec as IngressSpec).rules ?? []).map(({ http }) => http?.paths.length ?? 0));
  if (kind === 'HTTPRoute') return sum(((spec as HttpRouteSpec).rules ?? []).map(({ matches }) => matches?.length ?? 1));
  return 0;
}
