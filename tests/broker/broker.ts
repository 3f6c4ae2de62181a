import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';

import { runCommand } from '../cluster/support/command';
import { freePorts } from '../cluster/support/free-ports';
import { poll } from '../cluster/support/poll';
import { startTiedProcess } from '../cluster/support/tied-process';
import { rabbitmqServer } from './describe-with-rabbitmq';

/** A RabbitMQ of the test's own, on the loopback interface. */
export interface Broker {
  readonly port: number;
  readonly managementPort: number;
  /** Asks the management API, as the administrator. */
  readonly ask: (method: 'GET' | 'PUT' | 'POST' | 'DELETE', path: string, body?: unknown) => Promise<Answer>;
  /** What the server has logged. */
  readonly logTail: () => string;
  readonly stop: () => Promise<void>;
}

/** An answer of the management API. */
export interface Answer {
  readonly status: number;
  readonly body: unknown;
}

/** How the administrator of the broker logs in, as the Secret of the manifests has it. */
export interface Administrator {
  readonly username: string;
  readonly password: string;
}

/**
 * Starts a RabbitMQ with its management plugin, an administrator and an empty virtual host, as the image does by its variables.
 * @returns once it answers
 */
export async function startBroker(administrator: Administrator, vhost: string): Promise<Broker> {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'cadastre-rabbitmq-'));
  const [port = 0, managementPort = 0, distribution = 0, mapper = 0] = await freePorts(4);
  const inFolder = (name: string): string => path.join(folder, name);
  for (const name of ['mnesia', 'log', 'home']) mkdirSync(inFolder(name));
  writeFileSync(inFolder('enabled_plugins'), '[rabbitmq_management].\n');
  writeFileSync(
    inFolder('rabbitmq.conf'),
    [
      `listeners.tcp.1 = 127.0.0.1:${port}`,
      'management.tcp.ip = 127.0.0.1',
      `management.tcp.port = ${managementPort}`,
      `default_user = ${administrator.username}`,
      `default_pass = ${administrator.password}`,
      `default_vhost = ${vhost}`,
      'log.console = true',
      '',
    ].join('\n'),
  );
  const env = {
    PATH: process.env['PATH'],
    HOME: inFolder('home'),
    LANG: 'C.UTF-8',
    ERL_EPMD_ADDRESS: '127.0.0.1',
    ERL_EPMD_PORT: String(mapper),
    RABBITMQ_CONF_ENV_FILE: inFolder('none'),
    RABBITMQ_CONFIG_FILE: inFolder('rabbitmq.conf'),
    RABBITMQ_ENABLED_PLUGINS_FILE: inFolder('enabled_plugins'),
    RABBITMQ_MNESIA_BASE: inFolder('mnesia'),
    RABBITMQ_LOG_BASE: inFolder('log'),
    RABBITMQ_NODENAME: `cadastre-${port}@localhost`,
    RABBITMQ_DIST_PORT: String(distribution),
    // With these the script becomes the server, in place of a parent that a kill would leave it without.
    RABBITMQ_ALLOW_INPUT: 'true',
    RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS: '-noinput',
  };
  const words = Object.entries(env).map(([name, value]) => `${name}=${value}`);
  const server = startTiedProcess({ command: 'env', args: ['-i', ...words, rabbitmqServer], cwd: folder, logFile: inFolder('log.txt') });
  const login = Buffer.from(`${administrator.username}:${administrator.password}`).toString('base64');
  const ask: Broker['ask'] = async (method, at, body) => {
    const response = await fetch(`http://127.0.0.1:${managementPort}/api/${at}`, {
      method,
      headers: { authorization: `Basic ${login}`, 'content-type': 'application/json' },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    return { status: response.status, body: text === '' ? undefined : (JSON.parse(text) as unknown) };
  };
  const stop = async (): Promise<void> => {
    await server.stop();
    // The port mapper outlives the server that has started it.
    await runCommand('epmd', ['-port', String(mapper), '-kill'], { env: { ...process.env, ERL_EPMD_ADDRESS: '127.0.0.1' } });
    rmSync(folder, { recursive: true, force: true });
  };
  const isUp = await poll(250, async () => {
    if (!server.isRunning()) throw new Error(server.logTail());
    return (await ask('GET', 'overview').catch(() => undefined))?.status === 200 || undefined;
  });
  if (isUp !== true) {
    const said = server.logTail();
    await stop();
    throw new Error(said);
  }
  return { port, managementPort, ask, logTail: server.logTail, stop };
}
