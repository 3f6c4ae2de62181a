import { credentialInValue, looksLikeCredentialName } from '../formats';

/** The user information of a URL, after its scheme. */
const userInformation = /([A-Za-z][A-Za-z0-9+.-]{0,30}:\/\/)\S{0,4096}@/g;

/**
 * Takes credentials out of what a finding says: a URL may have been written where a name belongs, and findings are printed.
 * @returns the same data, with the user information of URLs cut out, other credentials replaced, and what is undefined left out
 */
export function withoutCredentials<T>(args: T): T {
  return clean(args) as T;
}

function clean(value: unknown): unknown {
  if (typeof value === 'string') return cleanText(value);
  if (Array.isArray(value)) return value.map(clean);
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(Object.entries(value).flatMap(([key, inner]) => (inner === undefined ? [] : [[key, clean(inner)]])));
}

function cleanText(text: string): string {
  const bare = text.includes('://') ? text.replace(userInformation, '$1') : text;
  return credentialInValue(bare) === undefined ? bare : '(not shown)';
}

/** An option or a variable that is set inside an argument, such as `--password=x`, `-Ddb.password=x` or `TOKEN=x`, also in the text of a script. */
const assignment = /(?:^|[\s;])-{0,2}([A-Za-z][\w.-]{0,80})=(\S*)/g;

/** An option without its value. */
const option = /^--?([A-Za-z][\w.-]{0,80})$/;

/**
 * Looks for a credential in an argument by the name of the option it is the value of.
 * @param before the argument before this one, which may be the option
 * @returns what it is, never the credential itself
 */
export function credentialInArguments(text: string, before: string | undefined): string | undefined {
  for (const [, name = '', value = ''] of text.matchAll(assignment)) {
    if (isCredential(name, value)) return `value of ${name}`;
  }
  const [, name] = option.exec(before ?? '') ?? [];
  return name !== undefined && !text.startsWith('-') && isCredential(name, text) ? `value of ${name}` : undefined;
}

/** A `key` alone is one of a map or of an object store as often as one that opens something. */
function isCredential(name: string, value: string): boolean {
  return !/^keys?$/i.test(name) && looksLikeCredentialName(name) && !isHarmless(value) && !isElsewhere(value);
}

/**
 * Whether a value is nothing, a switch, or nothing but references to other variables: no credential whatever its name is.
 */
export function isHarmless(value: string): boolean {
  return value === '' || /^(?:true|false|yes|no|on|off|none)$/i.test(value) || /^(?:\$\(\w+\)|\$\{[\w.-]+\})+$/.test(value);
}

/** A path of a file, or what a shell puts in. */
function isElsewhere(value: string): boolean {
  return /^["']?[$`]/.test(value) || /^\.{0,2}\/[\w./@-]*$/.test(value);
}
