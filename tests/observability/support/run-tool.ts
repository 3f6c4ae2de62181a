import { spawnSync } from 'node:child_process';
import { HANG_MS } from '../../support/hang';

/** What a program said, and how it ended. */
export interface Ended {
  readonly code: number | null;
  readonly output: string;
}

/** Runs a program to its end. */
export function runTool(program: string, args: readonly string[]): Ended {
  const { status, stdout, stderr, error } = spawnSync(program, args, { encoding: 'utf8', timeout: HANG_MS, maxBuffer: 64 * 1024 * 1024 });
  if (error !== undefined) throw error;
  return { code: status, output: `${stdout}${stderr}` };
}
