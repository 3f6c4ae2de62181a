import type { ParsedService } from '../../registry/schema';
import type { Metrics } from '../platform';

/**
 * Resolves the endpoint of an entry's metrics.
 * @returns undefined if there are no metrics, or no port for them, which is a finding
 */
export function resolveMetrics({ metrics, port: ownPort }: Pick<ParsedService, 'metrics' | 'port'>): Metrics | undefined {
  const port = metrics?.port ?? ownPort;
  return metrics === undefined || port === undefined ? undefined : { port, path: metrics.path ?? '/metrics' };
}
