import { isRoutePath } from '../../formats';
import { rule } from './rule';

/** Reports routes that are not plain path prefixes. */
export const routeMalformed = rule('route-malformed', ({ platform }, report) => {
  for (const { routes } of platform.services) {
    for (const { path, place } of routes) {
      if (!isRoutePath(path)) report({ route: path, reason: reasonOf(path), suggestion: repaired(path) }, place);
    }
  }
});

function reasonOf(path: string): string {
  if (path === '') return 'is empty';
  if (path.includes('://')) return 'is a URL, not a path';
  if (!path.startsWith('/')) return 'does not start with `/`';
  if (/[*()[\]{}^$|+\\]/.test(path)) return 'is a pattern, and routes are plain prefixes';
  if (path.includes('//')) return 'has an empty segment (`//`)';
  if (path.endsWith('/')) return 'ends with `/`';
  if (/\/\.\.?(?:\/|$)/.test(path)) return 'has a segment `.` or `..`';
  return 'has characters other than letters, digits and `-._~/`';
}

/** The path with slashes put right and a pattern at its end left out, where that makes it legal. */
function repaired(path: string): string | undefined {
  if (path === '' || path.length > 1000 || path.includes('://')) return undefined;
  const plain = `/${path
    .replace(/(?:\/?\(?\.?\*\)?)+$/, '')
    .split('/')
    .filter((segment) => segment !== '')
    .join('/')}`;
  return isRoutePath(plain) && plain !== '/' ? plain : undefined;
}
