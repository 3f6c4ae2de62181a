import { runCommand, type CommandResult } from '../../cluster/support/command';

const OLDEST = 15; // \getenv came with it

/** Why the client programs cannot be used; undefined when they can. */
export async function missingClient(): Promise<string | undefined> {
  const howTo = `psql ${OLDEST} or newer is needed on PATH (Debian: postgresql-client)`;
  try {
    const { stdout } = await runCommand('psql', ['--version']);
    const version = /(\d+)(?:\.\d+)*/.exec(stdout)?.[1];
    return Number(version) >= OLDEST ? undefined : `${howTo}; the one there is ${stdout.trim()}`;
  } catch {
    return howTo;
  }
}

/** Where a server is reached. */
interface Address {
  readonly host: string;
  readonly port: number;
}

/** Who asks, and which database. */
export interface Login {
  readonly user: string;
  readonly password: string;
  readonly database: string;
}

/** Runs one SQL text over TCP, and returns what psql said. `values` are psql variables, for `:'name'` and `:"name"` in the text. */
export function psql(server: Address, login: Login, sql: string, values: Readonly<Record<string, string>> = {}): Promise<CommandResult> {
  const variables = Object.entries(values).flatMap(([name, value]) => ['-v', `${name}=${value}`]);
  return runCommand('psql', ['-X', '-q', '-A', '-t', '-w', '-v', 'ON_ERROR_STOP=1', ...variables, '-f', '-'], {
    input: sql,
    env: {
      PATH: process.env['PATH'],
      PGHOST: server.host,
      PGPORT: String(server.port),
      PGUSER: login.user,
      PGPASSWORD: login.password,
      PGDATABASE: login.database,
      PGCLIENTENCODING: 'UTF8',
    },
  });
}

/** Asks as the superuser and returns the rows as psql prints them unaligned; the SQL must succeed. */
export async function ask(
  server: Address & { readonly superuser: string; readonly password: string },
  sql: string,
  values?: Readonly<Record<string, string>>,
  database = 'postgres',
): Promise<string> {
  const { code, stdout, stderr } = await psql(server, { user: server.superuser, password: server.password, database }, sql, values);
  if (code !== 0) throw new Error(`psql: exit code ${code}\n${stderr}`);
  return stdout.trimEnd();
}
