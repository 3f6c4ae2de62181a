import type { CommandResult } from '../../cluster/support/command';
import type { AdminLogin } from './cluster-data';
import { runPod } from './container-process';
import { type InitJob } from './init-jobs';
import { connectAs } from './provisioner';
import { ask, psql } from './psql';
import { describeOnPostgres } from './run';
import { startPostgres, type PostgresServer } from './server';

/** What a Job's pod says when it did its work. */
const DONE = { code: 0, stderr: '' };

/** Chooses, and creates if need be, whom the Jobs connect as. */
export type ChooseAdmin = (server: PostgresServer) => AdminLogin | Promise<AdminLogin>;

/** Defines what holds for every init Job, whoever its administrator is. `more` adds what holds for one of them, after all the rest. */
export function describeInitJobs(
  title: string,
  chooseAdmin: ChooseAdmin,
  more?: (server: () => PostgresServer, jobs: readonly InitJob[]) => void,
): void {
  describeOnPostgres(title, ({ jobs, admin, data }, _, major) => {
    const [first, second = first] = jobs as [InitJob, InitJob?];
    let server: PostgresServer;
    let chosen: AdminLogin;

    beforeAll(async () => {
      server = await startPostgres(admin.user, admin.password, major);
      chosen = await chooseAdmin(server);
    });
    afterAll(() => server.stop());

    const run = (job: InitJob, env: Record<string, string | undefined> = {}): Promise<CommandResult> =>
      runPod({ pod: job.pod, data, server, env: { ...connectAs(chosen), ...env } });
    const as = (job: InitJob, sql: string, options: { database?: string; password?: string } = {}): Promise<CommandResult> =>
      psql(server, { user: job.role, password: options.password ?? job.password, database: options.database ?? job.database }, sql);

    test.each(jobs)('$service: succeeds, and succeeds again', async (job) => {
      expect(await run(job)).toMatchObject(DONE);
      expect(await run(job)).toMatchObject(DONE);
    });

    test.each(jobs)('$service: the owner logs in, creates a table and fills it', async (job) => {
      const sql = "CREATE TABLE receipt (id int PRIMARY KEY, note text); INSERT INTO receipt VALUES (1, 'paid'); SELECT note FROM receipt";
      const answer = await as(job, sql);
      expect(answer).toEqual({ ...DONE, stdout: 'paid\n' });
    });

    for (const [index, job] of jobs.entries()) {
      const { database } = jobs[(index + 1) % jobs.length]!;
      if (database === job.database) continue; // the only one of its product
      test(`${job.service}: the owner is refused by another service's database`, async () => {
        const { code, stderr } = await as(job, 'SELECT 1', { database });
        expect(code).toBe(2);
        expect(stderr).toContain(`permission denied for database "${database}"`);
      });
    }

    test('each role may connect to its own database, and to no other of them', async () => {
      const names = (column: 'role' | 'database'): string => jobs.map((job) => job[column]).join(',');
      const allowed = `SELECT rolname || ' to ' || datname FROM pg_roles, pg_database WHERE has_database_privilege(rolname, datname, 'CONNECT')
        AND rolname = ANY (string_to_array(:'roles', ',')) AND datname = ANY (string_to_array(:'databases', ','))`;
      const answer = await ask(server, allowed, { roles: names('role'), databases: names('database') });
      expect(answer.split('\n').sort()).toEqual(jobs.map(({ role, database }) => `${role} to ${database}`).sort());
    });

    test.each(jobs)('$service: the role can nothing but log in, as often as its limit says', async ({ role, connectionLimit }) => {
      const attributes = 'rolcanlogin, rolsuper, rolcreatedb, rolcreaterole, rolreplication, rolbypassrls, rolconnlimit';
      expect(await ask(server, `SELECT ${attributes} FROM pg_roles WHERE rolname = :'role'`, { role })).toBe(
        `t|f|f|f|f|f|${connectionLimit}`,
      );
      expect(connectionLimit).toBeGreaterThan(0);
    });

    test.each(jobs)('$service: the database is its own, and nobody else may connect to it', async ({ role, database }) => {
      const privileges = "has_database_privilege('public', datname, 'CONNECT'), has_database_privilege('public', datname, 'TEMPORARY')";
      const rights = `SELECT pg_get_userbyid(datdba), pg_encoding_to_char(encoding), ${privileges} FROM pg_database WHERE datname = :'database'`;
      expect(await ask(server, rights, { database })).toBe(`${role}|UTF8|f|f`);
    });

    test.each(jobs)('$service: has its extensions', async ({ database, extensions }) => {
      const installed = (await ask(server, 'SELECT extname FROM pg_extension ORDER BY 1', {}, database)).split('\n');
      expect(installed).toEqual([...extensions, 'plpgsql'].sort());
    });

    test('a new password in the Secret works after the next run, and the old one no longer does', async () => {
      const password = 'the-next-password';
      expect(await run(first, { SVC_DB_PASSWORD: password })).toMatchObject(DONE);
      expect(await as(first, 'SELECT 1', { password })).toMatchObject(DONE);
      const refused = await as(first, 'SELECT 1');
      expect(refused.code).not.toBe(0);
      expect(refused.stderr).toContain('password authentication failed');
    });

    test('a database that the admin owns is given to the service', async () => {
      await ask(server, `ALTER DATABASE :"database" OWNER TO :"admin"`, { database: second.database, admin: chosen.user });
      expect(await run(second)).toMatchObject(DONE);
      const owner = await ask(server, "SELECT pg_get_userbyid(datdba) FROM pg_database WHERE datname = :'database'", {
        database: second.database,
      });
      expect(owner).toBe(second.role);
    });

    test.each([
      ['password that is missing', undefined],
      ['password that is empty', ''],
    ])('a %s is refused in words', async (_case, password) => {
      const before = 'the-password-before';
      expect(await run(first, { SVC_DB_PASSWORD: before })).toMatchObject(DONE);
      const refused = await run(first, { SVC_DB_PASSWORD: password });
      expect(refused.code).not.toBe(0);
      expect(refused.stderr).toContain('SVC_DB_PASSWORD');
      expect(await as(first, 'SELECT 1', { password: before })).toMatchObject(DONE);
    });

    // Under names that the server does not know yet.
    const renamed = (job: InitJob, name: string): InitJob => ({ ...job, role: name, database: name });
    const runRenamed = (job: InitJob): Promise<CommandResult> =>
      run(job, { SVC_DB_ROLE: job.role, SVC_DB_NAME: job.database, SVC_DB_SHADOW_NAME: `${job.database}_shadow` });

    test('sixteen of the same at once succeed', async () => {
      const job = renamed(first, 'sixteen_at_once');
      const results = await Promise.all(Array.from({ length: 16 }, () => runRenamed(job)));
      for (const result of results) expect(result).toMatchObject(DONE);
      expect(await as(job, 'SELECT 1')).toMatchObject(DONE);
    });

    test('all of them at once succeed', async () => {
      const together = jobs.map((job, index) => renamed(job, `at_once_${index}`));
      const results = await Promise.all(together.map(runRenamed));
      for (const result of results) expect(result).toMatchObject(DONE);
      for (const job of together) expect(await as(job, 'SELECT 1')).toMatchObject(DONE);
    });

    more?.(() => server, jobs);
  });
}
