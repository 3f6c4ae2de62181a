import { amount, type KnownSettings, oneOf, text, toggle, whole } from './settings';

const size = text(/^\d{1,9}(?:kB|MB|GB)$/, 'an amount such as `64MB`, in `kB`, `MB` or `GB`');
const time = text(/^(?:-1|\d{1,9}(?:ms|s|min|h|d)|0)$/, 'a time such as `500ms`, `30s` or `5min`, or `"0"`');
const memory = 'resources.limits.memory';

/**
 * The settings of a PostgreSQL in the cluster.
 * @see https://www.postgresql.org/docs/current/runtime-config.html
 */
export const postgresSettings: KnownSettings = {
  label: 'PostgreSQL',
  settable: {
    work_mem: size,
    maintenance_work_mem: size,
    max_wal_size: size,
    statement_timeout: time,
    lock_timeout: time,
    deadlock_timeout: time,
    idle_in_transaction_session_timeout: time,
    log_min_duration_statement: time,
    default_statistics_target: whole(1, 10_000),
    random_page_cost: amount,
    jit: toggle,
    track_io_timing: toggle,
    wal_level: oneOf('replica', 'logical'),
    max_replication_slots: whole(0, 262_143),
    max_wal_senders: whole(0, 262_143),
    max_slot_wal_keep_size: size,
    max_locks_per_transaction: whole(10, 2_147_483_647),
    max_worker_processes: whole(0, 262_143),
    max_parallel_workers: whole(0, 1024),
    max_parallel_workers_per_gather: whole(0, 1024),
    'pg_stat_statements.max': whole(100, 1_073_741_823),
    'pg_stat_statements.track': oneOf('none', 'top', 'all'),
    'timescaledb.max_background_workers': whole(0, 1000),
  },
  owned: {
    max_connections: 'maxConnections',
    shared_buffers: memory,
    effective_cache_size: memory,
    shared_preload_libraries: 'extensions',
    'cron.database_name': 'extensions',
    listen_addresses: undefined,
    port: undefined,
    data_directory: undefined,
    config_file: undefined,
    hba_file: undefined,
    ident_file: undefined,
    'unix_socket_*': undefined,
    'ssl*': undefined,
  },
};
