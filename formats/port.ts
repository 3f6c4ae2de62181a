/**
 * Whether a number is a TCP port that a process can listen on: a whole number from 1 to 65535.
 * @returns true if it is; never throws
 */
export function isPortNumber(value: number): boolean {
  return Number.isInteger(value) && value >= 1 && value <= 65535;
}
