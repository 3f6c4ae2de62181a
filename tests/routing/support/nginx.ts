import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';

import { runCommand } from '../../cluster/support/command';
import { poll } from '../../cluster/support/poll';
import { startTiedProcess } from '../../cluster/support/tied-process';
import { createProber, type Prober } from './probe';

/** A running nginx. */
export interface Nginx extends Prober {
  readonly port: number;
  /** What it has logged of errors. */
  logTail(): string;
  stop(): Promise<void>;
}

/** nginx as it is run here: files in a folder of its own, in the foreground, its errors on standard error. */
function argumentsFor(directory: string, file: string): string[] {
  // Debian's nginx changes to an unprivileged user, who could not read the folder; nothing here is served but by tests.
  const directives = ['daemon off', `pid ${path.join(directory, 'nginx.pid')}`, ...(process.getuid?.() === 0 ? ['user root'] : [])];
  return ['-p', directory, '-c', file, '-e', 'stderr', '-g', `${directives.join('; ')};`];
}

/** Writes a config into a new folder. */
function place(config: string): { readonly directory: string; readonly file: string } {
  const directory = mkdtempSync(path.join(os.tmpdir(), 'cadastre-nginx-'));
  const file = path.join(directory, 'nginx.conf');
  mkdirSync(path.join(directory, 'logs'));
  writeFileSync(file, config);
  return { directory, file };
}

/**
 * Asks nginx whether a whole config is valid, as `nginx -t` does.
 * @returns what it said about errors; empty if there are none
 */
export async function checkNginx(config: string): Promise<string> {
  const { directory, file } = place(config);
  try {
    const { code, stderr } = await runCommand('nginx', ['-t', '-q', ...argumentsFor(directory, file)]);
    return code === 0 ? '' : stderr;
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}

/**
 * Starts nginx with a whole config, in which it listens on `port` of 127.0.0.1, and waits until it does.
 * @throws with nginx's own words if the config is not valid
 */
export async function startNginx(config: string, port: number): Promise<Nginx> {
  const { directory, file } = place(config);
  const server = startTiedProcess({
    command: 'nginx',
    args: argumentsFor(directory, file),
    cwd: directory,
    logFile: path.join(directory, 'stderr.log'),
    signal: 'SIGTERM',
  });
  const prober = createProber(port);
  const stop = async (): Promise<void> => {
    prober.close();
    await server.stop();
    rmSync(directory, { recursive: true, force: true });
  };
  const listens = await poll(20, async () => {
    if (!server.isRunning()) return false;
    return (await accepts(port)) ? true : undefined;
  });
  if (listens !== true) {
    const said = server.logTail();
    await stop();
    throw new Error(`nginx did not start:\n${said}`);
  }
  return { ...prober, port, logTail: server.logTail, stop };
}

/** Whether something listens on a port of 127.0.0.1. */
export function accepts(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = net.connect(port, '127.0.0.1');
    socket.on('connect', () => (socket.destroy(), resolve(true)));
    socket.on('error', () => resolve(false));
  });
}
