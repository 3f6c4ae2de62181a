import { lstatSync, statSync } from 'node:fs';

/** Tells the kind of thing that a path leads to: `nothing` also if it leads through a file, in a circle, or to a device, which may have no end. */
export function pathKind(path: string): 'file' | 'folder' | 'nothing' {
  try {
    const found = statSync(path);
    if (found.isDirectory()) return 'folder';
    return found.isFile() ? 'file' : 'nothing';
  } catch {
    return 'nothing';
  }
}

/** Why a path that is there cannot be read: a link that leads nowhere, a pipe or a device, or no permission. */
export type PathFlaw = 'link' | 'special' | 'denied';

/**
 * Tells why a path can be read neither as a file nor as a folder.
 * @returns undefined if it can, or if there is nothing
 */
export function pathFlaw(path: string): PathFlaw | undefined {
  if (pathKind(path) !== 'nothing') return undefined;
  try {
    return lstatSync(path).isSymbolicLink() && !leadsSomewhere(path) ? 'link' : 'special';
  } catch (error) {
    return isAbsent(error) ? undefined : 'denied';
  }
}

/** Whether a directory has a name, be it of what cannot be read, or of what may not be looked at. */
export function isThere(path: string): boolean {
  return pathKind(path) !== 'nothing' || pathFlaw(path) !== undefined;
}

function leadsSomewhere(link: string): boolean {
  try {
    statSync(link);
    return true;
  } catch {
    return false;
  }
}

function isAbsent(error: unknown): boolean {
  const { code } = Object(error) as { code?: unknown };
  // A link above that leads in a circle is told by itself.
  return code === 'ENOENT' || code === 'ENOTDIR' || code === 'ELOOP';
}
