import { assignmentSpans } from './assignment-spans';
import { blockSpans } from './block-spans';
import { credentialName } from './credential-name';
import { escapedSpans } from './escaped-spans';
import { formSpans } from './form-spans';
import { isFilePath, isHarmlessValue, isPublicValue, looksRandom } from './harmless-value';
import { pairSpans } from './pair-spans';
import { prefixedSpans } from './prefixed-spans';
import { programSpans } from './program-spans';
import type { CredentialKind, CredentialSpan } from './spans';
import { tokenSpans } from './token-spans';
import { urlSpans } from './url-spans';

/** Text that may be Base64. */
const encoded = /(?<![A-Za-z0-9+/_-])[A-Za-z0-9+/_-]{16,}={0,2}/g;

/** Base64 in lines of one length, as programs wrap it. */
const encodedLines = /(?<![A-Za-z0-9+/=_-])(?:[A-Za-z0-9+/]{60,76}\r?\n[ \t]{0,40}){1,2000}[A-Za-z0-9+/]{1,76}={0,2}(?![A-Za-z0-9+/=_-])/g;

/** Text in ASCII and UTF-8 alone. What else bytes are, they are no text that somebody encoded. */
const readable = /^[\t\n\r\x20-\x7e\u00a0-\u{fffc}]{8,}$/u;

/** Finds all credentials in a text, also those that Base64 hides once. The work grows with the length of the text. */
function* spansIn(whole: string, isDecoded = false): Generator<CredentialSpan> {
  // No token is that short, and no other form does without these.
  if (whole.length < 16 && !/[:=@\s]/.test(whole)) return;
  yield* formSpans(whole);
  yield* tokenSpans(whole);
  yield* urlSpans(whole);
  yield* escapedSpans(whole);
  yield* assignmentSpans(whole);
  yield* blockSpans(whole);
  yield* pairSpans(whole);
  yield* programSpans(whole);
  yield* prefixedSpans(whole);
  if (isDecoded) return;
  for (const pattern of [encoded, ...(whole.includes('\n') ? [encodedLines] : [])]) {
    for (const { index, 0: found } of whole.matchAll(pattern)) {
      if (!readable.test(decoded(found.slice(0, 64)).slice(0, -1))) continue;
      const text = decoded(found);
      if (!readable.test(text)) continue;
      for (const { kind } of spansIn(text, true)) {
        yield { kind, start: index, end: index + found.length };
        break;
      }
    }
  }
}

function decoded(base64: string): string {
  return Buffer.from(base64, 'base64').toString('utf8');
}

/**
 * Looks for a credential in a value, by forms that hardly ever mean anything else: a private key, a JSON Web Token, a token of a known provider, a password in a URL,
 * a connection string or a header, a parameter with the name of a credential, an address that is a secret; also in Base64. A password that consists of
 * references, such as `$(DB_PASSWORD)`, is none.
 * @returns the kind of the credential, or undefined if there is none; never the credential itself
 */
export function credentialInValue(value: string): CredentialKind | undefined {
  for (const { kind } of spansIn(value)) return kind;
  return undefined;
}

/**
 * Whether the name of an environment variable says that its value is a credential, such as `DB_PASSWORD`, `apiKey` or `STRIPE_SECRET`. The words of
 * the name are read together, so neither `KEYCLOAK_URL` nor `TOKEN_TTL`, `SECRET_NAME` or `PRIMARY_KEY` is one.
 * @returns true if it does; never throws
 */
export function looksLikeCredentialName(name: string): boolean {
  return credentialName(name) === 'credential';
}

/**
 * Whether a value is a credential by its name: the name says so and the value is neither empty, a switch, a reference, the path of a file nor public by its form, or the name allows
 * it and the value looks random.
 */
export function isCredentialUnder(name: string, value: string): boolean {
  const says = credentialName(name);
  if (says === undefined || isHarmlessValue(value) || isFilePath(value) || isPublicValue(value)) return false;
  return says === 'credential' || looksRandom(value);
}

/** Lists the credentials in a text, each as it stands there: to look for them elsewhere, never to print them. */
export function credentialsIn(text: string): string[] {
  return [...spansIn(text)].map(({ start, end }) => text.slice(start, end));
}

/** The text that stands for a credential in what is printed. */
export const notShown = '(not shown)';

/** The scheme of a URL, also of one that was read as a path. */
const scheme = /[A-Za-z][A-Za-z0-9+.-]{0,30}:\/{1,2}/g;

/** What a login behind it begins with: a user, and the sign in front of a password or the end. */
const user = /[^\s/?#@:]{0,200}:|[^\s/?#@:]{1,4096}@/y;

/** The longest login that is taken out. */
const longestLogin = 65_536;

/**
 * Takes the credentials out of a text that is printed.
 * @returns the text without the logins of URLs, and with `(not shown)` in place of other credentials; the text itself if there is none
 */
export function redacted(text: string): string {
  return withoutSpans(text.includes(':/') && text.includes('@') ? withoutLogins(text) : text);
}

/** Takes out the login of each URL, also without a password: it may hold an `@` and a `/` that nobody has escaped. */
function withoutLogins(text: string): string {
  let result = '';
  let done = 0;
  let word = { end: 0, at: -1 };
  for (const { index, 0: sign } of text.matchAll(scheme)) {
    const start = index + sign.length;
    if (index < done) continue;
    if (start >= word.end) word = wordAt(text, start);
    user.lastIndex = start;
    const name = user.exec(text)?.[0];
    if (name === undefined || (!name.endsWith('@') && word.at < start + name.length)) continue;
    const at = name.endsWith('@') ? start + name.length - 1 : word.at;
    result += text.slice(done, start);
    done = at + 1;
  }
  return result + text.slice(done);
}

/** The end of the word at a place, and the last `@` in it. */
function wordAt(text: string, start: number): { readonly end: number; readonly at: number } {
  blank.lastIndex = start;
  const end = Math.min(blank.exec(text)?.index ?? text.length, start + longestLogin);
  return { end, at: text.lastIndexOf('@', end - 1) };
}

const blank = /\s/g;

function withoutSpans(text: string): string {
  const spans = [...spansIn(text)].sort((a, b) => a.start - b.start || b.end - a.end);
  if (spans.length === 0) return text;
  let result = '';
  let done = 0;
  for (const { start, end } of spans) {
    if (end <= done) continue;
    if (start >= done) result += `${text.slice(done, start)}${notShown}`;
    done = end;
  }
  return result + text.slice(done);
}
