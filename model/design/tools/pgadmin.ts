import { configVolume, literalVariable, scratchVolume, secretVariable, type Variable, type Workload } from '../../blueprint';
import { type PgAdmin, type Platform, postgresServersOf } from '../../platform';
import { certificateBundle } from './certificate-bundle';
import { toolConfigName, toolWorkload } from './tool';

const configVolumeName = 'config';
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

/** pgAdmin with the databases of all services listed. It knows no password: whoever opens a database brings it along. */
export function designPgAdmin(platform: Platform, tool: PgAdmin): Workload {
  const servers = postgresServersOf(platform);
  const { path, volumes, ...certificates } = certificateBundle(tool, servers);
  return toolWorkload(platform, tool, {
    command: undefined,
    variables: variables(tool, path),
    readyPath: '/misc/ping',
    volumes: [
      // The login, the list of databases and the sessions: made anew with every pod.
      scratchVolume('data', '/var/lib/pgadmin', '256Mi'),
      configVolume(configVolumeName, toolConfigName(tool), configDirectory),
      ...volumes,
    ],
    ...certificates,
    // On its own between the files of the program.
    mounts: [{ volume: configVolumeName, path: `/pgadmin4/${settingsFile}`, file: settingsFile, readOnly: true }],
    config: { [settingsFile]: settings, [serversFile]: servers.length === 0 ? '{}' : serverList(platform) },
    // The Python of older images carries this capability, and Linux starts no program whose capabilities are out of reach.
    // The process does not get it: it may gain no privilege. `restricted` allows it.
    capabilities: ['NET_BIND_SERVICE'],
    waitsFor: [],
  });
}

function variables({ port, secret }: PgAdmin, caPath: string | undefined): Variable[] {
  return [
    literalVariable('HOME', '/tmp'),
    literalVariable('PGADMIN_DISABLE_POSTFIX', 'true'),
    literalVariable('PGADMIN_LISTEN_ADDRESS', '0.0.0.0'),
    literalVariable('PGADMIN_LISTEN_PORT', String(port)),
    literalVariable('PGADMIN_SERVER_JSON_FILE', `${configDirectory}/${serversFile}`),
    // In the list pgAdmin would take the path for one below its own storage.
    ...(caPath === undefined ? [] : [literalVariable('PGSSLROOTCERT', caPath)]),
    literalVariable('PYTHONDONTWRITEBYTECODE', '1'),
    secretVariable('PGADMIN_DEFAULT_EMAIL', secret, 'email'),
    secretVariable('PGADMIN_DEFAULT_PASSWORD', secret, 'password'),
  ];
}

/** One entry for each database, since its own roles alone may connect to it. */
function serverList({ label, services }: Platform): string {
  const databases = services.flatMap(({ database }) =>
    database?.server === undefined || database.guest !== undefined ? [] : [{ ...database, server: database.server }],
  );
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
