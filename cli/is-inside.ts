import { realpathSync } from 'node:fs';
import { sep } from 'node:path';

/** Whether a path stays in a folder when every symbolic link on its way is followed. */
export function isInside(directory: string, path: string): boolean {
  try {
    return realpathSync(path).startsWith(realpathSync(directory) + sep);
  } catch {
    // A link that leads nowhere.
    return false;
  }
}
