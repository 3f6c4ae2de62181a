import type { CredentialSpan } from './spans';
import { urlSpans } from './url-spans';

/** The characters of URLs as JSON and URLs in URLs write them: `\/`, `\u002f`, `%2F`. */
const escape = /\\\/|\\u00([0-7][\da-fA-F])|%([2-7][\da-fA-F])/g;

/** Without such a piece no escaped URL has a login or a query. */
const hint = /:\\\/|\\u00(?:2f|2F|3a|3A|40|26)|%(?:3A|3a|40|2F|2f)/;

/** Finds the credentials of URLs whose characters are escaped. */
export function* escapedSpans(text: string): Generator<CredentialSpan> {
  if (!hint.test(text)) return;
  const places: number[] = [];
  let plain = '';
  let done = 0;
  const take = (piece: string, from: number): void => {
    for (let index = 0; index < piece.length; index++) places.push(from + index);
    plain += piece;
  };
  for (const { index, 0: whole, 1: unicode, 2: percent } of text.matchAll(escape)) {
    take(text.slice(done, index), done);
    const code = unicode ?? percent;
    // A blank or a quote inside would end the URL.
    const character = code === undefined ? '/' : String.fromCharCode(Number.parseInt(code, 16)).replace(/[\s"']/, '_');
    places.push(index);
    plain += character;
    done = index + whole.length;
  }
  take(text.slice(done), done);
  places.push(text.length);
  for (const { kind, start, end } of urlSpans(plain)) yield { kind, start: places[start]!, end: places[end]! };
}
