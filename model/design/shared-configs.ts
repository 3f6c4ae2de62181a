import { initScriptOf } from '../backing/postgres/init-scripts';
import { clientScripts } from '../backing/postgres/client-scripts';
import type { SharedConfig } from '../blueprint';
import type { Platform } from '../platform';
import { compareText } from '../resolve/order';

/**
 * The scripts of databases: all that run one run the same, so it stands in the tree once. That of init Jobs is one of three, with an object of its own each: whether another service
 * has two logins, or is a guest, is no reason for an init Job to run again.
 */
export function designSharedConfigs({ services, sources }: Platform): SharedConfig[] {
  const databases = services.flatMap(({ database }) => (database?.server === undefined ? [] : [database]));
  const init = new Set(databases.flatMap((database) => (database.provisioning?.by === 'init-job' ? [initScriptOf(database).config] : [])));
  // Before what reads them in an apply of the whole folder: a pod whose volume is not there is tried again later and later.
  return [
    ...(databases.length === 0
      ? []
      : [{ config: clientScripts, component: 'db-client', file: '01-database-client', place: sources.overlay }]),
    ...[...init]
      .sort((a, b) => compareText(a.name, b.name))
      .map((config) => ({ config, component: 'db-init', file: '01-database-init', place: sources.overlay })),
  ];
}
