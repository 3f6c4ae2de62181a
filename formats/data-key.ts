/**
 * Whether a text can be a key of a Secret or a ConfigMap: at most 253 of letters, digits, `-`, `_` and `.`, and no name that a directory keeps to
 * itself.
 * @returns true when it can; never throws
 * @see https://kubernetes.io/docs/concepts/configuration/secret/#restriction-names-data
 */
export function isDataKey(text: string): boolean {
  return /^[-._a-zA-Z0-9]{1,253}$/.test(text) && text !== '.' && !text.startsWith('..');
}
