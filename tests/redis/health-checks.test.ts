import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { buildArgoApp } from '../../constructs';
import { runCommand } from '../cluster/support/command';
import { poll } from '../cluster/support/poll';
import { startTiedProcess, type TiedProcess } from '../cluster/support/tied-process';
import { argoPlatforms } from '../fixtures/golden/argo';
import { compiledOf } from '../support/platform';
import { describeWithRedis } from './describe-with-redis';

/** The health checks for Argo CD, by group and kind. */
function healthChecks(): Record<string, string> {
  const objects = buildArgoApp(compiledOf(argoPlatforms['argocd-product-prod']!).blueprint)!
    .render()
    .flatMap((chart) => chart.objects);
  return objects.find(({ kind }) => kind === 'ConfigMap')!['data'] as Record<string, string>;
}

// Redis has Lua 5.1, which is the language of Argo CD's health checks.
describeWithRedis('the health checks for Argo CD, as Lua', () => {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'cadastre-lua-'));
  const socket = path.join(folder, 'redis.sock');
  let server: TiedProcess;

  beforeAll(async () => {
    const args = ['--port', '0', '--unixsocket', socket, '--save', '', '--dir', folder];
    server = startTiedProcess({ command: 'redis-server', args, cwd: folder, logFile: path.join(folder, 'log') });
    const answer = await poll(50, async () =>
      (await runCommand('redis-cli', ['-s', socket, 'ping'])).stdout.trim() === 'PONG' ? true : undefined,
    );
    if (answer === undefined) throw new Error(server.logTail());
  });
  afterAll(async () => {
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  /** Runs a check as Argo CD does: `obj` is the object, and what is returned its health. */
  async function healthOf(check: string, object: object): Promise<unknown> {
    const script = `local hs\nlocal function check(obj)\n${check}\nend\nreturn cjson.encode(check(cjson.decode(ARGV[1])))`;
    const { stdout, stderr } = await runCommand('redis-cli', ['-s', socket, '--raw', 'EVAL', script, '0', JSON.stringify(object)]);
    try {
      return JSON.parse(stdout) as unknown;
    } catch {
      throw new Error(`${stdout}${stderr}`);
    }
  }

  test.each([
    ['without a status', {}, { status: 'Progressing', message: '' }],
    ['that is healthy', { status: { health: { status: 'Healthy' } } }, { status: 'Healthy', message: '' }],
    [
      'that is not',
      { status: { health: { status: 'Degraded', message: 'a Job failed' } } },
      { status: 'Degraded', message: 'a Job failed' },
    ],
  ])('an Application %s', async (_, object, health) => {
    expect(await healthOf(healthChecks()['resource.customizations.health.argoproj.io_Application']!, object)).toEqual(health);
  });

  test.each([
    ['without a status', {}, { status: 'Healthy', message: 'no address is published' }],
    ['without an address', { status: { loadBalancer: {} } }, { status: 'Healthy', message: 'no address is published' }],
    ['with one', { status: { loadBalancer: { ingress: [{ ip: '10.0.0.1' }] } } }, { status: 'Healthy', message: '' }],
  ])('an Ingress %s', async (_, object, health) => {
    expect(await healthOf(healthChecks()['resource.customizations.health.networking.k8s.io_Ingress']!, object)).toEqual(health);
  });
});
