import * as z from 'zod';
import { isRoutePath } from '../../formats';
import { legal } from './legal';

/** A path prefix that a service answers. */
export const routeSchema = legal(z.string(), 'route-malformed', isRoutePath, (route) => ({
  route,
  reason: flawOf(route),
  suggestion: repaired(route),
}));

function flawOf(path: string): string {
  if (path === '') return 'is empty';
  if (path.includes('://')) return 'is a URL, not a path';
  if (!path.startsWith('/')) return 'does not start with `/`';
  if (/[*()[\]{}^$|+\\]/.test(path)) return 'is a pattern, and routes are plain prefixes';
  if (path.includes('//')) return 'has an empty segment (`//`)';
  if (path.endsWith('/')) return 'ends with `/`';
  if (/\/\.\.?(?:\/|$)/.test(path)) return 'has a segment `.` or `..`';
  return 'has characters other than letters, digits and `-._~/`';
}

/** The path with slashes put right and a pattern at its end left out, if that makes it legal. */
function repaired(path: string): string | undefined {
  if (path === '' || path.length > 1000 || path.includes('://')) return undefined;
  const plain = `/${path
    .replace(/(?:\/?\(?\.?\*\)?)+$/, '')
    .split('/')
    .filter((segment) => segment !== '')
    .join('/')}`;
  return isRoutePath(plain) && plain !== '/' ? plain : undefined;
}
