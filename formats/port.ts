/**
 * Whether a number is a TCP port that a process can listen on: a whole number from 1 to 65535.
 * @returns true if it is; never throws
 */
export function isPortNumber(value: number): boolean {
  return Number.isInteger(value) && value >= 1 && value <= 65535;
}

/**
 * Whether a text can be the name of a port, as Kubernetes takes it: at most 15 lower-case letters, digits and dashes, with a letter among them, and without
 * a dash at an end or beside another.
 * @returns true if it can; never throws
 * @see https://www.rfc-editor.org/rfc/rfc6335#section-5.1
 */
export function isPortName(text: string): boolean {
  return text.length <= 15 && /^(?=.*[a-z])[a-z0-9]+(?:-[a-z0-9]+)*$/.test(text);
}
