import type { Postgres } from '../../platform';
import { memoryShare } from '../memory-share';

/** How often a connection may take `work_mem` at once: a query takes it for each sort and each hash. */
const sortsOfConnection = 3;

/** The least `work_mem` that PostgreSQL takes, in kibibytes. */
const leastWorkMemory = 64;

/** The largest `maintenance_work_mem` that is of use. */
const mostMaintenance = 1024;

/**
 * The memory settings that keep a server within the limit of its container: a quarter for shared buffers, and the rest for all connections together.
 * @returns none if the limit is not known
 * @see https://www.postgresql.org/docs/current/runtime-config-resource.html
 */
export function memorySettings({
  inCluster,
  maxConnections,
}: Pick<Postgres, 'inCluster' | 'maxConnections'>): Readonly<Record<string, string>> {
  const share = (part: number): number | undefined => inCluster && memoryShare(inCluster, part);
  const [quarter, rest, sixteenth] = [share(1 / 4), share(3 / 4), share(1 / 16)];
  if (quarter === undefined || rest === undefined || sixteenth === undefined) return {};
  return {
    shared_buffers: `${quarter}MB`,
    effective_cache_size: `${rest}MB`,
    work_mem: `${Math.max(leastWorkMemory, Math.floor((rest * 1024) / (sortsOfConnection * maxConnections)))}kB`,
    maintenance_work_mem: `${Math.min(mostMaintenance, sixteenth)}MB`,
  };
}
