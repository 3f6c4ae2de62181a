import type { RouteBackend, Workload } from '../../model';
import { portNamed } from '../backend-port';
import { block, type Directive } from './directive';

/** Says at which address nginx finds a port of a workload. */
export type AddressOf = (workload: Workload, port: number) => string;

/** The servers that requests are sent to. */
export interface Upstreams {
  /**
   * Names the servers of some backends, and remembers that they are needed.
   * @returns undefined if a port does not speak HTTP/1.1, or is not there
   */
  nameOf(backends: readonly RouteBackend[]): string | undefined;
  /** The blocks of all that were named, by name. */
  blocks(): Directive[];
}

/** How many connections to a server stay open in each process of nginx while they have nothing to do. */
const keptOpen = 16;

/** Collects the servers that are needed. */
export function createUpstreams(workloads: readonly Workload[], addressOf: AddressOf): Upstreams {
  const byId = new Map(workloads.map((workload) => [workload.id, workload]));
  const needed = new Map<string, Directive>();
  return {
    nameOf: (backends) => {
      const servers: { readonly name: string; readonly server: string }[] = [];
      for (const { workload: id, port: portName, weight } of backends) {
        const workload = byId.get(id);
        const port = workload && portNamed(workload, portName);
        if (workload === undefined || port === undefined || port.application === 'grpc' || port.application === 'h2c') return undefined;
        const isFirst = workload.pod.containers[0]?.ports[0]?.name === portName;
        const share = backends.length > 1 ? ` weight=${weight}` : '';
        servers.push({
          name: isFirst ? workload.name : `${workload.name}.${portName}`,
          server: `server ${addressOf(workload, port.port)}${share}`,
        });
      }
      const name = servers.map((server) => server.name).join('+');
      if (name === '') return undefined;
      needed.set(name, block(`upstream ${name}`, [...servers.map(({ server }) => server), `keepalive ${keptOpen}`]));
      return name;
    },
    blocks: () => [...needed].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, directive]) => directive),
  };
}
