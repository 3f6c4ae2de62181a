import { chmodSync, chownSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';

import type { CommandResult } from '../cluster/support/command';
import { runCommand } from '../cluster/support/command';
import { type Container, podTemplateOf } from '../cluster/support/manifests';
import { developmentOverlay, objectsOf, plainService, platformOf } from '../support/platform';
import { MAJORS, type Major } from './support/majors';
import { publishedRun } from './support/published-run';
import { withPostgres } from './support/run';
import type { ServerTemplate } from './support/server-template';
import { runAs, unprivilegedUser } from './support/system-user';

/** Where an image or a layout of ours keeps data, below the top of the volume. */
const places = (major: Major): string[] => ['', 'pgdata', 'data', 'data/pgdata', `${major}/docker`, `${major}/data`];

withPostgres('the check before a server in the cluster starts,', (running) => {
  const user = unprivilegedUser();
  const { check, mountPath } = checkOf(running);
  const own = check.env?.find(({ name }) => name === 'PGDATA')?.value ?? '';
  const ownPlace = path.posix.relative(mountPath, own);
  const others = MAJORS.filter((major) => major !== running);
  let volume: string;

  beforeEach(() => {
    volume = mkdtempSync(path.join(os.tmpdir(), 'cadastre-volume-'));
    give(volume);
  });
  afterEach(() => rmSync(volume, { recursive: true, force: true }));

  /** Puts a data directory that initdb of a major made into the volume. */
  async function put(major: Major, place: string): Promise<void> {
    const target = path.join(volume, place);
    make(path.dirname(target));
    if (place === '') await runAs(user, 'cp', ['-R', `${templateOf(major).data}/.`, volume], volume);
    else await runAs(user, 'cp', ['-R', templateOf(major).data, target], volume);
  }

  function make(folder: string): void {
    mkdirSync(folder, { recursive: true });
    for (let each = folder; each.startsWith(volume); each = path.dirname(each)) give(each);
  }

  function give(folder: string): void {
    if (user !== undefined) chownSync(folder, user.uid, user.gid);
  }

  /** Runs the container's own command, with the volume in the place of its mount. */
  function run(): Promise<CommandResult> {
    const [command = '', ...args] = check.command ?? [];
    const env = Object.fromEntries((check.env ?? []).map(({ name, value = '' }) => [name, value.replace(mountPath, volume)]));
    return runCommand(command, args, {
      env: { PATH: `${templateOf(running).programs}:/usr/bin:/bin`, ...env },
      cwd: volume,
      ...(user && { user }),
    });
  }

  test('lets a new volume pass, with the lost+found that only root may read', async () => {
    mkdirSync(path.join(volume, 'lost+found'), { mode: 0o700 });
    expect(await run()).toMatchObject({ code: 0, stderr: '' });
  });

  test('lets its own data pass, and the server starts on it', async () => {
    await put(running, ownPlace);
    expect(await run()).toMatchObject({ code: 0, stderr: '' });
    const { code, stdout, stderr } = await singleUser(templateOf(running), path.join(volume, ownPlace));
    expect(stderr).not.toMatch(/FATAL/);
    expect({ code, stdout }).toEqual({ code: 0, stdout: expect.stringContaining('answer = "42"') as string });
  });

  test.each(others)('lets its own data pass beside that of PostgreSQL %s, which an upgrade has left', async (other) => {
    await put(running, ownPlace);
    await put(other, `${other}/docker`);
    await put(other, 'old');
    expect(await run()).toMatchObject({ code: 0, stderr: '' });
  });

  test.each(others.flatMap((other) => places(other).map((place) => [other, place] as const)))(
    'refuses the data of PostgreSQL %s in `/%s`, in one sentence',
    async (other, place) => {
      await put(other, place);
      const { code, stdout, stderr } = await run();
      expect({ code, stdout, lines: stderr.split('\n').length }).toEqual({ code: 1, stdout: '', lines: 2 });
      expect(stderr).toContain(`PostgreSQL ${running} does not start: ${path.join(volume, place)}`);
      expect(stderr).toContain(`holds the data of PostgreSQL ${other}; go back to an image of ${other}, dump the databases`);
    },
  );

  test.each(others)(
    'refuses the data of PostgreSQL %s in its own place, where the server itself would refuse it again and again',
    async (other) => {
      await put(other, ownPlace);
      expect((await run()).stderr).toContain(`holds the data of PostgreSQL ${other}`);
      expect((await singleUser(templateOf(running), path.join(volume, ownPlace))).stderr).toMatch(/FATAL/);
    },
  );

  test.each(places(running).filter((place) => place !== ownPlace))(
    'refuses its own data in `/%s`, beside which it would start empty',
    async (place) => {
      await put(running, place);
      const { code, stderr } = await run();
      expect({ code, stderr }).toEqual({
        code: 1,
        stderr: expect.stringContaining(`and ${path.join(volume, ownPlace)} none; move it there`) as string,
      });
    },
  );

  const noVersion = (folder: string): void => writeFileSync(path.join(folder, 'PG_VERSION'), '');
  const noControl = (folder: string): void => rmSync(path.join(folder, 'global/pg_control'));
  const interruptions = [
    ['an empty PG_VERSION', noVersion],
    ['no pg_control', noControl],
  ] as const;

  test.each(interruptions.flatMap(([title, harm]) => [ownPlace, 'old', ''].map((place) => [title, place, harm] as const)))(
    'tells that the first start was interrupted by %s in `/%s`, where initdb was killed',
    async (_title, place, harm) => {
      await put(running, place);
      harm(path.join(volume, place));
      const { code, stdout, stderr } = await run();
      expect({ code, stdout, stderr }).toEqual({
        code: 1,
        stdout: '',
        stderr: `PostgreSQL ${running} does not start: ${path.join(volume, place)} has no data, for the first start was interrupted; empty it, and PostgreSQL begins anew\n`,
      });
    },
  );

  test.each(interruptions)('does not advise to empty what has databases of others: %s', async (_title, harm) => {
    await put(running, ownPlace);
    make(path.join(volume, ownPlace, 'base/16384'));
    harm(path.join(volume, ownPlace));
    const { code, stderr } = await run();
    expect({ code, lines: stderr.split('\n').length }).toEqual({ code: 1, lines: 2 });
    expect(stderr).toContain('is damaged: it has databases, and PG_VERSION or global/pg_control is empty or missing');
  });

  // Nobody but root may give files away.
  const testAsRoot = user === undefined ? test.skip : test;
  testAsRoot.each([
    ['that only its user may read', 0o700],
    // Kubernetes gives the group of the pod every right to the files of a volume.
    ['that the group may read', 0o770],
  ])('refuses the data of an image with another user, in one sentence: data %s', async (_title, mode) => {
    await put(running, ownPlace);
    const own = path.join(volume, ownPlace);
    chownSync(own, 0, user?.gid ?? 0);
    chmodSync(own, mode);
    const { code, stderr } = await run();
    expect({ code, lines: stderr.split('\n').length }).toEqual({ code: 1, lines: 2 });
    expect(stderr).toContain(
      `PostgreSQL ${running} does not start: ${own} belongs to user 0, and this image runs as ${user?.uid}; go back to the image that wrote it`,
    );
    expect((await singleUser(templateOf(running), own)).stderr).toMatch(/FATAL|could not/);
  });

  testAsRoot('refuses another folder that it may not read', async () => {
    await put(running, 'old');
    chownSync(path.join(volume, 'old'), 0, 0);
    chmodSync(path.join(volume, 'old'), 0o700);
    expect(await run()).toMatchObject({
      code: 1,
      stderr: expect.stringContaining(`${path.join(volume, 'old')} belongs to user 0`) as string,
    });
  });

  function singleUser({ programs }: ServerTemplate, data: string): Promise<CommandResult> {
    const args = ['--single', '-D', data, '-c', 'ssl=off', 'postgres'];
    return runCommand(path.join(programs, 'postgres'), args, { input: 'SELECT 42 AS answer\n', cwd: volume, ...(user && { user }) });
  }
});

function templateOf(major: Major): ServerTemplate {
  const run = publishedRun();
  if ('missing' in run) throw new Error(run.missing);
  return run.templates[major];
}

/** The container that the manifests have, and where it sees the volume. */
function checkOf(major: Major): { readonly check: Container; readonly mountPath: string } {
  const overlay = { ...developmentOverlay, postgres: { provider: 'in-cluster', image: `postgres:${major}-alpine` } };
  const objects = objectsOf(platformOf({ services: { owners: { ...plainService, database: 'owners' } }, overlay }));
  const server = objects.find(({ kind, metadata }) => kind === 'StatefulSet' && metadata.name === 'postgres');
  const { spec } = podTemplateOf(server as never);
  const check = spec.initContainers?.[0];
  const mount = check?.volumeMounts?.find(({ name }) => name === 'data');
  if (check === undefined || mount === undefined) throw new Error('the server has no check before it');
  return { check, mountPath: mount.mountPath };
}
