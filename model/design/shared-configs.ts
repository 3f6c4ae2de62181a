import { dropScript, initScriptOf } from '../backing/postgres/init-scripts';
import { clientScriptsOf } from '../backing/postgres/client-scripts';
import type { ConfigObject, SharedConfig, Topology } from '../blueprint';
import { isMarked, type Platform } from '../platform';
import { compareText } from '../resolve/order';
import { isDropped } from './drop-job';
import { servedBroker, topologyComponent, topologyConfig } from './topology-job';

/**
 * The topology of the broker, and the scripts of databases: all that run one run the same, so it stands in the tree once. That of init Jobs is one of three, with an object of its own each: whether another service
 * has two logins, or is a guest, is no reason for an init Job to run again. Nor is it a reason for pods to restart that the database of another service is made by an operator or an
 * administrator, so that the scripts by which they wait are one of three, too.
 */
export function designSharedConfigs(platform: Platform, topology: Topology | undefined): SharedConfig[] {
  const { services, sources } = platform;
  const databases = services.flatMap(({ database }) => (database?.server === undefined ? [] : [database]));
  const client = new Set(databases.map((database) => clientScriptsOf(database).config));
  const init = new Set(
    databases.flatMap((database) =>
      database.provisioning?.by === 'init-job' ? [initScriptOf(database, isMarked(platform, database)).config] : [],
    ),
  );
  const broker = servedBroker(platform, topology);
  // Before what reads them in an apply of the whole folder: a pod whose volume is not there is tried again later and later.
  return [
    ...[...client].sort(byName).map((config) => ({ config, component: 'db-client', file: '01-database-client', place: sources.overlay })),
    ...[...init].sort(byName).map((config) => ({ config, component: 'db-init', file: '01-database-init', place: sources.overlay })),
    ...(services.some(({ database }) => isDropped(platform, database))
      ? [{ config: dropScript.config, component: 'db-drop', file: '01-database-drop', place: sources.overlay }]
      : []),
    ...(topology === undefined || broker === undefined
      ? []
      : [{ config: topologyConfig(topology, broker), component: topologyComponent, file: '01-broker-topology', place: broker.place }]),
  ];
}

function byName(a: ConfigObject, b: ConfigObject): number {
  return compareText(a.name, b.name);
}
