/**
 * Compares by UTF-16 code units, so that the order is the same in every locale.
 * @returns a negative number, zero or a positive number, as `Array.prototype.sort` wants it
 */
export function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
