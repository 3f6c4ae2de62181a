import type { AlertRule } from '../../blueprint';
import { clusterOf, type Platform, type Service } from '../../platform';
import { alertRule } from './alert';
import { requestMetrics } from './profiles';
import { decimal, jobOf, literally, type Matchers, series } from './promql';

/** The alerts about the connections of a service to its database: on the server, and in the pool of each pod. */
export function databaseAlerts(platform: Platform, service: Service): AlertRule[] {
  const { key, database, metrics, metricsProfile } = service;
  if (database?.server === undefined) return [];
  const share = platform.observability.thresholds.connectionPercent / 100;
  const { role, connectionLimit, poolSize } = database;
  const onServer = connectionsOnServer(platform, database.server, { datname: database.name, usename: role });
  const pool = metrics === undefined || metricsProfile === undefined ? undefined : requestMetrics[metricsProfile].pool;
  return [
    ...(onServer === undefined
      ? []
      : [
          alertRule(platform, {
            alert: 'DatabaseConnectionsNearLimit',
            severity: 'ticket',
            expr: `sum(${onServer}) > ${decimal(share * connectionLimit)}`,
            for: '10m',
            summary: `${role} has {{ $value }} of the ${connectionLimit} connections that it may have`,
            description: `Pods of ${key} will be refused: look for transactions that stay open, and at \`poolSize\` and \`maxConnections\` of the server.`,
          }),
        ]),
    ...(pool === undefined
      ? []
      : [
          alertRule(platform, {
            alert: 'DatabasePoolNearlyUsed',
            severity: 'ticket',
            expr: `sum by (pod) (${series(pool.connections, { namespace: platform.namespace, job: jobOf(key), [pool.state]: 'used' })}) > ${decimal(share * poolSize)}`,
            for: '10m',
            summary: `{{ $labels.pod }} uses {{ $value }} of the ${poolSize} connections of its pool`,
            description: 'Requests wait for a connection: look for slow queries, and at `poolSize` of the server.',
          }),
        ]),
  ];
}

/** The series of the connections of a role to a database; undefined if nothing shows them. */
function connectionsOnServer(
  platform: Platform,
  server: NonNullable<NonNullable<Service['database']>['server']>,
  of: Matchers,
): string | undefined {
  const { postgresExporter } = platform.observability;
  const cluster = clusterOf(server);
  // The operator's pods are in the namespace of the Cluster, which is ours, and their names begin with its name.
  if (cluster !== undefined)
    return series('cnpg_backends_total', { namespace: platform.namespace, pod: new RegExp(`${literally(cluster)}-[0-9]+`), ...of });
  return postgresExporter && series('pg_stat_activity_count', { ...postgresExporter, ...of });
}
