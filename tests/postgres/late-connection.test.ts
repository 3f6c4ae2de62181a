import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';

import type { CommandResult } from '../cluster/support/command';
import { runPod } from './support/container-process';
import { programOf } from './support/distinct-trees';
import { type Fate, type FlakyProxy, startFlakyProxy } from './support/flaky-proxy';
import { type InitJob } from './support/init-jobs';
import { connectAs, createProvisioner } from './support/provisioner';
import { ask } from './support/psql';
import { describeOnPostgres } from './support/run';
import { startPostgres, type PostgresServer } from './support/server';

describeOnPostgres(
  'an init Job whose connections fail',
  ({ jobs, admin, data }, _, major) => {
    const [{ pod, role }] = jobs as [InitJob];
    let server: PostgresServer;

    beforeAll(async () => {
      server = await startPostgres(admin.user, admin.password, major);
    });
    afterAll(() => server.stop());

    /** Runs the Job through a proxy, and counts its connections. */
    const runThrough = async (
      fateOf: (connection: number) => Fate,
      env: Record<string, string> = {},
      meanwhile: (proxy: FlakyProxy) => Promise<void> = () => Promise.resolve(),
    ): Promise<CommandResult & { readonly connections: number }> => {
      const proxy = await startFlakyProxy(server, fateOf);
      try {
        const running = runPod({ pod, data, server: { ...server, port: proxy.port }, env });
        await meanwhile(proxy);
        return { ...(await running), connections: proxy.count() };
      } finally {
        await proxy.stop();
      }
    };

    test('tries the first one again, and the second one, and then does its work', async () => {
      // The third run of the script gets through to its second connection, and the fourth to its end.
      const dropped = new Set([1, 2, 4]);
      const { code, stderr, connections } = await runThrough((connection) => (dropped.has(connection) ? 'drop' : 'pass'));
      expect(stderr.match(/server closed the connection unexpectedly/g)).toHaveLength(3);
      expect(stderr).toContain('\\connect: ');
      expect([code, connections]).toEqual([0, 6]);
      expect(await ask(server, "SELECT count(*) FROM pg_database WHERE datname = :'role'", { role })).toBe('1');
    });

    test('tries again where the name of the server resolves late', async () => {
      const bin = mkdtempSync(path.join(os.tmpdir(), 'cadastre-resolver-'));
      const before = process.env['PATH'];
      try {
        // The first psql asks for a name that nobody knows.
        writeFileSync(
          path.join(bin, 'psql'),
          `#!/bin/sh\nPATH="${before}"\nmkdir "${bin}/asked" 2>/dev/null && export PGHOST=postgres.invalid\nexec psql "$@"\n`,
        );
        chmodSync(path.join(bin, 'psql'), 0o755);
        process.env['PATH'] = `${bin}:${before}`;
        const { code, stderr } = await runPod({ pod, data, server });
        expect(stderr).toContain('could not translate host name');
        expect(code).toBe(0);
      } finally {
        process.env['PATH'] = before;
        rmSync(bin, { recursive: true, force: true });
      }
    });

    test('tries again where the server has no connection left', async () => {
      const provisioner = await createProvisioner(server);
      await ask(server, 'ALTER ROLE provisioner CONNECTION LIMIT 0');
      const env = { ...connectAs(provisioner), SVC_DB_ROLE: 'crowded', SVC_DB_NAME: 'crowded', SVC_DB_SHADOW_NAME: 'crowded_shadow' };
      const { code, stderr } = await runThrough(
        () => 'pass',
        env,
        async (proxy) => {
          await proxy.reached(2);
          await ask(server, 'ALTER ROLE provisioner CONNECTION LIMIT -1');
        },
      );
      expect(stderr).toContain('too many connections for role');
      expect(code).toBe(0);
    });

    test.each([
      ['a wrong password', { PGPASSWORD: 'wrong' }, 'password authentication failed', 1],
      ['a script that refuses', { SVC_DB_ROLE: admin.user }, 'is the admin role', 1],
      ['no password to set', { SVC_DB_PASSWORD: '' }, 'SVC_DB_PASSWORD is not set', 0],
    ])('ends at once with %s', async (_case, env, says, connections) => {
      const result = await runThrough(() => 'pass', env);
      expect(result.stderr).toContain(says);
      expect([result.code, result.connections]).toEqual([1, connections]);
    });
  },
  programOf,
);
