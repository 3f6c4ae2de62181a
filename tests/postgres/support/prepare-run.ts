import { chownSync, mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';

import { synthesize } from '../../cluster/support/synthesis';
import { atTeardown } from '../../cluster/support/teardown';
import { MAJORS, type Major } from './majors';
import { missingClient } from './psql';
import { publishRun } from './published-run';
import { missingServer } from './server';
import { makeTemplate, type ServerTemplate } from './server-template';
import { unprivilegedUser } from './system-user';

/** Synthesizes every tree and makes a server of each major ready to be copied, once for all test files, when there is a PostgreSQL. */
export async function prepareRun(): Promise<void> {
  const missing = (await missingClient()) ?? (await missingServer());
  if (missing !== undefined) {
    if (process.env['CI'] === 'true') throw new Error(missing);
    process.stderr.write(`Skipped: ${missing}.\n`);
    publishRun({ missing });
    return;
  }
  const synthesized = temporaryFolder('cadastre-postgres-trees-');
  const [templates] = await Promise.all([makeTemplates(), synthesize(synthesized)]);
  publishRun({ synthesized, templates });
}

async function makeTemplates(): Promise<Record<Major, ServerTemplate>> {
  const user = unprivilegedUser();
  const folder = temporaryFolder('cadastre-postgres-templates-');
  if (user !== undefined) chownSync(folder, user.uid, user.gid);
  const made = MAJORS.map(async (major) => [major, await makeTemplate(major, path.join(folder, String(major)), user)] as const);
  return Object.fromEntries(await Promise.all(made)) as Record<Major, ServerTemplate>;
}

function temporaryFolder(prefix: string): string {
  const folder = mkdtempSync(path.join(os.tmpdir(), prefix));
  atTeardown(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}
