import { describeInitJobs } from './support/init-job-suite';

describeInitJobs(
  'the init Jobs',
  ({ superuser, password }) => ({ user: superuser, password }),
  (server, jobs) => {
    test('the log, which has every other statement, has no password', () => {
      const log = server().log();
      expect(log).toContain('statement: ');
      expect([server().password, ...jobs.map(({ password }) => password)].filter((password) => log.includes(password))).toEqual([]);
    });
  },
);
