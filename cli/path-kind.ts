import { statSync } from 'node:fs';

/** What a path leads to; nothing, too, where it leads through a file, in a circle, or to a device, which may have no end. */
export function pathKind(path: string): 'file' | 'folder' | 'nothing' {
  try {
    const found = statSync(path);
    if (found.isDirectory()) return 'folder';
    return found.isFile() ? 'file' : 'nothing';
  } catch {
    return 'nothing';
  }
}
