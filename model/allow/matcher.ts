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
  const names = file === undefined ? [] : file.replace(/^\.\//, '').split('/').map(globOf);
  return (place) =>
    isEndOf(names, place.file.split('/')) &&
    segments.length <= place.path.length &&
    segments.every((segment, index) => segment(String(place.path[index])));
}

/** Whether the last folders and the name of a file are these. */
function isEndOf(names: readonly Glob[], parts: readonly string[]): boolean {
  const start = parts.length - names.length;
  return start >= 0 && names.every((name, index) => name(parts[start + index] ?? ''));
}

type Glob = (text: string) => boolean;

/** Reads a text in which `*` stands for any characters. Each part between is looked for once, from where the one before it ends. */
function globOf(glob: string): Glob {
  const [first = '', ...parts] = glob.split('*');
  const last = parts.pop();
  if (last === undefined) return (text) => text === first;
  return (text) => {
    if (!text.startsWith(first)) return false;
    let end = first.length;
    for (const part of parts) {
      const index = text.indexOf(part, end);
      if (index < 0) return false;
      end = index + part.length;
    }
    return text.length - last.length >= end && text.endsWith(last);
  };
}

function unquoted(text: string): string {
  try {
    return JSON.parse(`"${text}"`) as string;
  } catch {
    return text;
  }
}
