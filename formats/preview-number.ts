/** The longest number that a preview can have. What is checked without a number is checked for this one, so that the names of every preview fit. */
export const longestPreviewNumber = '9999999';

/** Whether a text is the number of a preview: that of a pull request, with up to seven digits, and none of them a leading zero. */
export function isPreviewNumber(text: string): boolean {
  return /^[1-9]\d{0,6}$/.test(text);
}
