import { readTypeScriptPositions } from './locate-typescript';
import { readYamlPositions } from './locate-yaml';
import { nestsDeeply, tooDeepAt } from './nesting';
import type { FindPosition, Locate } from './position';

/**
 * Makes a function that finds places in their files. It reads and parses a file at the first question about it, and once only.
 * @param readSource returns the text of a file, or undefined if there is none; its exceptions are passed on
 * @returns a function that returns the position of the value, or of its key for `key: true`. If the value is computed or missing, the function returns the
 * position of the nearest value around it that the file contains. It returns undefined for a file that does not exist, that is neither YAML, JSON,
 * TypeScript nor JavaScript, or that has a syntax error
 */
export function createLocator(readSource: (file: string) => string | undefined): Locate {
  const finders = new Map<string, FindPosition | undefined>();
  return ({ file, path, document, key = false, position }) => {
    if (position !== undefined) return position;
    if (!finders.has(file)) finders.set(file, finderFor(file, readSource));
    return finders.get(file)?.(path, key, document);
  };
}

function finderFor(file: string, readSource: (file: string) => string | undefined): FindPosition | undefined {
  const flatSource = (path: string): string | undefined => {
    const source = readSource(path);
    return source === undefined || nestsDeeply(source) ? undefined : source;
  };
  if (/\.[cm]?[jt]s$/i.test(file)) return readTypeScriptPositions(file, flatSource);
  const source = /\.(?:ya?ml|json)$/i.test(file) ? readSource(file) : undefined;
  if (source === undefined || tooDeepAt(source) !== undefined) return undefined;
  try {
    return readYamlPositions(source);
  } catch {
    // The loader of the file reports the syntax error. Here there are only no positions.
    return undefined;
  }
}
