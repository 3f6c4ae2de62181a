import { kindOf } from '../../backing';
import { clusterOf, type Platform } from '../../platform';
import { clusterHosts } from './endpoints';

/**
 * Lists the names that a service or a backing service in the cluster cannot have, each with the reason why.
 */
export function takenNames({ services, backing, tools }: Platform): Map<string, string> {
  const taken = new Map([
    ['default', 'its ServiceAccount would take over the one that every pod of the namespace has'],
    ['localhost', 'in every container it means the container itself'],
    ['routes', 'the file with the route table has that name'],
  ]);
  for (const server of backing) {
    const { host, inCluster } = server;
    const cluster = clusterOf(server);
    if (cluster !== undefined) {
      taken.set(cluster, 'the ServiceAccount of the `Cluster` has that name');
      taken.set(`${cluster}-primary`, 'a PodDisruptionBudget of the `Cluster` has that name');
      for (const name of clusterHosts(cluster)) taken.set(name, 'a Kubernetes Service of the `Cluster` has that name');
    }
    if (inCluster !== undefined) taken.set(`${host}-headless`, `the headless Kubernetes Service of ${kindOf(server).label} has that name`);
  }
  for (const { name } of tools) taken.set(name, 'the development tool of that name has it in this environment');
  for (const { name, key, database, migration } of services) {
    if (database !== undefined && (database.server === undefined || database.server.provisioning.by === 'init-job'))
      taken.set(`${name}-db-init`, `the init Job of \`${key}\` is named after that`);
    if (migration.mode === 'job') taken.set(`${name}-migrate`, `the migration Job of \`${key}\` is named after that`);
  }
  return taken;
}
