import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { RenderedFile } from '../../output';

const goldenRoot = resolve(__dirname, '../../__snapshots__/golden');

/**
 * Compares files with the golden tree `__snapshots__/golden/<name>/`, or writes that tree when `UPDATE_GOLDEN=1`.
 */
export function expectGoldenTree(name: string, files: readonly RenderedFile[]): void {
  const directory = join(goldenRoot, name);
  if (process.env['UPDATE_GOLDEN'] === '1') {
    rmSync(directory, { recursive: true, force: true });
    mkdirSync(directory, { recursive: true });
    for (const { path, text } of files) writeFileSync(join(directory, goldenName(path)), text);
  }
  const golden = existsSync(directory) ? readdirSync(directory).sort() : [];
  expect(golden).toEqual(files.map(({ path }) => goldenName(path)).sort());
  for (const { path, text } of files) {
    expect({ path, text }).toEqual({ path, text: readFileSync(join(directory, goldenName(path)), 'utf8') });
  }
}

/** Golden Secrets hold test values and are committed, so they must not bear the name that keeps Secrets out. */
function goldenName(path: string): string {
  return path.replace('.secret.k8s.yaml', '.secret-golden.k8s.yaml');
}
