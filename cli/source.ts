import { readFileSync } from 'node:fs';
import { pathKind } from './path-kind';

/**
 * Reads a file in which places are looked for.
 * @returns undefined if it cannot be read
 */
export function readSource(file: string): string | undefined {
  try {
    // A pipe or a device may have no end.
    return pathKind(file) === 'file' ? readFileSync(file, 'utf8') : undefined;
  } catch {
    return undefined;
  }
}
