import { randomBytes } from 'node:crypto';
import { chownSync, cpSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';

import { findPrograms, type Major } from './majors';
import { runAs, type SystemUser } from './system-user';

/** What the servers of one major are copied from: initdb takes longer than all of a server's start. */
export interface ServerTemplate {
  /** The folder of its programs, for the user that runs them. */
  readonly programs: string;
  /** A data directory that no server has run on. */
  readonly data: string;
  /** The password of its only role, TEMPLATE_OWNER. */
  readonly password: string;
}

/** The superuser that each server starts with; the test's own administrator comes after it. */
export const TEMPLATE_OWNER = 'template_owner';

/** Makes the template of one major in a new folder that belongs to the user. */
export async function makeTemplate(major: Major, folder: string, user: SystemUser | undefined): Promise<ServerTemplate> {
  mkdirSync(folder);
  if (user !== undefined) chownSync(folder, user.uid, user.gid);
  const programs = programsFor(major, folder, user);
  const data = path.join(folder, 'data');
  const password = randomBytes(24).toString('hex');
  await initialise(programs, data, password, user);
  await makeCertificate(data, user);
  return { programs, data, password };
}

/** The folder of programs that the user can run: another user may not be let into the checkout, so it is given a copy. */
function programsFor(major: Major, folder: string, user: SystemUser | undefined): string {
  const programs = findPrograms(major)!;
  if (user === undefined) return programs;
  const copy = path.join(folder, 'native');
  cpSync(path.dirname(programs), copy, { recursive: true, verbatimSymlinks: true });
  return path.join(copy, 'bin');
}

async function initialise(programs: string, data: string, password: string, user: SystemUser | undefined): Promise<void> {
  const passwordFile = path.join(path.dirname(data), 'superuser-password');
  writeFileSync(passwordFile, `${password}\n`, { mode: 0o600 });
  if (user !== undefined) chownSync(passwordFile, user.uid, user.gid);
  const authentication = ['--auth=scram-sha-256', `--username=${TEMPLATE_OWNER}`, `--pwfile=${passwordFile}`];
  const content = ['--encoding=UTF8', '--locale=C', '--no-sync', '--wal-segsize=1']; // less to copy than the usual 16 MB of log
  await runAs(user, path.join(programs, 'initdb'), ['-D', data, ...authentication, ...content], path.dirname(data));
  rmSync(passwordFile);
}

/** Makes the certificate for an encrypted connection to 127.0.0.1, where the server looks for it. */
async function makeCertificate(data: string, user: SystemUser | undefined): Promise<void> {
  const subject = ['-subj', '/CN=127.0.0.1', '-addext', 'subjectAltName=IP:127.0.0.1'];
  const files = ['-keyout', 'server.key', '-out', 'server.crt'];
  await runAs(user, 'openssl', ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '2', ...files, ...subject], data);
}
