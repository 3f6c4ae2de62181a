import { runContainer, runPod } from './support/container-process';
import { describeOnPostgres } from './support/run';
import { startPostgres, type PostgresServer } from './support/server';

describeOnPostgres('what waits for the database in front of the services', ({ jobs, admin, data }, _, major) => {
  const waiting = jobs.flatMap((job) => (job.waitForDatabase === undefined ? [] : [{ ...job, ...job.waitForDatabase, jobPod: job.pod }]));
  if (waiting.length === 0) {
    test.skip('there is nothing: no pod and no migration uses the database', () => undefined);
    return;
  }
  let server: PostgresServer;

  beforeAll(async () => {
    server = await startPostgres(admin.user, admin.password, major);
  });
  afterAll(() => server.stop());

  test.each(waiting)('$service: gives up within its bound while there is no role, and says why', async ({ container, pod, role }) => {
    const gaveUp = await runContainer(container, { pod, data, server, env: { WAIT_SECONDS: '0' } });
    expect(gaveUp.code).not.toBe(0);
    expect(gaveUp.code).not.toBeNull();
    expect(gaveUp.stderr).toContain(`password authentication failed for user "${role}"`);
    expect(gaveUp.stderr).toContain('gave up after 0 s');
    expect(gaveUp.stdout).toBe(''); // it has not waited once
  });

  test('goes on as soon as the init Job has run', async () => {
    const [{ container, pod, jobPod }] = waiting as [(typeof waiting)[number]];
    const waited = runContainer(container, { pod, data, server, env: { WAIT_SECONDS: '600' } });
    expect(await runPod({ pod: jobPod, data, server })).toMatchObject({ code: 0 });
    expect(await waited).toMatchObject({ code: 0, stderr: '' });
  });

  test.each(waiting)('$service: succeeds after its init Job', async ({ container, pod, jobPod }) => {
    expect(await runPod({ pod: jobPod, data, server })).toMatchObject({ code: 0 });
    expect(await runContainer(container, { pod, data, server })).toMatchObject({ code: 0, stdout: '', stderr: '' });
  });
});
