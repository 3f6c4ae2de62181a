/** The longest path of a route that the API server takes for the Gateway API. */
export const mostPathCharacters = 1024;

/**
 * Whether a text is a path that can be routed by prefix: it starts with `/`, has no `/` at its end (but for `/` itself), no empty, `.` or `..`
 * segment, and only unreserved characters (letters, digits, `-`, `.`, `_`, `~`), so that no proxy decodes, normalises or reads it as a pattern. It has at most 1,024 characters.
 * @returns true if it is; never throws
 * @see https://www.rfc-editor.org/rfc/rfc3986#section-2.3
 */
export function isRoutePath(text: string): boolean {
  return text === '/' || (text.length <= mostPathCharacters && /^(?:\/[-._~A-Za-z0-9]+)+$/.test(text) && !/\/\.\.?(?:\/|$)/.test(text));
}

/**
 * Whether a text can be the path of an HTTP probe: it starts with `/` and holds only what a URL's path and query may, with `%` before two
 * hexadecimal digits. The function refuses a fragment, because no client sends one.
 * @returns true if it can; never throws
 * @see https://www.rfc-editor.org/rfc/rfc3986#appendix-A
 */
export function isProbePath(text: string): boolean {
  return /^\/(?:[-._~A-Za-z0-9!$&'()*+,;=:@/?]|%[0-9A-Fa-f]{2})*$/.test(text) && !text.startsWith('//');
}
