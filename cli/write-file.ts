import { closeSync, existsSync, fchmodSync, fsyncSync, openSync, realpathSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';

/**
 * Writes a file so that it is old or new at any moment: the text goes to a file beside it, which then takes its place. Permissions are kept, and a
 * symbolic link goes on leading to the same file.
 */
export function writeFileAtomically(file: string, text: string): void {
  const target = existsSync(file) ? realpathSync(file) : file;
  const temporary = join(dirname(target), `.${basename(target)}.${process.pid}.tmp`);
  try {
    const descriptor = openSync(temporary, 'w');
    try {
      if (existsSync(target)) fchmodSync(descriptor, statSync(target).mode);
      writeFileSync(descriptor, text);
      fsyncSync(descriptor);
    } finally {
      closeSync(descriptor);
    }
    renameSync(temporary, target);
  } catch (error) {
    rmSync(temporary, { force: true });
    throw error;
  }
}
