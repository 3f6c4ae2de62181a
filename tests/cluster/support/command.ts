import { execFile } from 'node:child_process';

import { HANG_MS } from '../../support/hang';

/** What a finished program said. `code` is null when a signal, such as that of the time limit, ended it. */
export interface CommandResult {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface CommandOptions {
  /** What the program reads; nothing by default. */
  readonly input?: string;
  /** The program's whole environment; this process's own by default. */
  readonly env?: NodeJS.ProcessEnv;
  readonly cwd?: string;
  /** Whom it runs as; ourselves by default. */
  readonly user?: { readonly uid: number; readonly gid: number };
}

/** Runs a program without a shell, to its end. A program that fails is a result; one that cannot be started is an error. */
export function runCommand(command: string, args: readonly string[], options: CommandOptions = {}): Promise<CommandResult> {
  const { input = '', env = process.env, cwd, user } = options;
  return new Promise((resolve, reject) => {
    const child = execFile(
      command,
      args,
      { ...user, env, cwd, timeout: HANG_MS, killSignal: 'SIGKILL', maxBuffer: 64 * 1024 * 1024, encoding: 'utf8' },
      (error, stdout, stderr) => {
        if (error !== null && typeof error.code !== 'number' && !error.killed) {
          reject(new Error(`${command}: ${error.message}`));
        } else {
          resolve({ code: error === null ? 0 : typeof error.code === 'number' ? error.code : null, stdout, stderr });
        }
      },
    );
    child.stdin?.on('error', () => undefined); // a program may end without reading what it was given
    child.stdin?.end(input);
  });
}
