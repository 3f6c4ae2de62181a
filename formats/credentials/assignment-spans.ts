import { credentialName } from './credential-name';
import { isFilePath, isHarmlessValue, looksRandom } from './harmless-value';
import type { CredentialSpan } from './spans';

/** A name and its sign inside a text: `;Password=`, `"password":`, `X-Api-Key: `; in a text inside a text also `\"password\":`. */
const head = /(?<![\w.$%]|\$\{|[\w.]-)((?:\\{0,3}["'])?)([A-Za-z_][\w.-]{0,80})\1[ \t]{0,64}(=|:)[ \t]{0,64}/g;

/** The value behind them. What is longer than its bound is cut there. */
const valueOf = {
  quoted: /\\{0,3}"((?:[^"\\\n]|\\[^"\n]){0,65536})\\{0,3}"|\\{0,3}'((?:[^'\\\n]|\\[^'\n]){0,65536})\\{0,3}'/y,
  backtick: /`([^`\n]{0,65536})`/y,
  bare: /[^\s"',;&|]{1,65536}/y,
  bareInBrackets: /[^\s"',;&|{}()[\]]{1,65536}/y,
};

/** Names whose value is a credential however short it is. */
const password = /(?:password|passwd|passphrase|passwort|pwd|secret|(?:account|access|api|private|secret|shared)[_-]?key)s?$/i;

/** The name of one word that is the last of several: `Account Key=x`. */
const wordBefore = /(?:shared access|account|access|api|private|secret|primary|shared)\s$/i;

/** Cookies that are a login: who has their value is who they are of. */
const sessionCookie = /(?:^|[._-])(?:sid|j?sess(?:ion)?[._-]?id|phpsessid|aspsessionid\w{0,10}|session(?:[._-]?token)?)$/i;

/** How far the text around a value is looked at. */
const around = 80;

/** Finds values in a text that stand behind the name of a credential. */
export function* assignmentSpans(text: string): Generator<CredentialSpan> {
  if (!text.includes('=') && !text.includes(':')) return;
  // Each generator has its own, since its caller may stop halfway.
  const heads = new RegExp(head);
  for (let match = heads.exec(text); match !== null; match = heads.exec(text)) {
    const [whole, quote = '', name = '', sign = ''] = match;
    const { index } = match;
    const before = text.slice(Math.max(0, index - around), index);
    // The parameters of a URL are looked at for themselves.
    if (/[?&]$/.test(before)) continue;
    const full = /^key$/i.test(name) && wordBefore.test(before) ? `account_${name}` : name;
    const isSession = sign === '=' && sessionCookie.test(name);
    if (nameSays(full) === undefined && !isSession) continue;
    const isPlainKey = sign === ':' && quote === '';
    const isInBrackets = isPlainKey && /[{,(]\s*$/.test(before);
    if (isPlainKey && !isInBrackets && !/(?:^|\n)[ \t-]*$/.test(before)) continue;
    const value = valueAt(text, index + whole.length, sign === ':', isInBrackets);
    if (value === undefined || value.text === '' || (isPlainKey && !endsThere(text, value.after, isInBrackets))) continue;
    if (isInBrackets && !value.isQuoted && isIdentifier(value.text)) continue;
    const isLogin = isSession && looksRandom(value.text.replace(/^s(?:%3A|:)/i, ''));
    if (!isLogin && !isSecret(full, value.text, isPlainKey && !value.isQuoted)) continue;
    yield { kind: 'password in a connection string', start: value.start, end: value.start + value.text.length };
    heads.lastIndex = value.after;
  }
}

interface Value {
  readonly text: string;
  readonly start: number;
  readonly isQuoted: boolean;
  /** Where the text goes on, behind the quote. */
  readonly after: number;
}

function valueAt(text: string, at: number, isColon: boolean, isInBrackets: boolean): Value | undefined {
  const quoted = matchAt(valueOf.quoted, text, at) ?? (isColon ? matchAt(valueOf.backtick, text, at) : undefined);
  if (quoted !== undefined) {
    const inner = quoted[1] ?? quoted[2] ?? '';
    // Code fills it in.
    if (quoted[0].startsWith('`') && inner.includes('${')) return undefined;
    return { text: inner, start: at + quoted[0].indexOf(inner, 1), isQuoted: true, after: at + quoted[0].length };
  }
  if (isReference(text.slice(at, at + 1))) return undefined;
  const bare = matchAt(isInBrackets ? valueOf.bareInBrackets : valueOf.bare, text, at)?.[0];
  return bare === undefined ? undefined : { text: bare, start: at, isQuoted: false, after: at + bare.length };
}

function matchAt(pattern: RegExp, text: string, at: number): RegExpExecArray | undefined {
  pattern.lastIndex = at;
  return pattern.exec(text) ?? undefined;
}

/** Whether a value behind a plain key is followed by the end of its line, or of its place in a mapping. */
function endsThere(text: string, after: number, isInBrackets: boolean): boolean {
  const rest = text.slice(after, after + around);
  return (isInBrackets && /^\s*(?:[,})\];]|$)/.test(rest)) || /^[ \t\r]*[,;]?[ \t\r]*(?:\n|$|#|\/\/)/.test(rest);
}

/** Whether a word in code is the name of a variable or a type. */
function isIdentifier(word: string): boolean {
  return /^[A-Za-z_$]+\d?$|^[A-Za-z_$][\w$]*\??(?:\.[A-Za-z_$][\w$]*)+$/.test(word);
}

/** Whether a value begins as what stands for another one. */
function isReference(value: string): boolean {
  return /^[$`%{[<&*!|>]/.test(value);
}

function nameSays(name: string): ReturnType<typeof credentialName> {
  return /^(?:pwd|_auth)$/i.test(name) ? 'credential' : credentialName(name);
}

/** Whether a value that stands beside a name is a credential. In prose, such as `Password: at least 8`, it wants a digit and a letter. */
export function isSecret(name: string, value: string, isProse: boolean): boolean {
  const says = nameSays(name);
  if (says === undefined || isHarmlessValue(value) || isFilePath(value) || isReference(value)) return false;
  if (says === 'perhaps') return looksRandom(value);
  if (!isProse && password.test(name)) return !/^\d?$/.test(value);
  return value.length >= 8 && /\d/.test(value) && /[A-Za-z]/.test(value) && !/^https?:\/\//.test(value);
}
