import type { Port, Workload } from '../model';

/** The port of a workload that a route leads to, by its name: of its container or of a sidecar. */
export function portNamed({ pod }: Workload, name: string): Port | undefined {
  return [...pod.containers, ...pod.initContainers].flatMap(({ ports }) => ports).find((port) => port.name === name);
}
