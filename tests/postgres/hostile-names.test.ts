import type { CommandResult } from '../cluster/support/command';
import { runPod } from './support/container-process';
import { type InitJob } from './support/init-jobs';
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

describeOnPostgres('an init Job with hostile values', ({ jobs, admin, data }) => {
  const [{ pod }] = jobs as [InitJob];
  let server: PostgresServer;

  beforeAll(async () => {
    server = await startPostgres(admin.user, admin.password);
  });
  afterAll(() => server.stop());

  const run = (name: string, password: string): Promise<CommandResult> =>
    runPod({ pod, data, server, env: { SVC_DB_ROLE: name, SVC_DB_NAME: name, SVC_DB_PASSWORD: password } });

  test.each(CASES)('role and database $name, password number $number', async ({ name, number, password }) => {
    const before = await catalogue();
    expect(await run(name, password)).toMatchObject({ code: 0, stderr: '' });
    expect(await run(name, password)).toMatchObject({ code: 0, stderr: '' });

    const login = await psql(server, { user: name, password, database: name }, 'SELECT current_user, current_database()');
    expect(login).toEqual({ code: 0, stdout: `${name}|${name}\n`, stderr: '' });
    const added = (await catalogue()).filter((entry) => !before.includes(entry));
    expect(added.sort()).toEqual([`database ${name}`, `role ${name}`]);
    expect(server.log()).not.toContain(MARK + number);
  });

  async function catalogue(): Promise<string[]> {
    return (await ask(server, "SELECT 'role ' || rolname FROM pg_roles UNION SELECT 'database ' || datname FROM pg_database")).split('\n');
  }
});
