import type { Place } from '../../diagnostics';

/** A file, with the line and column that a finding shows after it, and a path. */
const filePattern = /^([^:]*\.(?:ya?ml|[cm]?[jt]s|json))(?::\d+){0,2}(?:: (.*))?$/;

/** A segment of a path: a key in brackets and quotes, an index, or a plain key. */
const segmentPattern = /\["((?:[^"\\]|\\.)*)"\]|\[(\d+|\*)\]|([^.[\]"]+)/g;

/**
 * Reads a place as findings show it: a path, a file, or both.
 * @returns tells whether a place is that one, or under it
 */
export function matcherOf(at: string): (place: Place) => boolean {
  const [, file, pathInFile = ''] = filePattern.exec(at) ?? [];
  const segments = [...(file === undefined ? at : pathInFile).matchAll(segmentPattern)].map(([, quoted, index, plain]) =>
    globOf(quoted === undefined ? (index ?? plain ?? '') : unquoted(quoted)),
  );
  if (file === undefined && segments.length === 0) return () => false;
  const fileGlob = file === undefined ? undefined : globOf(file.replace(/^\.\//, ''), '(?:.*/)?', '[^/]*');
  return (place) =>
    (fileGlob === undefined || fileGlob.test(place.file)) &&
    segments.length <= place.path.length &&
    segments.every((segment, index) => segment.test(String(place.path[index])));
}

function globOf(text: string, start = '', any = '.*'): RegExp {
  const pattern = text
    .split('*')
    .map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'))
    .join(any);
  return new RegExp(`^${start}${pattern}$`, 's');
}

function unquoted(text: string): string {
  try {
    return JSON.parse(`"${text}"`) as string;
  } catch {
    return text;
  }
}
