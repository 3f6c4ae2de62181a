import { cpSync, mkdtempSync, readdirSync, symlinkSync } from 'node:fs';
import path from 'node:path';

import { runCommand } from './command';

const CHECKOUT = path.resolve(__dirname, '../../..');

/** Runs `cadastre synth` of this checkout into a folder, from the checkout's registry or from another one. */
export async function synthesize(out: string, registry?: string): Promise<void> {
  const args = ['--require', 'tsx/cjs', 'cli/main.ts', 'synth', '--out', out, ...(registry === undefined ? [] : ['--registry', registry])];
  const { code, stdout, stderr } = await runCommand(process.execPath, args, { cwd: CHECKOUT });
  if (code !== 0) throw new Error(`cadastre synth: exit code ${code}\n${stderr}${stdout}`);
}

/**
 * Copies the checkout's registry into a new folder below `parent`, for a test to change, and returns the copy's path.
 * The rest of the checkout is linked beside it, so that the registry's imports lead where they led.
 */
export function copyRegistry(parent: string): string {
  const root = mkdtempSync(path.join(parent, 'registry-'));
  const ours = new Set(['.git', 'dist', 'registry']);
  for (const entry of readdirSync(CHECKOUT)) {
    if (!ours.has(entry)) symlinkSync(path.join(CHECKOUT, entry), path.join(root, entry));
  }
  const registry = path.join(root, 'registry');
  cpSync(path.join(CHECKOUT, 'registry'), registry, { recursive: true });
  return registry;
}
