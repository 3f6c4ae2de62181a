import { initScriptOf } from '../backing/postgres/init-scripts';
import type { SharedConfig } from '../blueprint';
import type { Platform } from '../platform';
import { compareText } from '../resolve/order';

/**
 * Every init Job runs the same script, or one of three, so it stands in the tree once. A script has an object of its own: whether another service has two logins, or is a guest, is no
 * reason for an init Job to run again.
 */
export function designSharedConfigs({ services, sources }: Platform): SharedConfig[] {
  const scripts = new Set(
    services.flatMap(({ database }) => (database?.provisioning?.by === 'init-job' ? [initScriptOf(database).config] : [])),
  );
  return (
    [...scripts]
      .sort((a, b) => compareText(a.name, b.name))
      // Before the Jobs in an apply of the whole folder: a pod whose volume is not there is tried again later and later.
      .map((config) => ({ config, component: 'db-init', file: '01-database-init', place: sources.overlay }))
  );
}
