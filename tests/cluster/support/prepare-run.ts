import { randomBytes } from 'node:crypto';
import path from 'node:path';

import { newRunDirectory, publishRun, removeRunDirectory } from './run';
import { synthesize } from './synthesis';
import { openTarget } from './target';
import { atTeardown } from './teardown';

/** Finds or starts the cluster and synthesizes every tree, once for all test files. */
export async function prepareRun(): Promise<void> {
  const target = await openTarget(process.env);
  if ('missing' in target) {
    if (process.env['CI'] === 'true') throw new Error(target.missing);
    process.stderr.write(`Skipped: ${target.missing}.\n`);
    publishRun(target);
    return;
  }
  atTeardown(target.stop);
  process.stderr.write(`Testing against ${target.description}.\n`);
  const directory = newRunDirectory();
  atTeardown(() => removeRunDirectory(directory));
  const synthesized = path.join(directory, 'synthesized');
  await synthesize(synthesized);
  publishRun({
    access: target.access,
    id: randomBytes(3).toString('hex'),
    directory,
    synthesized,
    isReadyExpected: process.env['CADASTRE_TEST_READY'] === '1',
  });
}
