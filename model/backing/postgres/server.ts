import { literalVariable, type MountedVolume, scratchVolume, secretVariable } from '../../blueprint';
import type { Postgres, Service } from '../../platform';
import { type ServerDesign, serverPort } from '../server-design';
import { checkData } from './check-data';
import { memorySettings } from './memory-settings';
import { preloadSettings } from './preload';

/** PostgreSQL shares memory between its processes through files here. The default of 64 MiB is a fixed mount. */
const sharedMemory: MountedVolume = scratchVolume('shared-memory', '/dev/shm', '128Mi', true);

/**
 * The server has its port from its start, also while it replays its log, which takes as long as it takes: who kills it then lets it begin again. The image makes a new server ready without a port, which a kill
 * would leave half made, so the start may take ten minutes.
 */
const isListening = { tcp: 'postgres' };

/** Over TCP: while the image initializes, a server without TCP answers on the socket. */
const isReady = { exec: ['/bin/sh', '-c', 'exec pg_isready -q -h 127.0.0.1 -U "$POSTGRES_USER" -d postgres'] };

/**
 * The PostgreSQL server of a development environment.
 * @param adminSecret the Secret with the login of the admin role
 * @param services all services of the platform
 */
export function postgresServer(postgres: Postgres, adminSecret: string, services: readonly Service[]): ServerDesign {
  const { mountPath, pgdata } = dataDirectory(postgres.majorVersion);
  const settings = {
    max_connections: postgres.maxConnections,
    ...memorySettings(postgres),
    ...preloadSettings(postgres, services),
    ...postgres.inCluster?.settings,
  };
  return {
    ports: [serverPort('postgres', postgres.port)],
    dataPath: mountPath,
    check: checkData(mountPath, pgdata, postgres.clientResources),
    args: Object.entries(settings).flatMap(([name, value]) => [
      '-c',
      `${name}=${typeof value === 'boolean' ? (value ? 'on' : 'off') : value}`,
    ]),
    variables: [
      literalVariable('PGDATA', pgdata),
      secretVariable('POSTGRES_USER', adminSecret, 'username'),
      secretVariable('POSTGRES_PASSWORD', adminSecret, 'password'),
    ],
    probes: {
      startup: { check: isListening, periodSeconds: 2, timeoutSeconds: 3, failures: 300 },
      ready: { check: isReady, periodSeconds: 10, timeoutSeconds: 3, failures: 3 },
      live: { check: isListening, periodSeconds: 20, timeoutSeconds: 3, failures: 6 },
    },
    scratch: [scratchVolume('run', '/var/run/postgresql', '16Mi'), sharedMemory],
    rereadsSecret: false,
    stopSeconds: 60,
  };
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
