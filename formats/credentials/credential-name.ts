import {
  browserPrefix,
  countingWords,
  credentialPhrases,
  credentialWords,
  describingWords,
  harmlessKeyUses,
  harmlessNames,
  innerSwitchWords,
  keyUses,
  lastWords,
  providers,
  publicWords,
  runTogether,
  switchWords,
  textTokens,
  weakRunTogether,
  weakWords,
} from './name-words';

/**
 * What the name of a variable says: its value is a credential, or it perhaps is, if it looks as if a machine had made it up. A name such as `S3_KEY` says the latter.
 */
export type CredentialName = 'credential' | 'perhaps' | undefined;

/** The longest name that is read to its end: those of variables are shorter. */
const longestName = 300;

/**
 * Reads the words of a name together. `API_KEY`, `DB_PASSWORD`, `apiKey` and `STRIPE_SECRET` name a credential; `TOKEN_TTL`, `PASSWORD_HASHERS`,
 * `SECRET_NAME` and `PUBLIC_KEY` describe one, or something else.
 */
export function credentialName(name: string): CredentialName {
  const written = wordsOf(name);
  const words = withoutNumbers(written);
  const text = written.join('_');
  if (harmlessNames.has(text) || browserPrefix.test(text)) return undefined;
  const last = words.at(-1) ?? '';
  if (words.length > 1 && switchWords.has(words[0] ?? '')) return undefined;
  if (credentialPhrases.test(text)) return 'credential';
  const at = words.findLastIndex((word, index) => isCredentialAt(words, word, index));
  const core = words.slice(at + 1);
  if (
    at >= 0 &&
    !core.some((word) => describingWords.has(word)) &&
    !isCounted(words, at) &&
    !words.slice(0, at).some((word) => innerSwitchWords.has(word))
  ) {
    return weakWords.has(words[at]!) && core.length > 0 && !core.every(isScope) ? 'perhaps' : 'credential';
  }
  // What describes a credential holds none, nor does what is public; a key of something may.
  if (at >= 0 || describingWords.has(last) || words.some((word) => publicWords.has(word))) return undefined;
  return words.some((word) => /^keys?$/.test(word)) && last !== 'keys' ? 'perhaps' : undefined;
}

function isCredentialAt(words: readonly string[], word: string, index: number): boolean {
  if (weakWords.has(word)) return !textTokens.has(words[index - 1] ?? '');
  if (credentialWords.has(word) || runTogether.test(word) || weakRunTogether.test(word)) return true;
  const before = words[index - 1];
  if (before === undefined) return false;
  if (/^keys?$/.test(word)) return isSecretKey(words.slice(0, index));
  return lastWords.has(word) && index === words.length - 1 && before !== undefined;
}

/** Whether the words before `key` make it a secret one. */
function isSecretKey(before: readonly string[]): boolean {
  const use = before.at(-1)!;
  const of = before.at(-2) ?? '';
  if (harmlessKeyUses.has(use)) return /^(?:primary|storage|routing)$/.test(use) && providers.has(of);
  if (use === 'secondary') return providers.has(of);
  return (keyUses.has(use) && !publicWords.has(of) && of !== 'foreign') || providers.has(use);
}

/** Whether a name counts, or is of what is public. */
function isCounted(words: readonly string[], at: number): boolean {
  const isStrong = credentialWords.has(words[at]!) || runTogether.test(words[at]!);
  return words.some((word, index) => countingWords.has(word) && (!isStrong || index > at || /^(?:max|min)/.test(word)));
}

/** Whether a word behind `TOKEN` says of what: an environment, a number, a provider, a form. */
function isScope(word: string): boolean {
  return (
    providers.has(word) ||
    /^(?:\d+|v\d+|prod|production|dev|development|stage|staging|test|testing|local|live|sandbox|old|new|current|previous|primary|secondary|base|value|plain|raw|b64|base64|json|pem|hash|admin|root|api|bot|ci|cd|default|internal|external|private|rw|ro|read|write)$/.test(
      word,
    )
  );
}

/** `JWT_SECRET2` and `SMTP_PASS_2` are a second one of what they name. A word that has its number in a list keeps it, such as `pkcs12`. */
function withoutNumbers(words: readonly string[]): string[] {
  const isNumbered = words.length > 1 && /^\d{1,2}$/.test(words.at(-1)!);
  return (isNumbered ? words.slice(0, -1) : [...words]).map((word) =>
    lastWords.has(word) || textTokens.has(word) ? word : withoutNumber(word),
  );
}

function withoutNumber(word: string): string {
  return word.replace(/^([a-z]{3,})\d{1,2}$/, '$1');
}

function wordsOf(name: string): string[] {
  return name
    .slice(-longestName)
    .replace(/([a-z])(?=[A-Z])|([0-9])(?=[A-Z][a-z])/g, '$1$2_')
    .replace(/([A-Z])([A-Z][a-z])/g, '$1_$2')
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter((word) => word !== '');
}
