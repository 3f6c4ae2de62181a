import type { CommandResult } from '../cluster/support/command';
import { runPod } from './support/container-process';
import { type InitJob } from './support/init-jobs';
import { ask, psql } from './support/psql';
import { describeOnPostgres } from './support/run';
import { startPostgres, type PostgresServer } from './support/server';

/** What a Job's pod says when it did its work. */
const DONE = { code: 0, stderr: '' };

describeOnPostgres('the init Jobs', ({ jobs, admin, data }) => {
  const [first, second = first] = jobs as [InitJob, InitJob?];
  let server: PostgresServer;

  const run = (job: InitJob, env: Record<string, string | undefined> = {}): Promise<CommandResult> => runPod({ pod: job.pod, data, server, env });
  const as = (job: InitJob, sql: string, options: { database?: string; password?: string } = {}): Promise<CommandResult> =>
    psql(server, { user: job.role, password: options.password ?? job.password, database: options.database ?? job.database }, sql);

  describe('one after the other', () => {
    beforeAll(async () => {
      server = await startPostgres(admin.user, admin.password);
    });
    afterAll(() => server.stop());

    test.each(jobs)('$service: succeeds, and succeeds again', async (job) => {
      expect(await run(job)).toMatchObject(DONE);
      expect(await run(job)).toMatchObject(DONE);
    });

    test.each(jobs)('$service: the owner logs in, creates a table and fills it', async (job) => {
      const sql = "CREATE TABLE receipt (id int PRIMARY KEY, note text); INSERT INTO receipt VALUES (1, 'paid'); SELECT note FROM receipt";
      const answer = await as(job, sql);
      expect(answer).toEqual({ ...DONE, stdout: 'paid\n' });
    });

    test.each(jobs)("$service: the owner is refused by every other service's database", async (job) => {
      const others = jobs.map(({ database }) => database).filter((database) => database !== job.database);
      const answers = await Promise.all(others.map((database) => as(job, 'SELECT 1', { database })));
      const refusals = answers.filter(({ code, stderr }, index) => code === 2 && stderr.includes(`permission denied for database "${others[index]}"`));
      expect(refusals).toEqual(answers);
    });

    test.each(jobs)('$service: the role can nothing but log in, as often as its limit says', async ({ role, connectionLimit }) => {
      const attributes = 'rolcanlogin, rolsuper, rolcreatedb, rolcreaterole, rolreplication, rolbypassrls, rolconnlimit';
      expect(await ask(server, `SELECT ${attributes} FROM pg_roles WHERE rolname = :'role'`, { role })).toBe(`t|f|f|f|f|f|${connectionLimit}`);
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
      await ask(server, `ALTER DATABASE :"database" OWNER TO :"admin"`, { database: second.database, admin: admin.user });
      expect(await run(second)).toMatchObject(DONE);
      const owner = await ask(server, "SELECT pg_get_userbyid(datdba) FROM pg_database WHERE datname = :'database'", { database: second.database });
      expect(owner).toBe(second.role);
    });

    test.each([
      ['password that is missing', undefined],
      ['password that is empty', ''],
    ])('a %s is refused in words', async (_, password) => {
      const before = 'the-password-before';
      expect(await run(first, { SVC_DB_PASSWORD: before })).toMatchObject(DONE);
      const refused = await run(first, { SVC_DB_PASSWORD: password });
      expect(refused.code).not.toBe(0);
      expect(refused.stderr).toContain('SVC_DB_PASSWORD');
      expect(await as(first, 'SELECT 1', { password: before })).toMatchObject(DONE);
    });
  });

  describe('with an administrator who is no superuser, as managed servers give', () => {
    const env = { PGUSER: 'provisioner', PGPASSWORD: 'a-password' };

    beforeAll(async () => {
      server = await startPostgres(admin.user, admin.password);
      await ask(server, "CREATE ROLE provisioner LOGIN CREATEDB CREATEROLE PASSWORD 'a-password'");
    });
    afterAll(() => server.stop());

    test.each(jobs)('$service: succeeds, and succeeds again', async (job) => {
      expect(await run(job, env)).toMatchObject(DONE);
      expect(await run(job, env)).toMatchObject(DONE);
      expect(await as(job, 'CREATE TABLE receipt (id int)')).toMatchObject(DONE);
    });
  });

  describe('at once, on an empty server', () => {
    beforeAll(async () => {
      server = await startPostgres(admin.user, admin.password);
    });
    afterAll(() => server.stop());

    test('sixteen of the same succeed', async () => {
      const results = await Promise.all(Array.from({ length: 16 }, () => run(first)));
      for (const result of results) expect(result).toMatchObject(DONE);
      expect(await as(first, 'SELECT 1')).toMatchObject(DONE);
    });

    test('all of them succeed', async () => {
      const results = await Promise.all(jobs.map((job) => run(job)));
      for (const result of results) expect(result).toMatchObject(DONE);
      for (const job of jobs) expect(await as(job, 'SELECT 1')).toMatchObject(DONE);
    });

    test('the log, which has every other statement, has no password', () => {
      const log = server.log();
      expect(log).toContain('statement: ');
      expect([admin.password, ...jobs.map(({ password }) => password)].filter((password) => log.includes(password))).toEqual([]);
    });
  });
});
