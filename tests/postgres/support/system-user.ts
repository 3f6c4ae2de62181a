import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';

/** A user of this machine. */
export interface SystemUser {
  readonly uid: number;
  readonly gid: number;
}

/** Whom PostgreSQL is to run as: undefined for ourselves, unless we are root, which PostgreSQL refuses. */
export function unprivilegedUser(): SystemUser | undefined {
  if (process.getuid?.() !== 0) return undefined;
  const users = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .map((line) => line.split(':'));
  const entry = ['postgres', 'nobody'].map((name) => users.find(([user]) => user === name)).find((found) => found !== undefined);
  if (entry === undefined)
    throw new Error('PostgreSQL does not run as root, and this machine has neither a user postgres nor a user nobody');
  return { uid: Number(entry[2]), gid: Number(entry[3]) };
}

/** Runs a program as another user, or as ourselves, and fails with its output when it fails. */
export function runAs(user: SystemUser | undefined, command: string, args: readonly string[], cwd: string): Promise<void> {
  return new Promise((resolve, reject) => {
    execFile(command, args, { cwd, ...user }, (error, stdout, stderr) => {
      if (error === null) resolve();
      else reject(new Error(`${command}: ${error.message}\n${stdout}${stderr}`));
    });
  });
}
