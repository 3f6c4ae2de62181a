import { credentialName } from './credential-name';
import { isFilePath, isHarmlessValue, looksRandom } from './harmless-value';
import type { CredentialSpan } from './spans';

/** A name with a value, inside a text: `;Password=x`, `"password": "x"`, `sasl.jaas.config=… password="x"`, `X-Api-Key: x`. */
const assignment =
  /(?<![\w.$%]|\$\{|[\w.]-)(["']?)([A-Za-z_][\w.-]{0,80})\1[ \t]{0,4}(=|:)[ \t]{0,4}(?:\\?"((?:[^"\\\n]|\\[^"\n]){0,4096})|'([^'\n]{0,4096})|([^\s"',;&|]{1,4096}))/g;

/** Names whose value is a credential however short it is. */
const password = /(?:password|passwd|passphrase|passwort|pwd|secret|(?:account|access|api|private|secret|shared)[_-]?key)s?$/i;

/** The name of one word that is the last of several: `Account Key=x`. */
const wordBefore = /(?:shared access|account|access|api|private|secret|primary|shared)\s$/i;

/** Cookies that are a login: who has their value is who they are of. */
const sessionCookie = /(?:^|[._-])(?:sid|j?sess(?:ion)?[._-]?id|phpsessid|aspsessionid\w{0,10}|session(?:[._-]?token)?)$/i;

/** Finds values in a text that stand behind the name of a credential. */
export function* assignmentSpans(text: string, isInner = false): Generator<CredentialSpan> {
  if (!text.includes('=') && !text.includes(':')) return;
  for (const match of text.matchAll(assignment)) {
    const [whole, quote = '', name = '', sign = '', double, single, bare = ''] = match;
    const value = double ?? single ?? bare;
    const end = match.index + whole.length;
    // The parameters of a URL are looked at for themselves.
    if (value === '' || /[?&]/.test(text[match.index - 1] ?? '')) continue;
    const isQuoted = double !== undefined || single !== undefined;
    const isLine =
      /(?:^|\n)[ \t-]*$/.test(text.slice(Math.max(0, match.index - 40), match.index)) && /^\s*(?:\n|$)/.test(text.slice(end, end + 40));
    const before = /^key$/i.test(name) ? text.slice(Math.max(0, match.index - 14), match.index) : '';
    const isSession = sign === '=' && sessionCookie.test(name) && looksRandom(value.replace(/^s(?:%3A|:)/i, ''));
    // A text with a colon is prose, if it is no line of its own.
    const isAssigned = sign === '=' || quote !== '' || isLine;
    if (
      isSession ||
      (isAssigned && isSecret(wordBefore.test(before) ? `account_${name}` : name, value, sign === ':' && quote === '' && !isQuoted))
    ) {
      yield { kind: 'password in a connection string', start: end - value.length, end };
    } else if (!isInner && value.includes('=')) {
      // The value may be a connection string itself: `"Default": "Server=db;Password=x"`, `--from-literal=password=x`, `Cookie: sid=x`.
      const from = match.index + whole.lastIndexOf(value);
      for (const span of assignmentSpans(value, true)) yield { ...span, start: from + span.start, end: from + span.end };
    }
  }
}

/** Whether a value that stands beside a name is a credential. In prose, such as `Password: at least 8`, it wants a digit and a letter. */
export function isSecret(name: string, value: string, isProse: boolean): boolean {
  const says = /^(?:pwd|_auth)$/i.test(name) ? 'credential' : credentialName(name);
  if (says === undefined || isHarmlessValue(value) || isFilePath(value) || /^[$`%{[<&*!|>]/.test(value)) return false;
  if (says === 'perhaps') return looksRandom(value);
  if (!isProse && password.test(name)) return !/^\d?$/.test(value);
  return value.length >= 8 && /\d/.test(value) && /[A-Za-z]/.test(value) && !/^https?:\/\//.test(value);
}
