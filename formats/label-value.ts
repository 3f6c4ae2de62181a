/** The longest label value in characters. */
const maximumLength = 63;

/**
 * Whether a text is a legal value of a Kubernetes label: at most 63 of letters, digits, `-`, `_` and `.`, with a letter or digit at both ends.
 * The empty text is legal too.
 * @returns true if it is; never throws
 * @see https://kubernetes.io/docs/concepts/overview/working-with-objects/labels/#syntax-and-character-set
 */
export function isLabelValue(text: string): boolean {
  return text === '' || /^[A-Za-z0-9](?:[-._A-Za-z0-9]{0,61}[A-Za-z0-9])?$/.test(text);
}

/**
 * Makes a label value from any text: each run of illegal characters becomes one `-`, and the function cuts the ends to a letter or digit.
 * @returns the value, or undefined if no character remains; a legal text that is not empty is returned unchanged
 */
export function toLabelValue(text: string): string | undefined {
  const value = text
    .replace(/[^-._A-Za-z0-9]+/g, '-')
    .replace(/^[^A-Za-z0-9]+/, '')
    .slice(0, maximumLength)
    .replace(/[^A-Za-z0-9]+$/, '');
  return value === '' ? undefined : value;
}
