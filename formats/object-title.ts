/**
 * Whether a text names an object by its kind and name, such as `StatefulSet/postgres`.
 * @returns true if it does; never throws
 */
export function isObjectTitle(text: string): boolean {
  return text.length <= 320 && /^[A-Z][A-Za-z0-9]*\/[a-z0-9](?:[-.a-z0-9]*[a-z0-9])?$/.test(text);
}
