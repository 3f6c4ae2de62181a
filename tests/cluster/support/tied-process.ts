import { spawn } from 'node:child_process';
import { closeSync, openSync, readFileSync } from 'node:fs';
import type { Socket } from 'node:net';

export interface TiedProcessOptions {
  readonly command: string;
  readonly args: readonly string[];
  readonly cwd: string;
  /** The file that receives what the program prints. */
  readonly logFile: string;
  /** Whom the program runs as; needs root. */
  readonly user?: { readonly uid: number; readonly gid: number };
  /** What asks the program to end. */
  readonly signal?: NodeJS.Signals;
}

/** A server that a test started and that cannot outlive it. */
export interface TiedProcess {
  /** Whether the program still runs. */
  readonly isRunning: () => boolean;
  /** The last lines that the program printed. */
  readonly logTail: () => string;
  /** Asks the program to end, kills it when it does not within ten seconds, and returns when it is gone. */
  readonly stop: () => Promise<void>;
}

/** Starts a server that ends when `stop` is called or when this process ends, in whatever way. */
export function startTiedProcess(options: TiedProcessOptions): TiedProcess {
  const { command, args, cwd, logFile, user, signal = 'SIGTERM' } = options;
  const log = openSync(logFile, 'a');
  const instruction = JSON.stringify({ command, args, ...user, signal, graceMs: 10_000 });
  const child = spawn(process.execPath, [require.resolve('./supervisor.js'), instruction], { cwd, stdio: ['pipe', log, log] });
  closeSync(log);
  child.unref(); // a test that forgets `stop` ends all the same, and the program with it
  const stdin = child.stdin as Socket;
  stdin.unref();
  const exited = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  return {
    isRunning: () => child.exitCode === null && child.signalCode === null,
    logTail: () => readFileSync(logFile, 'utf8').trimEnd().split('\n').slice(-25).join('\n'),
    stop: async () => {
      child.ref();
      stdin.end();
      await exited;
    },
  };
}
