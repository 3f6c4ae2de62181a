import { providerTokens } from './provider-tokens';
import type { CredentialSpan } from './spans';

/** A token by the letters that it begins with. */
interface Token {
  readonly start: string;
  readonly rest: string;
  pattern?: RegExp;
}

/** The tokens by their first two characters. */
const byStart = new Map<string, Token[]>();
for (const [start, rest] of providerTokens) {
  const tokens = byStart.get(start.slice(0, 2)) ?? [];
  byStart.set(start.slice(0, 2), tokens);
  tokens.push({ start, rest });
}

/** Where a token may begin: at one of the pairs, behind no letter and no digit. */
const mayBegin = new RegExp(
  `(?<![A-Za-z0-9])(?:${[...byStart.keys()].map((pair) => pair.replace(/[.$/]/g, String.raw`\$&`)).join('|')})`,
  'g',
);

/** The rest of what a token is the beginning of: a longer one than is known is one all the same. */
const rest = /[\w.~+/=%:-]*/y;

/** Tokens that are known by letters in their midst: those letters, and the whole. */
const tokensByMidst: readonly (readonly [midst: string, source: string])[] = [
  ['.atlasv1.', String.raw`(?<![A-Za-z0-9])[A-Za-z0-9]{14}\.atlasv1\.[\w=-]{60,70}`],
  ['Q~', String.raw`(?<![\w.~-])[\w.~]{3}\dQ~[\w.~-]{31,34}(?![\w.~-])`],
  ['T3BlbkFJ', String.raw`[\w-]{20,80}T3BlbkFJ[\w-]{20,80}`],
  [':AA', String.raw`(?<![\w:])\d{8,12}:AA[\w-]{32,36}(?![\w-])`],
  ['-us', String.raw`(?<![A-Za-z0-9])[0-9a-f]{32}-us\d{1,2}(?![A-Za-z0-9])`],
  ['_mmk', String.raw`(?<![A-Za-z0-9])[A-Za-z0-9]{6}_[A-Za-z0-9]{29}_mmk(?![A-Za-z0-9])`],
  ['.', String.raw`(?<![\w.-])[MNO][\w-]{23,27}\.[\w-]{6}\.[\w-]{27,45}(?![\w.-])`],
  ['.', String.raw`(?<![\w.])[A-Za-z0-9]{20,22}\.[a-z0-9]{6}\.[A-Za-z0-9_-]{40,60}(?![\w.-])`],
  ['NRAL', String.raw`(?<![A-Za-z0-9])[0-9a-zA-Z]{36}NRAL(?![A-Za-z0-9])`],
  ['AZDO', String.raw`(?<![A-Za-z0-9])[A-Za-z0-9]{76}AZDO[A-Za-z0-9]{4}(?![A-Za-z0-9])`],
  ['AzFu', String.raw`(?<![\w-])[\w-]{44}AzFu[\w-]{4,5}={0,2}`],
  ['AzSe', String.raw`(?<![A-Za-z0-9])[A-Za-z0-9]{42}AzSe[A-Za-z0-9]{6}(?![A-Za-z0-9])`],
  ['==', String.raw`(?<![A-Za-z0-9+/=]|sha512-)[A-Za-z0-9+/]{86}==(?![A-Za-z0-9+/=])`],
  ['|', String.raw`(?<![A-Za-z0-9])\d{15,16}\|[\w-]{27,40}(?![\w-])`],
  ['-', String.raw`(?<![A-Za-z0-9-])[0-9a-f]{32}-[0-9a-f]{8}-[0-9a-f]{8}(?![A-Za-z0-9-])`],
  ['_', String.raw`(?<![\w-])[123][A-Za-z0-9]{26}_[A-Za-z0-9]{19,22}(?![\w-])`],
  ['JQQJ99', String.raw`(?<![A-Za-z0-9])[A-Za-z0-9]{52}JQQJ99[A-Za-z0-9]{20,30}(?![A-Za-z0-9])`],
  ['+A', String.raw`(?<![A-Za-z0-9+/])[A-Za-z0-9+/]{32,76}\+A(?:CR|BA|St|Eh|Sb|IoT|MC|Rm)[A-Za-z0-9+/]{5,8}={0,2}(?![A-Za-z0-9+/=])`],
  ['AzCa', String.raw`(?<![A-Za-z0-9])[A-Za-z0-9]{33,44}AzCa[A-P][A-Za-z0-9]{5}={0,2}`],
  ['ACDb', String.raw`(?<![A-Za-z0-9+/=])[A-Za-z0-9+/]{76}ACDb[A-Za-z0-9+/]{6}==`],
  [':', String.raw`(?<![A-Za-z0-9:])[0-9a-f]{24}:[0-9a-f]{64}(?![A-Za-z0-9])`],
  [':', String.raw`(?<![\w.:/-])[\w-]{6}\.[\w-]{6}:(?=[\w-]{0,40}?[A-Z])(?=[\w-]{0,40}?\d)[\w-]{40,45}(?![\w-])`],
  [':', String.raw`(?<![\w.:/-])(?=[\w-]{0,19}[A-Z])(?=[\w-]{0,19}\d)[\w-]{20}:(?=[\w-]{0,21}[A-Z])(?=[\w-]{0,21}\d)[\w-]{22}(?![\w:-])`],
  [':', String.raw`(?<![\w.:/-])(?:\*|[a-z][\w-]{0,40}):(?:\*|[a-z][\w-]{0,40})\.[0-9a-f]{56,64}(?![A-Za-z0-9])`],
  ['.', String.raw`(?<![\w./@:-])(?=[a-z0-9]{0,5}\d)[a-z0-9]{6}\.(?=[a-f0-9]{0,15}[g-z])(?=[a-z]{0,14}\d)[a-z0-9]{16}(?![\w./-])`],
  ['1000.', String.raw`(?<![\w.])1000\.[0-9a-f]{32}\.[0-9a-f]{32}(?![\w.])`],
  ['PuTTY-User-Key-File', String.raw`PuTTY-User-Key-File-\d`],
];

const compiled = new Map<string, RegExp>();

/** Finds tokens of providers. The work grows with the length of the text. */
export function* tokenSpans(text: string): Generator<CredentialSpan> {
  mayBegin.lastIndex = 0;
  for (let index = 0; index < text.length;) {
    mayBegin.lastIndex = index;
    const at = mayBegin.exec(text)?.index;
    if (at === undefined) break;
    const end = endOfToken(text, at);
    if (end !== undefined) yield { kind: 'access key', start: at, end };
    index = end ?? at + 1;
  }
  for (const [midst, source] of tokensByMidst) {
    if (!text.includes(midst)) continue;
    const pattern = compiled.get(source) ?? new RegExp(source, 'g');
    compiled.set(source, pattern);
    for (const match of text.matchAll(pattern)) yield { kind: 'access key', start: match.index, end: match.index + match[0].length };
  }
}

function endOfToken(text: string, at: number): number | undefined {
  for (const token of byStart.get(text.slice(at, at + 2)) ?? []) {
    if (!text.startsWith(token.start, at)) continue;
    const pattern = (token.pattern ??= new RegExp(token.rest, 'y'));
    pattern.lastIndex = at + token.start.length;
    if (!pattern.test(text)) continue;
    rest.lastIndex = pattern.lastIndex;
    rest.test(text);
    return Math.max(rest.lastIndex, pattern.lastIndex);
  }
  return undefined;
}
