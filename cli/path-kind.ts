import { statSync } from 'node:fs';

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
