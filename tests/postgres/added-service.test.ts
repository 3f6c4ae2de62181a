import type { CommandResult } from '../cluster/support/command';
import type { AdminLogin } from './support/cluster-data';
import { runPod } from './support/container-process';
import { type InitJob } from './support/init-jobs';
import { connectAs, createProvisioner } from './support/provisioner';
import { ask, psql } from './support/psql';
import { describeOnPostgres } from './support/run';
import { startPostgres, type PostgresServer } from './support/server';
import { openSession, type Session } from './support/session';

const DONE = { code: 0, stderr: '' };

/** What a running service has open: a transaction with a row of its own that nobody else can see yet. */
const BEGIN = 'BEGIN; CREATE TABLE draft (id int); INSERT INTO payment VALUES (2); SELECT pg_backend_pid()';

describeOnPostgres('a service that is added to a server in use, to the init Jobs', ({ jobs, admin, data }, _, major) => {
  const added = jobs.at(-1)!;
  // A product with one service has somebody else's beside it.
  const present = jobs.length > 1 ? jobs.slice(0, -1) : [{ ...added, role: 'somebody_else', database: 'somebody_else' }];
  const sessions = new Map<InitJob, Session>();
  const backends = new Map<InitJob, string>();
  let server: PostgresServer;
  let provisioner: AdminLogin;
  let inTemplate: Session;
  let inPostgres: Session;

  const run = (job: InitJob, env: Record<string, string> = connectAs(provisioner)): Promise<CommandResult> =>
    runPod({
      pod: job.pod,
      data,
      server,
      env: { SVC_DB_ROLE: job.role, SVC_DB_NAME: job.database, SVC_DB_SHADOW_NAME: `${job.database}_shadow`, ...env },
    });
  const login = ({ role, password, database }: InitJob): { user: string; password: string; database: string } => ({
    user: role,
    password,
    database,
  });

  beforeAll(async () => {
    server = await startPostgres(admin.user, admin.password, major);
    provisioner = await createProvisioner(server);
    for (const job of present) {
      expect(await run(job)).toMatchObject(DONE);
      expect(await psql(server, login(job), 'CREATE TABLE payment (id int PRIMARY KEY); INSERT INTO payment VALUES (1)')).toMatchObject(
        DONE,
      );
      sessions.set(job, openSession(server, login(job)));
      backends.set(job, await sessions.get(job)!.ask(BEGIN));
    }
    inTemplate = openSession(server, { user: server.superuser, password: server.password, database: 'template1' });
    inPostgres = openSession(server, { ...provisioner, database: 'postgres' });
    await inTemplate.ask('BEGIN; LOCK TABLE pg_catalog.pg_attribute IN ACCESS SHARE MODE');
    await inPostgres.ask('BEGIN; SELECT count(*) FROM pg_catalog.pg_database');
  });
  afterAll(async () => {
    await Promise.all([...sessions.values(), inTemplate, inPostgres].map((session) => session.close()));
    await server.stop();
  });

  test('gets its database, while others are connected everywhere, to template1 too', async () => {
    expect(await run(added)).toMatchObject(DONE);
    expect(await psql(server, login(added), 'CREATE TABLE payment (id int); SELECT current_user')).toEqual({
      ...DONE,
      stdout: `${added.role}\n`,
    });
  });

  test('gets it from a superuser too, beside those that the other administrator made', async () => {
    const another = { ...added, role: 'another', database: 'another' };
    expect(await run(another, connectAs(admin))).toMatchObject(DONE);
    expect(await psql(server, login(another), 'SELECT 1')).toMatchObject(DONE);
  });

  test('finds nothing of the others, nor they of it', async () => {
    for (const job of present) {
      expect((await psql(server, { ...login(added), database: job.database }, 'SELECT 1')).stderr).toContain(
        'permission denied for database',
      );
      expect((await psql(server, { ...login(job), database: added.database }, 'SELECT 1')).stderr).toContain(
        'permission denied for database',
      );
    }
  });

  test('does not hold up an init Job of a service in the middle of a transaction', async () => {
    expect(await run(present[0]!)).toMatchObject(DONE);
  });

  test.each(present)('leaves $service on its connection, with its transaction and its data', async (job) => {
    const session = sessions.get(job)!;
    expect(await session.ask('SELECT pg_backend_pid()')).toBe(backends.get(job));
    expect(await session.ask('INSERT INTO draft VALUES (1); SELECT id FROM payment ORDER BY id')).toBe('1\n2');
    expect(await session.ask('COMMIT; SELECT count(*) FROM draft')).toBe('1');
    expect(await ask(server, 'SELECT id FROM payment ORDER BY id', {}, job.database)).toBe('1\n2');
    await session.ask('DROP TABLE draft'); // still its own
  });

  test('leaves who looked around in template1 and postgres where they were', async () => {
    expect(await inTemplate.ask('SELECT current_database(); COMMIT')).toBe('template1');
    expect(await inPostgres.ask('SELECT current_database(); COMMIT')).toBe('postgres');
  });
});
