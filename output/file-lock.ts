import { linkSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { codeOf } from './output-error';
import { isIdentity, isRunning, ownIdentity } from './process-identity';

/** How often a lock is asked for, and the pause between in milliseconds: a minute, in which hundreds of runs could have had it. */
const mostAttempts = 3000;
const pause = 20;

/** How often a lock is asked for that no run has written: without hard links its content comes a moment after its name. */
const mostAttemptsAtForeign = 100;

/**
 * Does something while no other run does it with the same file. The lock is a file beside it, which names its process: that of a dead one is taken over.
 * @param file its folder must exist; the file need not
 * @throws Error with code `EBUSY` if another run does not give it back for a minute, or if the lock is of no run; whatever the action throws
 */
export async function withFileLock<T>(file: string, action: () => Promise<T>): Promise<T> {
  const lock = join(dirname(file), `.${basename(file)}.lock`);
  for (let attempt = 1; !taken(lock); attempt++) {
    if (attempt === mostAttempts)
      throw Object.assign(new Error(`${file} is being written by another run, which does not end; if there is none, remove ${lock}`), {
        code: 'EBUSY',
      });
    if (attempt >= mostAttemptsAtForeign && !isIdentity(holderOf(lock) ?? ownIdentity()))
      throw Object.assign(new Error(`${lock} stands where ${file} is locked, and no run has written it: remove it`), { code: 'EBUSY' });
    await new Promise((resolve) => setTimeout(resolve, pause));
  }
  try {
    return await action();
  } finally {
    rmSync(lock, { force: true });
  }
}

/** The files of this process so far, so that two locks of one process do not meet. */
let made = 0;

/** Takes the lock if nobody has it. Its content is there in the same moment as its name. */
function taken(lock: string): boolean {
  const own = `${lock}.${ownIdentity()}.${made++}`;
  try {
    writeFileSync(own, ownIdentity());
    linkSync(own, lock);
    return true;
  } catch (error) {
    if (codeOf(error) !== 'EEXIST') return takenWithoutLinks(lock, error);
    removeDead(lock);
    return false;
  } finally {
    rmSync(own, { force: true });
  }
}

/** The same on a file system that has no hard links; anything else that the disk refuses is refused here, too. */
function takenWithoutLinks(lock: string, refused: unknown): boolean {
  if (!['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'EMLINK', 'ENOSYS'].includes(codeOf(refused) ?? '')) throw refused;
  try {
    writeFileSync(lock, ownIdentity(), { flag: 'wx' });
    return true;
  } catch (error) {
    if (codeOf(error) !== 'EEXIST') throw error;
    return false;
  }
}

function removeDead(lock: string): void {
  const holder = holderOf(lock);
  if (holder === undefined || isRunning(holder)) return;
  // Renamed first: of two runs that find it one removes it, and a lock that was taken meanwhile goes back.
  const aside = `${lock}.${ownIdentity()}.${made++}`;
  try {
    renameSync(lock, aside);
    if (holderOf(aside) !== holder) linkSync(aside, lock);
  } catch (error) {
    if (codeOf(error) !== 'ENOENT' && codeOf(error) !== 'EEXIST') throw error;
  }
  rmSync(aside, { force: true });
}

function holderOf(lock: string): string | undefined {
  try {
    return readFileSync(lock, 'utf8');
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return undefined;
    throw error;
  }
}
