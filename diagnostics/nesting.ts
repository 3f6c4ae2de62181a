import { Lexer, Parser } from 'yaml';
import { mostLevels } from './most-levels';

/**
 * Finds where a YAML or JSON text is nested deeper than anything is that Cadastre reads. What finds it has no recursion.
 * @returns an offset, or undefined if it is not
 */
export function tooDeepAt(source: string): number | undefined {
  if (!mayBeDeep(source)) return undefined;
  const parser = new Parser();
  for (const token of new Lexer().lex(source)) {
    for (const _ of parser.next(token));
    // The document is on the stack, too.
    if (parser.stack.length > mostLevels + 1) return parser.offset;
  }
  return undefined;
}

/** Whether there are as many brackets, or as much before the first word of a line. Most files have neither, and are not read twice. */
function mayBeDeep(source: string): boolean {
  return (source.match(/[[{]/g)?.length ?? 0) > mostLevels || /^[ \t?:-]{100}/m.test(source);
}

/** Whether brackets of a program nest so deep that a parser which calls itself could fail in them. */
export function nestsDeeply(program: string): boolean {
  let level = 0;
  for (const [bracket] of program.matchAll(/[([{}\])]/g)) {
    level = '([{'.includes(bracket) ? level + 1 : Math.max(0, level - 1);
    if (level > mostLevels * 5) return true;
  }
  return false;
}
