import { chownSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';

import { runCommand } from '../cluster/support/command';
import { freePorts } from '../cluster/support/free-ports';
import { answers, type ContainerProbes } from '../cluster/support/kubelet-probe';
import { podTemplateOf } from '../cluster/support/manifests';
import { poll } from '../cluster/support/poll';
import { startTiedProcess, type TiedProcess } from '../cluster/support/tied-process';
import { developmentOverlay, objectsOf, plainService, platformOf } from '../support/platform';
import { publishedRun } from './support/published-run';
import { withPostgres } from './support/run';
import { TEMPLATE_OWNER } from './support/server-template';
import { runAs, unprivilegedUser } from './support/system-user';

withPostgres('the probes of a server in the cluster,', (major) => {
  const user = unprivilegedUser();
  const probes = probesOf(`postgres:${major}`);
  let folder: string;
  let port: number;
  let server: TiedProcess | undefined;

  beforeEach(async () => {
    folder = mkdtempSync(path.join(os.tmpdir(), 'cadastre-recovery-'));
    if (user !== undefined) chownSync(folder, user.uid, user.gid);
    [port] = (await freePorts(1)) as [number];
  });
  afterEach(async () => {
    await server?.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  const ask = (probe: keyof ContainerProbes): Promise<boolean> =>
    answers(probes[probe], port, ([command = '', ...args]) =>
      runCommand(command, args, { env: { PATH: process.env['PATH'], PGPORT: String(port), POSTGRES_USER: TEMPLATE_OWNER } }),
    );

  /** Starts a server that replays its log for as long as there is no file `go`: it waits for the next piece of an archive. */
  async function startRecovery(): Promise<void> {
    const run = publishedRun();
    if ('missing' in run) throw new Error(run.missing);
    const { programs, data: template } = run.templates[major];
    const data = path.join(folder, 'data');
    await runAs(user, 'cp', ['-R', template, data], folder);
    await runAs(user, 'touch', [path.join(data, 'recovery.signal')], folder);
    const settings = {
      listen_addresses: '127.0.0.1',
      unix_socket_directories: '',
      lc_messages: 'C',
      restore_command: `while [ -d ${folder} ] && [ ! -e ${folder}/go ]; do sleep 0.1; done; false`,
    };
    server = startTiedProcess({
      command: path.join(programs, 'postgres'),
      args: ['-D', data, '-p', String(port), ...Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])],
      cwd: folder,
      logFile: path.join(folder, 'log'),
      ...(user && { user }),
      signal: 'SIGQUIT',
    });
  }

  test('let it replay its log for as long as it takes, and send it no request before', async () => {
    expect(await ask('startupProbe')).toBe(false);
    await startRecovery();
    const started = await poll(50, async () => {
      if (server?.isRunning() !== true) throw new Error(server?.logTail());
      return (await ask('startupProbe')) || undefined;
    });
    expect(started).toBe(true);
    expect(await ask('livenessProbe')).toBe(true);
    expect(await ask('readinessProbe')).toBe(false);
    writeFileSync(path.join(folder, 'go'), '');
    expect(await poll(50, async () => (await ask('readinessProbe')) || undefined)).toBe(true);
  });
});

/** The probes that the manifest has. */
function probesOf(image: string): ContainerProbes {
  const overlay = { ...developmentOverlay, postgres: { provider: 'in-cluster', image } };
  const objects = objectsOf(platformOf({ services: { owners: { ...plainService, database: 'owners' } }, overlay }));
  const set = objects.find(({ kind, metadata }) => kind === 'StatefulSet' && metadata.name === 'postgres');
  return podTemplateOf(set as never).spec.containers[0] as ContainerProbes;
}
