import type { PathSegment } from './diagnostic';
import { withoutLogins } from './visible-text';

/**
 * Writes the path of a value for readers: `tax-billing-instalment.routes[1]`, with keys that hold more than letters, digits, `_`, `$` and `-`
 * in quotes: `services["a.b"].port`. A key that is a URL is written without its login.
 * @returns the path, empty for a file's root value
 */
export function formatPath(path: readonly PathSegment[]): string {
  return path
    .map((segment, index) => {
      if (typeof segment === 'number') return `[${segment}]`;
      if (!/^[A-Za-z_$][\w$-]*$/.test(segment)) return `[${JSON.stringify(withoutLogins(segment))}]`;
      return index === 0 ? segment : `.${segment}`;
    })
    .join('');
}
