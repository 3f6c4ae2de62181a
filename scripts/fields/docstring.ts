import ts from 'typescript';
import type { Docstring } from './field';

/** Reads the docstring before a declaration: the last comment of its kind, as the compiler has it. */
export function docstringOf(declaration: ts.Node): Docstring {
  const comment = ts.getJSDocCommentsAndTags(declaration).filter(ts.isJSDoc).at(-1);
  return parseDocstring(comment === undefined ? '' : comment.getText());
}

/** Parses a comment of the form of JSDoc. */
export function parseDocstring(comment: string): Docstring {
  const lines = comment
    .replace(/^\/\*\*[ \t]*|\s*\*\/$/g, '')
    .split('\n')
    .map((line) => line.replace(/^\s*\* ?/, '').trimEnd());
  while (lines[0] === '') lines.shift();
  const tags: { tag: string; words: string[] }[] = [{ tag: '', words: [] }];
  for (const line of lines) {
    const [, tag, rest = ''] = /^@(\w+)\s*(.*)$/.exec(line) ?? [];
    if (tag === undefined) tags.at(-1)?.words.push(line);
    else tags.push({ tag, words: [rest] });
  }
  const textsOf = (wanted: string): string[] => tags.filter(({ tag }) => tag === wanted).map(({ words }) => words.join(' ').trim());
  return { lines, text: textsOf('').join(''), default: textsOf('default')[0], see: textsOf('see') };
}
