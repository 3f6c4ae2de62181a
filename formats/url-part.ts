/**
 * Encodes a text for one part of a URL, as `encodeURIComponent()` does, which throws for half of a surrogate pair: a value that is refused elsewhere goes on to
 * the rules.
 * @returns the encoded text, with U+FFFD in place of such a half
 */
export function urlPart(text: string): string {
  // eslint-disable-next-line no-restricted-globals
  return encodeURIComponent(text.replace(/\p{Cs}/gu, '\ufffd'));
}
