/** Words that name a credential wherever they stand in a name. */
const sensitiveWords: ReadonlySet<string> = new Set(['pwd', 'key', 'keys', 'jwt', 'jwts', 'bearer', 'dsn']);

/** Ends of words that name a credential, also where words are run together, as in `PGPASSWORD`. */
const sensitiveEnding =
  /(?:password|passwd|passphrase|requirepass|dbpass|pgpass|mysqlpwd|secret|token|credential|(?:api|access|auth|client|private|secret|signing|encryption|master)key)s?$/;

/** Last words of names that describe a credential (its place, its name, its lifetime) and do not hold one. */
const describingWords: ReadonlySet<string> = new Set(
  (
    'url uri urls endpoint host hostname hosts port domain origin region realm name names id ids arn ref reference ' +
    'file files path paths dir directory mount store provider vault namespace class ' +
    'ttl in expiry expires expiration expire lifetime duration age timeout interval leeway skew grace at since until ' +
    'seconds second secs sec ms millis milliseconds minutes minute hours hour days day rotation ' +
    'length size bits bytes min max count limit limits quota rate rounds cost iterations attempts retries usage budget ' +
    'prefix suffix header headers field claim claims format type scheme strategy mode algorithm algorithms alg version encoding ' +
    'issuer issuers iss audience audiences aud subject kid cookie scope scopes permission permissions policy rules pattern regex template ' +
    'enabled disabled required allowed optional enable disable login reset strength complexity validation verification hasher hashing capacity'
  ).split(' '),
);

/** Kinds of keys that are public. */
const publicKey = /(?:^|_)(?:public|publishable|site|routing|binding|partition|sort|foreign|cache|idempotency|index)_?keys?(?:_|$)/;

/** First words of a name that is a switch, such as `ALLOW_EMPTY_PASSWORD`. */
const switchWords: ReadonlySet<string> = new Set(['allow', 'enable', 'disable', 'require', 'use', 'is', 'has', 'cors', 'skip', 'no']);

/** Prefixes whose variables are built into what every browser gets. */
const browserPrefix = /^(?:next_public|nuxt_public|expo_public|vite|react_app)_/;

/** Names that sound like a credential and are known to hold something else. */
const harmlessNames: ReadonlySet<string> = new Set(['pwd', 'oldpwd', 'google_application_credentials']);

/**
 * Whether the name of an environment variable says that its value is a credential, such as `DB_PASSWORD`, `apiKey` or `STRIPE_SECRET`. The words of
 * the name decide, so neither `KEYCLOAK_URL` nor `MONKEY_COUNT` is one. A name that describes a credential is not one either: `TOKEN_TTL`,
 * `JWT_ISSUER`, `SECRET_NAME`, `TLS_KEY_FILE`, `PUBLIC_KEY`.
 * @returns true if it does; never throws
 * @see https://github.com/kubescape/regolibrary/blob/master/default-config-inputs.json where the words come from
 */
export function looksLikeCredentialName(name: string): boolean {
  const words = name
    .replace(/([a-z0-9])([A-Z])/g, '$1_$2')
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter((word) => word !== '');
  const first = words[0] ?? '';
  const last = words.at(-1) ?? '';
  const text = words.join('_');
  // The word `PASS` also means to let through, but at the end of a name it is a password.
  if (last !== 'pass' && !words.some((word) => sensitiveWords.has(word) || sensitiveEnding.test(word))) return false;
  if (harmlessNames.has(text) || browserPrefix.test(text)) return false;
  if (words.length > 1 && (describingWords.has(last) || switchWords.has(first))) return false;
  if (words.includes('max') || words.includes('min')) return false;
  return !publicKey.test(text) || sensitiveEnding.test(last);
}

/** The kinds of credentials that a value can contain. */
export type CredentialKind = 'private key' | 'JSON Web Token' | 'access key' | 'password in a URL' | 'secret in the query of a URL';

const privateKey = /-----BEGIN (?:[A-Z0-9]+ )*PRIVATE KEY(?: BLOCK)?-----/;
const jsonWebToken = /(?<![-\w])eyJ[-\w]{8,}\.[-\w]{4,}\.[-\w]*/;
const accessKey = new RegExp(
  `(?<![A-Za-z0-9])(?:${[
    '(?:AKIA|ASIA)[A-Z0-9]{16}(?![A-Za-z0-9])', // AWS
    'gh[pousr]_[A-Za-z0-9]{30,}', // GitHub
    'github_pat_[A-Za-z0-9_]{22,}',
    'glpat-[-A-Za-z0-9_]{20,}', // GitLab
    'sk-[-A-Za-z0-9_]{20,}', // OpenAI, Anthropic
    '[rs]k_(?:live|test)_[A-Za-z0-9]{16,}', // Stripe
    'xox[abeoprs]-[-A-Za-z0-9]{10,}', // Slack
    'AIza[-A-Za-z0-9_]{35}', // Google
    'npm_[A-Za-z0-9]{36}',
    'SG\\.[-A-Za-z0-9_]{16,}\\.[-A-Za-z0-9_]{16,}', // SendGrid
  ].join('|')})`,
);
const queryParameter = /[?&]([A-Za-z][\w.-]{0,60})=([^\s&#"']*)/g;
const urlPassword = /[A-Za-z0-9+.-]:\/\/[^\s"/?#@:]*:([^\s"/?#]+)@/g;

/**
 * A whole value that is a URL without its scheme: a login, and a host that contains a dot or is followed by a port. The schemes at its start look like a
 * login and are none: an address follows them.
 */
const bareLogin =
  /^(?!(?:mailto|sip|sips|acct|xmpp|im|pres|npm):)[^\s"/?#@:]{0,100}:([^\s"/?#]{1,1000})@(?:[\w-]{1,63}(?:\.[\w-]{1,63}){0,20}\.(?:[A-Za-z][\w-]{0,62}|\d{1,3}(?<=@(?:\d{1,3}\.){3}\d{1,3}))(?::\d{1,5})?|[\w-]{1,63}:\d{1,5})(?:[/?#].*)?$/i;

/** A placeholder, a switch or a path: no secret, whatever the name of its parameter. */
const harmlessParameter = /^(?:[$<{:%/].*|true|false|yes|no|none|[01])?$/i;

/** A password that consists of references to variables alone, in the syntax of Kubernetes or Compose. It contains no secret. */
const onlyReferences = /^(?:\$\([^)]*\)|\$\{[\w.-]+\})+$/;

/**
 * Looks for a credential in a value, by forms that hardly ever mean anything else: a PEM private key, a JSON Web Token, an access key of a
 * well-known provider, a password in front of the host of a URL (with a scheme, or without one if the URL is the whole value), a parameter of its query
 * that has the name of a credential. A password that consists of references, such as `$(DB_PASSWORD)`, is none.
 * @returns the kind of the credential, or undefined if there is none; never the credential itself
 */
export function credentialInValue(value: string): CredentialKind | undefined {
  if (privateKey.test(value)) return 'private key';
  if (jsonWebToken.test(value)) return 'JSON Web Token';
  if (accessKey.test(value)) return 'access key';
  for (const match of value.matchAll(urlPassword)) {
    if (!onlyReferences.test(match[1] ?? '')) return 'password in a URL';
  }
  const bare = value.length > 4096 ? undefined : bareLogin.exec(value)?.[1];
  if (bare !== undefined && !onlyReferences.test(bare)) return 'password in a URL';
  for (const [, name = '', parameter = ''] of value.matchAll(queryParameter)) {
    // A `key` alone is the key of an object as often as a secret one.
    if (!harmlessParameter.test(parameter) && !/^keys?$/i.test(name) && looksLikeCredentialName(name))
      return 'secret in the query of a URL';
  }
  return undefined;
}
