import type { CommandResult } from '../cluster/support/command';
import type { AdminLogin } from './support/cluster-data';
import { runPod } from './support/container-process';
import { programOf } from './support/distinct-trees';
import { type InitJob } from './support/init-jobs';
import { connectAs, createProvisioner } from './support/provisioner';
import { ask, psql } from './support/psql';
import { describeOnPostgres } from './support/run';
import { startPostgres, type PostgresServer } from './support/server';

// The registry lets none of these through; the script must not be what breaks if something else does.
const NAMES = [
  'with space',
  'dou"ble',
  "sin'gle",
  'semi;colon -- comment',
  'UPPER',
  'ünïcödé-名前',
  'back\\slash',
  '$(x)`y`',
  ':svc_password',
  '%I %L %s',
  'host=elsewhere port=1',
  'postgresql://elsewhere/x',
  '-d',
  'select',
  'x'.repeat(63),
];

const PASSWORDS = [
  `p@ss:w/o#rd%?&'"; drop role x; -- $(x)`,
  "'; DROP DATABASE postgres; --",
  ':svc_role :"svc_role" :\'svc_role\'',
  '\\! touch /tmp/cadastre-was-here',
  '`touch /tmp/cadastre-was-here`',
  '$$ $1 %L %I %s %',
  'back\\slash \\\\ \\n',
  ' leading and trailing ',
  'tab\tand\nnewline',
  'pässwörd-пароль-密碼-🔑',
  'x'.repeat(500),
];

/** In every password, since the log may quote the rest of it in its own way. */
const MARK = 'unmistakable-';

const CASES = NAMES.map((name, index) => {
  const number = index % PASSWORDS.length;
  return { name, number, password: `${PASSWORDS[number]}${MARK}${number}` };
});

describeOnPostgres(
  'an init Job with hostile values',
  ({ jobs, admin, data }, _, major) => {
    const [{ pod }] = jobs as [InitJob];
    let server: PostgresServer;
    let provisioner: AdminLogin;

    beforeAll(async () => {
      server = await startPostgres(admin.user, admin.password, major);
      provisioner = await createProvisioner(server);
    });
    afterAll(() => server.stop());

    const run = (name: string, password: string, as: AdminLogin): Promise<CommandResult> =>
      runPod({
        pod,
        data,
        server,
        env: { ...connectAs(as), SVC_DB_ROLE: name, SVC_DB_NAME: name, SVC_DB_SHADOW_NAME: `${name}_shadow`, SVC_DB_PASSWORD: password },
      });

    test.each(CASES)('role and database $name, password number $number', async ({ name, number, password }) => {
      const before = await catalogue();
      expect(await run(name, password, admin)).toMatchObject({ code: 0, stderr: '' });
      expect(await run(name, password, admin)).toMatchObject({ code: 0, stderr: '' });

      const login = await psql(server, { user: name, password, database: name }, 'SELECT current_user, current_database()');
      expect(login).toEqual({ code: 0, stdout: `${name}|${name}\n`, stderr: '' });
      const added = (await catalogue()).filter((entry) => !before.includes(entry));
      expect(added.sort()).toEqual([`database ${name}`, `role ${name}`]);
      expect(server.log()).not.toContain(MARK + number);
    });

    // Who is no superuser cannot keep the password out of a log that has every statement, so this comes last.
    test.each(CASES)(
      'role and database $name, password number $number, with an administrator who is no superuser',
      async ({ name, password }) => {
        await drop(name);
        const before = await catalogue();
        expect(await run(name, password, provisioner)).toMatchObject({ code: 0, stderr: '' });
        expect(await run(name, password, provisioner)).toMatchObject({ code: 0, stderr: '' });

        const login = await psql(server, { user: name, password, database: name }, 'SELECT current_user, current_database()');
        expect(login).toEqual({ code: 0, stdout: `${name}|${name}\n`, stderr: '' });
        const added = (await catalogue()).filter((entry) => !before.includes(entry));
        expect(added.sort()).toEqual([`database ${name}`, `role ${name}`]);
      },
    );

    async function drop(name: string): Promise<void> {
      await ask(server, 'DROP DATABASE :"name";\nDROP ROLE :"name"', { name });
    }

    async function catalogue(): Promise<string[]> {
      return (await ask(server, "SELECT 'role ' || rolname FROM pg_roles UNION SELECT 'database ' || datname FROM pg_database")).split(
        '\n',
      );
    }
  },
  programOf,
);
