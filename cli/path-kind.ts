import { statSync } from 'node:fs';

/** What a path leads to; nothing, too, where it leads through a file or in a circle. */
export function pathKind(path: string): 'file' | 'folder' | 'nothing' {
  try {
    return statSync(path).isDirectory() ? 'folder' : 'file';
  } catch {
    return 'nothing';
  }
}
