import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';

/**
 * Defines tests that need programs which a script builds. Without the programs the tests are skipped with the reason, and fail under `CI=true`.
 * @param howTo the instructions that build the programs
 */
export function describeWithBuilt<T>(title: string, tools: T | undefined, howTo: string, define: (tools: T) => void): void {
  if (tools !== undefined) describe(title, () => define(tools));
  else if (process.env['CI'] === 'true') {
    test(title, () => {
      throw new Error(howTo);
    });
  } else test.skip(`${title}: ${howTo}`, () => undefined);
}

/**
 * Looks for the output of such a script: a folder of the cache whose name contains the hash of the pinned versions.
 * @param pins the files that pin versions, in the script's order
 * @returns the paths of the files; undefined unless all of them exist
 */
export function findBuilt<Files extends readonly string[]>(
  name: string,
  pins: readonly string[],
  files: Files,
): { readonly [Index in keyof Files]: string } | undefined {
  const hash = createHash('sha256')
    .update(pins.map((file) => readFileSync(file, 'utf8')).join(''))
    .digest('hex')
    .slice(0, 12);
  const cache = process.env['XDG_CACHE_HOME'] ?? path.join(process.env['HOME'] ?? os.homedir(), '.cache');
  const found = files.map((file) => path.join(cache, 'cadastre', `${name}-${hash}`, file));
  return found.every((file) => existsSync(file)) ? (found as unknown as { readonly [Index in keyof Files]: string }) : undefined;
}
