import type { CommandResult } from '../cluster/support/command';
import { runPod } from './support/container-process';
import { programOf } from './support/distinct-trees';
import { type InitJob } from './support/init-jobs';
import { ask, psql } from './support/psql';
import { describeOnPostgres } from './support/run';
import { startPostgres, type PostgresServer } from './support/server';

/** A server that is already in use has roles and databases of its own. */
describeOnPostgres(
  'an init Job on a server that is in use',
  ({ jobs, admin, data }, _, major) => {
    const [{ pod }] = jobs as [InitJob];
    const password = 'service-password';
    let server: PostgresServer;

    beforeAll(async () => {
      server = await startPostgres(admin.user, admin.password, major);
    });
    afterAll(() => server.stop());

    const run = (name: string): Promise<CommandResult> =>
      runPod({
        pod,
        data,
        server,
        env: { SVC_DB_ROLE: name, SVC_DB_NAME: name, SVC_DB_SHADOW_NAME: `${name}_shadow`, SVC_DB_PASSWORD: password },
      });
    const roleOf = (name: string): Promise<string> =>
      ask(server, "SELECT rolsuper, rolcanlogin, rolconnlimit, rolpassword FROM pg_authid WHERE rolname = :'name'", { name });

    test('refuses to become the admin, and leaves its login alone', async () => {
      const before = await roleOf(admin.user);
      const { code, stderr } = await run(admin.user);
      expect(code).not.toBe(0);
      expect(stderr).toContain('the role of the service is the admin role');
      expect(await roleOf(admin.user)).toBe(before);
    });

    test.each(['SUPERUSER', 'CREATEDB', 'CREATEROLE', 'REPLICATION', 'BYPASSRLS'])('refuses a role that has %s', async (privilege) => {
      const name = `has_${privilege.toLowerCase()}`;
      await ask(server, `CREATE ROLE ${name} ${privilege}`);
      const before = await roleOf(name);
      const { code, stderr } = await run(name);
      expect(code).not.toBe(0);
      expect(stderr).toContain('exists with privileges that no service may have');
      expect(await roleOf(name)).toBe(before);
    });

    test('refuses a database that belongs to another role', async () => {
      await ask(server, 'CREATE ROLE payroll_owner');
      await ask(server, 'CREATE DATABASE payroll OWNER payroll_owner');
      const { code, stderr } = await run('payroll');
      expect(code).not.toBe(0);
      expect(stderr).toContain('exists and belongs to another role');
      expect(await ask(server, "SELECT pg_get_userbyid(datdba) FROM pg_database WHERE datname = 'payroll'")).toContain('payroll_owner');
    });

    test.each([
      ['owns another database', 'CREATE DATABASE %_archive OWNER %'],
      ['may connect to another database', 'CREATE DATABASE %_archive; GRANT CONNECT ON DATABASE %_archive TO %'],
      ['owns tables in another database', 'CREATE SCHEMA % AUTHORIZATION %'],
      ['has rights in another database', 'CREATE TABLE %_entry (id int); GRANT SELECT ON %_entry TO %'],
      ['owns another database and its own', 'CREATE DATABASE % OWNER %; CREATE DATABASE %_archive OWNER %'],
    ])('refuses a role that %s, and leaves its login alone', async (words, sql) => {
      const name = words.replaceAll(' ', '_');
      await ask(server, `CREATE ROLE ${name} LOGIN PASSWORD 'of-somebody-else'`);
      for (const statement of sql.replaceAll('%', name).split('; ')) await ask(server, statement);
      const before = await roleOf(name);
      const { code, stderr } = await run(name);
      expect(code).not.toBe(0);
      expect(stderr).toContain('exists and is that of another database');
      expect(await roleOf(name)).toBe(before);
    });

    test('runs again for a role that was given rights in another database since', async () => {
      expect(await run('reader')).toMatchObject({ code: 0, stderr: '' });
      await ask(server, 'CREATE TABLE shown (id int)');
      await ask(server, 'GRANT SELECT ON shown TO reader');
      expect(await run('reader')).toMatchObject({ code: 0, stderr: '' });
    });

    test('takes over a database that the admin made, and gives a role without login one', async () => {
      await ask(server, 'CREATE ROLE ledger NOLOGIN');
      await ask(server, 'CREATE DATABASE ledger');
      expect(await run('ledger')).toMatchObject({ code: 0, stderr: '' });
      const login = await psql(
        server,
        { user: 'ledger', password, database: 'ledger' },
        'CREATE TABLE entry (id int); SELECT current_user',
      );
      expect(login).toMatchObject({ code: 0, stderr: '' });
    });

    test('runs nothing that the owner of the database has planted in it', async () => {
      expect(await run('planter')).toMatchObject({ code: 0, stderr: '' });
      const trap = (signature: string, returns: string): string =>
        `CREATE FUNCTION public.${signature} RETURNS ${returns} LANGUAGE plpgsql AS $$ BEGIN ALTER ROLE planter SUPERUSER; RETURN NULL; END $$;`;
      const planted = [
        // Takes an integer, as the script has one: it fits better than PostgreSQL's own, which takes a bigint.
        trap('pg_advisory_lock(key int)', 'int'),
        trap('hashtext(value varchar)', 'int'),
        'ALTER DATABASE planter SET search_path = public, pg_catalog;',
      ];
      expect(await psql(server, { user: 'planter', password, database: 'planter' }, planted.join('\n'))).toMatchObject({
        code: 0,
        stderr: '',
      });
      expect(await run('planter')).toMatchObject({ code: 0, stderr: '' });
      expect(await ask(server, "SELECT rolsuper FROM pg_roles WHERE rolname = 'planter'")).toBe('f');
    });
  },
  programOf,
);
