import type { BackingService, ForeignManifest, Service, Tool } from '../platform';

/** The id of the workload of a service: its kind and its key. */
export function serviceId({ kind, key }: Pick<Service, 'kind' | 'key'>): string {
  return `${kind}/${key}`;
}

/** The id of the init Job of a service. */
export function initJobId(key: string): string {
  return `init/${key}`;
}

/** The id of the Job that drops the database of a service when its preview goes. */
export function dropJobId(key: string): string {
  return `init/${key}/drop`;
}

/** The id of the migration Job of a service. */
export function migrationJobId(key: string): string {
  return `migration/${key}`;
}

/** The id of the Job of a service beside its migration. */
export function hookId(key: string, hook: string): string {
  return `hook/${key}/${hook}`;
}

/** The id of the Job that brings a broker in the cluster to the topology. */
export const brokerTopologyId = 'init/broker-topology';

/** The id of the database of a service that an operator makes. */
export function databaseId(key: string): string {
  return `database/${key}`;
}

/** The id of a backing server in the cluster. */
export function serverId({ kind, name }: Pick<BackingService, 'kind' | 'name'>): string {
  return `server/${kind}/${name}`;
}

/** The id of a development tool, and of its exposure. */
export function toolId({ name }: Pick<Tool, 'name'>): string {
  return `tool/${name}`;
}

/** The id of an object of the team's. */
export function foreignId({ key }: Pick<ForeignManifest, 'key'>): string {
  return `foreign/${key}`;
}
