import { Construct } from 'constructs';
import type { InCluster, Platform, Postgres } from '../../model/platform';
import { secretVariable } from '../service/environment';
import { type MountedVolume, scratchVolume } from '../service/volumes';
import { BackingServer } from './backing-server';

/** What the in-cluster PostgreSQL is made from. */
export interface PostgresServerProps {
  readonly platform: Platform;
  readonly postgres: Postgres;
  readonly server: InCluster;
  /** The Secret with the login of the admin role. */
  readonly adminSecret: string;
}

/** PostgreSQL shares memory between its processes through files here. The default of 64 MiB is a fixed mount. */
const sharedMemory: MountedVolume = {
  volume: { name: 'shared-memory', emptyDir: { medium: 'Memory', sizeLimit: '128Mi' } },
  mount: { name: 'shared-memory', mountPath: '/dev/shm' },
};

/** The PostgreSQL server of a development environment. */
export class PostgresServer extends Construct {
  constructor(scope: Construct, id: string, { platform, postgres, server, adminSecret }: PostgresServerProps) {
    super(scope, id);
    const admin = { name: adminSecret, optional: false };
    const { mountPath, pgdata } = dataDirectory(postgres.majorVersion);
    // Over TCP: while the image initializes, a server without TCP answers on the socket.
    const ready = { exec: { command: ['/bin/sh', '-c', 'exec pg_isready -q -h 127.0.0.1 -U "$POSTGRES_USER" -d postgres'] } };
    new BackingServer(this, 'server', {
      platform,
      name: postgres.host,
      component: 'database',
      server,
      ports: [{ name: 'postgres', port: postgres.port }],
      dataPath: mountPath,
      container: {
        args: ['-c', `max_connections=${postgres.maxConnections}`],
        env: [
          { name: 'PGDATA', value: pgdata },
          secretVariable('POSTGRES_USER', { ...admin, key: 'username' }),
          secretVariable('POSTGRES_PASSWORD', { ...admin, key: 'password' }),
        ],
        startupProbe: { ...ready, periodSeconds: 2, timeoutSeconds: 3, failureThreshold: 90 },
        readinessProbe: { ...ready, periodSeconds: 10, timeoutSeconds: 3, failureThreshold: 3 },
        livenessProbe: { tcpSocket: { port: 'postgres' }, periodSeconds: 20, timeoutSeconds: 3, failureThreshold: 6 },
      },
      scratch: [scratchVolume('run', '/var/run/postgresql', '16Mi'), sharedMemory],
      terminationGracePeriodSeconds: 60,
    });
  }
}

/**
 * Where the volume goes: a directory below the mount, because a new volume's root holds `lost+found`. PostgreSQL 18
 * moved its data; a mount on the old place would leave the data in the container.
 * @see https://hub.docker.com/_/postgres
 */
function dataDirectory(major: number | undefined): { readonly mountPath: string; readonly pgdata: string } {
  return major !== undefined && major >= 18
    ? { mountPath: '/var/lib/postgresql', pgdata: `/var/lib/postgresql/${major}/docker` }
    : { mountPath: '/var/lib/postgresql/data', pgdata: '/var/lib/postgresql/data/pgdata' };
}
