import type { k8s } from 'cdk8s-plus-28';
import { Construct } from 'constructs';
import { type PgAdmin, type Platform, postgresServersOf } from '../../model/platform';
import type { Plain } from '../manifest';
import { secretVariable } from '../service/environment';
import { configMapVolume, scratchVolume } from '../service/volumes';
import { certificateBundle } from './certificate-bundle';
import { toolConfigName, ToolWorkload } from './tool-workload';

/** What the pgAdmin is made from. */
export interface PgAdminToolProps {
  readonly platform: Platform;
  readonly tool: PgAdmin;
}

const configVolume = 'config';
const serversFile = 'servers.json';
const settingsFile = 'config_distro.py';
const configDirectory = '/etc/pgadmin';

/**
 * The settings that the image's start script would write beside its program, where nothing can be written. It leaves a
 * file alone that is not empty.
 * @see https://www.pgadmin.org/docs/pgadmin4/latest/container_deployment.html
 */
const settings = `CA_FILE = '/etc/ssl/certs/ca-certificates.crt'
LOG_FILE = '/dev/null'
HELP_PATH = '../../docs'
DEFAULT_BINARY_PATHS = {
    'pg-15': '/usr/local/pgsql-15',
    'pg-16': '/usr/local/pgsql-16',
    'pg-17': '/usr/local/pgsql-17',
    'pg-18': '/usr/local/pgsql-18',
}
UPGRADE_CHECK_ENABLED = False
`;

/** The file with settings, on its own between the files of the program. */
const settingsMount: Plain<k8s.VolumeMount> = {
  name: configVolume,
  mountPath: `/pgadmin4/${settingsFile}`,
  subPath: settingsFile,
  readOnly: true,
};

/** pgAdmin with the databases of all services listed. It knows no password: whoever opens a database brings it along. */
export class PgAdminTool extends Construct {
  constructor(scope: Construct, id: string, { platform, tool }: PgAdminToolProps) {
    super(scope, id);
    const { path, volumes, ...certificates } = certificateBundle(tool, postgresServersOf(platform));
    new ToolWorkload(this, 'tool', {
      platform,
      tool,
      container: { env: variables(tool, path) },
      readyPath: '/misc/ping',
      volumes: [
        // The login, the list of databases and the sessions: made anew with every pod.
        scratchVolume('data', '/var/lib/pgadmin', '256Mi'),
        configMapVolume(configVolume, toolConfigName(tool), configDirectory),
        ...volumes,
      ],
      ...certificates,
      mounts: [settingsMount],
      config: { [settingsFile]: settings, [serversFile]: postgresServersOf(platform).length === 0 ? '{}' : serverList(platform) },
      // The Python of older images carries this capability, and Linux starts no program whose capabilities are out of reach.
      // The process does not get it: it may gain no privilege. `restricted` allows it.
      capabilities: ['NET_BIND_SERVICE'],
    });
  }
}

function variables({ port, secret }: PgAdmin, caPath: string | undefined): Plain<k8s.EnvVar>[] {
  return [
    { name: 'HOME', value: '/tmp' },
    { name: 'PGADMIN_DISABLE_POSTFIX', value: 'true' },
    { name: 'PGADMIN_LISTEN_ADDRESS', value: '0.0.0.0' },
    { name: 'PGADMIN_LISTEN_PORT', value: String(port) },
    { name: 'PGADMIN_SERVER_JSON_FILE', value: `${configDirectory}/${serversFile}` },
    // In the list pgAdmin would take the path for one below its own storage.
    ...(caPath === undefined ? [] : [{ name: 'PGSSLROOTCERT', value: caPath }]),
    { name: 'PYTHONDONTWRITEBYTECODE', value: '1' },
    secretVariable('PGADMIN_DEFAULT_EMAIL', { name: secret, key: 'email', optional: false }),
    secretVariable('PGADMIN_DEFAULT_PASSWORD', { name: secret, key: 'password', optional: false }),
  ];
}

/** One entry for each database, since its own roles alone may connect to it. */
function serverList({ label, services }: Platform): string {
  const databases = services.flatMap(({ database }) => (database?.server === undefined ? [] : [{ ...database, server: database.server }]));
  const entries = databases.map(({ name, role, server }, index) => [
    String(index + 1),
    {
      Name: name,
      Group: label,
      Host: server.host,
      Port: server.port,
      MaintenanceDB: name,
      Username: role,
      ConnectionParameters: { sslmode: server.certificateAuthority === undefined ? 'disable' : 'verify-full', connect_timeout: 10 },
    },
  ]);
  return `${JSON.stringify({ Servers: Object.fromEntries(entries) as Record<string, object> }, undefined, 2)}\n`;
}
