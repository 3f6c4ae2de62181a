import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';

import { synthesize } from '../../cluster/support/synthesis';
import { atTeardown } from '../../cluster/support/teardown';
import { missingClient } from './psql';
import { publishRun } from './run';
import { missingServer } from './server';

/** Synthesizes every tree, once for all test files, when there is a PostgreSQL to run its init Jobs on. */
export async function prepareRun(): Promise<void> {
  const missing = (await missingClient()) ?? (await missingServer());
  if (missing !== undefined) {
    if (process.env['CI'] === 'true') throw new Error(missing);
    process.stderr.write(`Skipped: ${missing}.\n`);
    publishRun({ missing });
    return;
  }
  const synthesized = mkdtempSync(path.join(os.tmpdir(), 'cadastre-postgres-trees-'));
  atTeardown(() => rmSync(synthesized, { recursive: true, force: true }));
  await synthesize(synthesized);
  publishRun({ synthesized });
}
