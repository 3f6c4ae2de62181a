import { spawnSync } from 'node:child_process';

/** Defines tests that need redis-server; without it they are skipped and say why, and fail under `CI=true`. */
export function describeWithRedis(title: string, define: () => void): void {
  const missing = ['redis-server', 'redis-cli'].filter((program) => spawnSync(program, ['--version']).error !== undefined);
  if (missing.length === 0) {
    describe(title, define);
    return;
  }
  const why = `${title}: ${missing.join(' and ')} must be on PATH (Debian: redis-server, whose service need not run)`;
  if (process.env['CI'] === 'true')
    test(why, () => {
      throw new Error(why);
    });
  else test.skip(why, () => undefined);
}
