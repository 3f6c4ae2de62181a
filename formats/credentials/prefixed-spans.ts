import { looksRandom } from './harmless-value';
import type { CredentialSpan } from './spans';

/** A word that may be a token: where a value begins, and up to where it ends. */
const word = /(?<![^\s"'`=,;([{])[A-Za-z][A-Za-z0-9]{0,14}[_-][\w-]{24,400}(?:={1,2}|\.[a-z]{2,3})?(?![^\s"'`,;)\]}])/g;

/** The letters in front: words in small letters and their numbers, and what follows. */
const parts = /^((?:(?:[A-Za-z][a-z0-9]{0,14}|[A-Z][A-Z0-9]{0,14})[_-]){1,4})([\w-]{20,400})$/;

/** Words in front that say that a secret follows. */
const secretWord = /(?:^|[_-])(?:pat|pats|token|tok|secret|sec|sk|apikey|pw|password|refresh|live|prod|auth)[_-]/i;

/** Words in front of what is public, or the digest or the number of something. */
const publicWord =
  /(?:^|[_-])(?:pk|pub|public|publishable|pubkey|phc|anon|site|client|id|ids|sha|sha\d{1,3}|md5|etag|digest|rev|hash|build|cache|sri|cs)[_-]/i;

/**
 * Finds tokens of providers that nobody has listed: letters that name the provider or the use, an underscore or a hyphen, and 32 characters that a machine
 * made up, of small letters, capitals and digits. Behind a word for a secret 22 are enough, or 32 small ones behind an underscore. Ids and digests are shorter, or of one case.
 */
export function* prefixedSpans(text: string): Generator<CredentialSpan> {
  if (text.length < 26) return;
  for (const { index, 0: found } of text.matchAll(word)) {
    if (isToken(found.replace(/[=.].*$/, ''))) yield { kind: 'access key', start: index, end: index + found.length };
  }
}

function isToken(found: string): boolean {
  const [, start = '', rest = ''] = parts.exec(found) ?? [];
  if (rest === '' || publicWord.test(start)) return false;
  const saysSo = secretWord.test(start);
  if (saysSo && start.endsWith('_') && /^(?=\D{0,40}\d)(?=[0-9]{0,40}[a-z])[a-z0-9]{32,}$/.test(rest)) return looksRandom(rest);
  if (rest.length < (saysSo ? 22 : 32) || !/[a-z]/.test(rest) || !/[A-Z]/.test(rest)) return false;
  const digits = rest.replace(/\D/g, '').length;
  const changes = rest.match(/[a-z](?=[A-Z0-9])|[A-Z](?=[0-9])|[0-9](?=[A-Za-z])/g)?.length ?? 0;
  // Words that are run together change at every sixth letter, random ones at nearly every second.
  return digits >= 2 && changes / rest.length >= 0.28 && !/[a-z]{7}/.test(rest);
}
