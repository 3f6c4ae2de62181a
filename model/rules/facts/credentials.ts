import { credentialInValue } from '../../../formats';

/** What stands between a URL's scheme and its host. */
const userInformation = /([A-Za-z][A-Za-z0-9+.-]{0,30}:\/\/)\S{0,4096}@/g;

/**
 * Takes credentials out of what a finding says: a URL may have been written where a name belongs, and findings are printed.
 * @returns the same data, with the user information of URLs cut out, other credentials replaced, and what is undefined left out
 */
export function withoutCredentials<T>(args: T): T {
  return clean(args) as T;
}

function clean(value: unknown): unknown {
  if (typeof value === 'string') return cleanText(value);
  if (Array.isArray(value)) return value.map(clean);
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(Object.entries(value).flatMap(([key, inner]) => (inner === undefined ? [] : [[key, clean(inner)]])));
}

function cleanText(text: string): string {
  const bare = text.includes('://') ? text.replace(userInformation, '$1') : text;
  return credentialInValue(bare) === undefined ? bare : '(not shown)';
}
