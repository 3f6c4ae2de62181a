import { mkdtempSync, rmSync, chownSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';

import { type CommandResult, runCommand } from '../cluster/support/command';
import { podTemplateOf } from '../cluster/support/manifests';
import { developmentOverlay, objectsOf, plainService, platformOf } from '../support/platform';
import { publishedRun } from './support/published-run';
import { withPostgres } from './support/run';
import { runAs, unprivilegedUser } from './support/system-user';

withPostgres('a server in the cluster, with the arguments that its manifest has,', (major) => {
  const user = unprivilegedUser();
  let folder: string;

  beforeEach(() => {
    folder = mkdtempSync(path.join(os.tmpdir(), 'cadastre-settings-'));
    if (user !== undefined) chownSync(folder, user.uid, user.gid);
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  /** Starts the real server on new data with the arguments of the manifest, and asks it. */
  async function asked(postgres: object, extensions: readonly string[], sql: string): Promise<CommandResult> {
    const run = publishedRun();
    if ('missing' in run) throw new Error(run.missing);
    const { programs, data } = run.templates[major];
    await runAs(user, 'cp', ['-R', data, path.join(folder, 'data')], folder);
    const args = [
      '--single',
      '-D',
      path.join(folder, 'data'),
      '-c',
      'ssl=off',
      ...argumentsOf({ image: `postgres:${major}`, ...postgres }, extensions),
    ];
    return runCommand(path.join(programs, 'postgres'), [...args, 'postgres'], { input: sql, cwd: folder, ...(user && { user }) });
  }

  test('takes them', async () => {
    const settings = {
      work_mem: '16MB',
      jit: false,
      statement_timeout: '30s',
      wal_level: 'logical',
      max_slot_wal_keep_size: '2GB',
      max_locks_per_transaction: 256,
      random_page_cost: 1.1,
      'pg_stat_statements.track': 'all',
    };
    const { code, stdout, stderr } = await asked({ settings }, ['pg_stat_statements'], 'SHOW ALL\n');
    expect(stderr).not.toMatch(/FATAL|ERROR|invalid/);
    expect(code).toBe(0);
    const shown = Object.fromEntries(
      [...stdout.matchAll(/name = "([^"]*)".*\n.*setting = "([^"]*)"/g)].map(([, name = '', value = '']) => [name, value] as const),
    );
    expect(shown).toMatchObject({
      max_connections: '100',
      shared_buffers: '256MB',
      effective_cache_size: '768MB',
      work_mem: '16MB',
      maintenance_work_mem: '64MB',
      jit: 'off',
      statement_timeout: '30s',
      wal_level: 'logical',
      max_slot_wal_keep_size: '2GB',
      max_locks_per_transaction: '256',
      random_page_cost: '1.1',
      shared_preload_libraries: 'pg_stat_statements',
      'pg_stat_statements.track': 'all',
    });
  });

  test('records statements for a service that asks for pg_stat_statements, and would not without', async () => {
    const sql = 'CREATE EXTENSION pg_stat_statements\nSELECT count(*) >= 0 AS recorded FROM pg_stat_statements\n';
    expect((await asked({}, ['pg_stat_statements'], sql)).stdout).toContain('recorded = "t"');
    rmSync(path.join(folder, 'data'), { recursive: true });
    expect((await asked({}, [], sql)).stderr).toMatch(/must be loaded via "?shared_preload_libraries/);
  });
});

/** The arguments that the manifest of a server has. */
function argumentsOf(postgres: object, extensions: readonly string[]): readonly string[] {
  const overlay = { ...developmentOverlay, postgres: { provider: 'in-cluster', ...postgres } };
  const objects = objectsOf(platformOf({ services: { owners: { ...plainService, database: 'owners', extensions } }, overlay }));
  const set = objects.find(({ kind, metadata }) => kind === 'StatefulSet' && metadata.name === 'postgres');
  return podTemplateOf(set as never).spec.containers[0]?.args ?? [];
}
