import { readTypeScriptPositions } from './locate-typescript';
import { readYamlPositions } from './locate-yaml';
import type { FindPosition, Locate } from './position';

/**
 * Makes a function that finds places in their files. A file is read and parsed when it is first asked for, and once only.
 * @param readSource gives a file's text, or undefined when there is none; what it throws goes through
 * @returns a function that answers with the position of the value, of its key for `key: true`, or of the nearest value around it that is written in
 * the file when the value itself is computed or missing; and with undefined for a file that is not there, is neither YAML, JSON, TypeScript nor
 * JavaScript, or cannot be parsed
 */
export function createLocator(readSource: (file: string) => string | undefined): Locate {
  const finders = new Map<string, FindPosition | undefined>();
  return ({ file, path, key = false, position }) => {
    if (position !== undefined) return position;
    if (!finders.has(file)) finders.set(file, finderFor(file, readSource));
    return finders.get(file)?.(path, key);
  };
}

function finderFor(file: string, readSource: (file: string) => string | undefined): FindPosition | undefined {
  const read = /\.(?:ya?ml|json)$/i.test(file) ? readYamlPositions : /\.[cm]?[jt]s$/i.test(file) ? readTypeScriptPositions : undefined;
  const source = read === undefined ? undefined : readSource(file);
  if (read === undefined || source === undefined) return undefined;
  try {
    return read(source);
  } catch {
    // That the source does not parse is reported by whoever loads it. Here it only means that there are no positions.
    return undefined;
  }
}
