import fs from 'node:fs';
import { basename, dirname, join } from 'node:path';

const changes = [
  'mkdirSync',
  'openSync',
  'writeFileSync',
  'linkSync',
  'symlinkSync',
  'renameSync',
  'rmSync',
  'chmodSync',
  'fsyncSync',
  'utimesSync',
] as const;

/** A process id that no process can have, and what a dead run's workspaces are renamed to. */
const DEAD_PID = 2 ** 31 - 1;
let deaths = 0;

/**
 * Runs an action as if the process were killed instead of making its n-th change to the disk: that change is made by half, if it
 * can be, and every later one fails, so that no `finally` can tidy up. Faster than a process a step, so every step can be tried.
 *
 * @param target the directory whose workspaces get a dead owner afterwards
 * @returns the number of changes made; less than `step` if the action came to its end
 */
export function dieAtStep(step: number, target: string, action: () => unknown): number {
  let made = 0;
  const spies = changes.map((name) => {
    const original = fs[name] as (...values: unknown[]) => unknown;
    return jest.spyOn(fs, name).mockImplementation(((...values: unknown[]) => {
      if (made + 1 < step) {
        made++;
        return original(...values);
      }
      if (made + 1 === step) {
        made++;
        if (name === 'writeFileSync') original(values[0], String(values[1]).slice(0, 10));
        if (name === 'rmSync')
          for (const entry of fs.readdirSync(String(values[0])).slice(0, 1)) original(join(String(values[0]), entry), { recursive: true });
      }
      throw new Error('killed');
    }) as never);
  });
  try {
    action();
  } catch (error) {
    if (!(error instanceof Error) || error.message !== 'killed') throw error;
  } finally {
    spies.forEach((spy) => spy.mockRestore());
  }
  const parent = dirname(target);
  for (const name of fs.readdirSync(parent).filter((each) => each.startsWith(`.cadastre-${basename(target)}.${process.pid}.`))) {
    fs.renameSync(join(parent, name), join(parent, `.cadastre-${basename(target)}.${DEAD_PID}.1.${deaths++}`));
  }
  return made;
}
