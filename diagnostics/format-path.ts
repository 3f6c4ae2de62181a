import { redacted } from '../formats';
import type { PathSegment } from './diagnostic';

/**
 * Writes the path of a value for readers: `tax-billing-instalment.routes[1]`, with keys that hold more than letters, digits, `_`, `$` and `-`
 * in quotes: `services["a.b"].port`. A credential in a key is not shown.
 * @returns the path, empty for a file's root value
 */
export function formatPath(path: readonly PathSegment[]): string {
  return path
    .map((segment, index) => {
      if (typeof segment === 'number') return `[${segment}]`;
      const shown = redacted(segment);
      if (!/^[A-Za-z_$][\w$-]*$/.test(shown)) return `[${JSON.stringify(shown)}]`;
      return index === 0 ? shown : `.${shown}`;
    })
    .join('');
}
