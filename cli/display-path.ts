/** A path as findings show it: with forward slashes on every system. */
export function displayPath(path: string): string {
  return path.replaceAll('\\', '/');
}
