import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';

import { runCommand, type CommandResult } from '../cluster/support/command';
import { freePorts } from '../cluster/support/free-ports';
import { answers, type ContainerProbes } from '../cluster/support/kubelet-probe';
import { type Container, podTemplateOf } from '../cluster/support/manifests';
import { poll } from '../cluster/support/poll';
import { startTiedProcess, type TiedProcess } from '../cluster/support/tied-process';
import { developmentOverlay, objectsOf, plainService, platformOf } from '../support/platform';
import { describeWithRedis } from './describe-with-redis';

const passwords: Readonly<Record<string, string>> = {
  'letters alone': 'hunter2Correct',
  'a space': 'correct horse battery',
  quotes: `it's "quoted"`,
  'a backslash': 'back\\slash\\x41\\n',
  'a letter outside ASCII': 'pässwörd-☃',
  'a dollar, a backtick and a number sign': '#$(id) `id` $HOME',
  'a line feed': 'two\nlines',
  'a percent sign': '%s%d%%',
};

describeWithRedis('a Redis in the cluster', () => {
  const folders: string[] = [];
  const running: Redis[] = [];

  afterEach(async () => {
    await Promise.all(running.splice(0).map(({ server }) => server.stop()));
    for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
  });

  function newFolder(): string {
    const folder = mkdtempSync(path.join(os.tmpdir(), 'cadastre-redis-'));
    folders.push(folder);
    for (const inner of ['tmp', 'data']) mkdirSync(path.join(folder, inner));
    return folder;
  }

  /** Starts the container's own command with its own arguments, on a port and in folders of the test. */
  async function start(redis: object, password: string, folder = newFolder(), more: readonly string[] = []): Promise<Redis> {
    const container = containerOf(redis);
    const here = (text: string): string => text.replaceAll('/tmp/', `${folder}/tmp/`).replace(/^\/data$/, `${folder}/data`);
    const [port = 0] = await freePorts(1);
    const env: Record<string, string> = { PATH: process.env['PATH'] ?? '' };
    for (const { name, value } of container.env ?? []) env[name] = value ?? password;
    const words = [...(container.command ?? []), ...(container.args ?? [])].map(here);
    const args = [
      ...Object.entries(env).map(([name, value]) => `${name}=${value}`),
      ...words,
      '--port',
      String(port),
      '--bind',
      '127.0.0.1',
      ...more,
    ];
    const server = startTiedProcess({ command: 'env', args: ['-i', ...args], cwd: folder, logFile: path.join(folder, 'log') });
    const started = { server, port, env, container };
    running.push(started);
    return started;
  }

  async function ready(redis: Redis): Promise<void> {
    const isUp = await poll(50, async () => {
      if (!redis.server.isRunning()) throw new Error(redis.server.logTail());
      return (await ask(redis, 'readinessProbe')) || undefined;
    });
    expect(isUp).toBe(true);
  }

  describe.each(['password', 'acl'])('with `auth: %s`', (auth) => {
    const user = auth === 'acl' ? ['--user', 'acme'] : [];

    test.each(Object.entries(passwords))('starts with a password that has %s, and lets in nobody without it', async (_title, password) => {
      const redis = await start({ auth }, password);
      await ready(redis);
      expect((await cli(redis, password, [...user, 'SET', 'key', 'value'])).stdout).toBe('OK\n');
      expect((await cli(redis, `${password}x`, [...user, 'GET', 'key'])).stdout).toMatch(/NOAUTH/);
      expect((await cli(redis, undefined, ['GET', 'key'])).stdout).toMatch(/NOAUTH/);
      // The log has what the server says about its start, and the arguments of its process are for everybody to read.
      expect(redis.server.logTail()).not.toContain(password);
      const processes = await runCommand('ps', ['-ww', '-o', 'args=', '-C', 'redis-server']);
      expect(processes.stdout).toContain(`:${redis.port}`);
      expect(processes.stdout).not.toContain(password);
    });
  });

  test('does not start with an empty password', async () => {
    const { server } = await start({}, '');
    await poll(50, () => (server.isRunning() ? undefined : true));
    expect(server.logTail()).toContain('its password is empty');
  });

  test('lets everybody in with `auth: none`', async () => {
    const redis = await start({ auth: 'none' }, '');
    await ready(redis);
    expect((await cli(redis, undefined, ['SET', 'key', 'value'])).stdout).toBe('OK\n');
  });

  test('refuses writes at three quarters of its memory limit, lives, and takes writes again when there is room', async () => {
    const redis = await start({ resources: { limits: { memory: '16Mi' } } }, 'pw');
    await ready(redis);
    expect((await cli(redis, 'pw', ['CONFIG', 'GET', 'maxmemory'])).stdout).toBe(`maxmemory\n${12 * 2 ** 20}\n`);
    const filled = await poll(0, async () => {
      const { stdout } = await cli(redis, 'pw', ['EVAL', "return redis.call('RPUSH', 'list', string.rep('x', 1048576))", '1', 'list']);
      return stdout.includes('OOM') ? stdout : undefined;
    });
    expect(filled).toMatch(/OOM command not allowed when used memory > 'maxmemory'/);
    expect(await ask(redis, 'readinessProbe')).toBe(true);
    expect((await cli(redis, 'pw', ['LLEN', 'list'])).stdout).toMatch(/^[1-9]\d*\n$/);
    await cli(redis, 'pw', ['DEL', 'list']);
    expect((await cli(redis, 'pw', ['SET', 'key', 'value'])).stdout).toBe('OK\n');
  });

  test('is let read its file for as long as it takes, and is sent no request before', async () => {
    const folder = newFolder();
    const before = await start({}, 'pw', folder);
    await ready(before);
    await cli(before, 'pw', ['EVAL', "for i = 1, 20000 do redis.call('SET', i, i) end", '0']);
    await before.server.stop();
    // Half a millisecond for each key: the file takes ten seconds, and the server looks up from it now and then.
    const redis = await start({}, 'pw', folder, ['--key-load-delay', '500']);
    expect(await poll(50, async () => (await ask(redis, 'startupProbe')) || undefined)).toBe(true);
    expect((await cli(redis, 'pw', ['PING'])).stdout).toMatch(/^LOADING/);
    expect(await ask(redis, 'livenessProbe')).toBe(true);
    expect(await ask(redis, 'readinessProbe')).toBe(false);
    await ready(redis);
    expect((await cli(redis, 'pw', ['DBSIZE'])).stdout).toBe('20000\n');
  });
});

interface Redis {
  readonly server: TiedProcess;
  readonly port: number;
  readonly env: Readonly<Record<string, string>>;
  readonly container: Container;
}

/** Asks as the kubelet does, by a probe of the container's own. */
function ask({ port, env, container }: Redis, probe: keyof ContainerProbes): Promise<boolean> {
  return answers((container as ContainerProbes)[probe], port, (words) => {
    const [command = '', ...args] = words.map((word) => word.replaceAll('redis-cli', `redis-cli -p ${port}`));
    return runCommand(command, args, { env });
  });
}

/** Asks as a client. */
function cli({ port }: Redis, password: string | undefined, args: readonly string[]): Promise<CommandResult> {
  const env = { PATH: process.env['PATH'], ...(password !== undefined && { REDISCLI_AUTH: password }) };
  return runCommand('redis-cli', ['-p', String(port), ...args], { env });
}

/** The container that the manifests have. */
function containerOf(redis: object): Container {
  const overlay = { ...developmentOverlay, redis: { provider: 'in-cluster', ...redis } };
  const objects = objectsOf(platformOf({ services: { owners: { ...plainService, needsRedis: true } }, overlay }));
  const set = objects.find(({ kind, metadata }) => kind === 'StatefulSet' && metadata.name === 'redis');
  const [container] = podTemplateOf(set as never).spec.containers;
  if (container === undefined) throw new Error('the server has no container');
  return container;
}
