import { credentialInValue, type CredentialKind, credentialsIn, isCredentialUnder } from '../../formats';

/** A line of a file that gives a credential away. */
export interface CredentialLine {
  /** From 1. */
  readonly line: number;
  /** The kind of credential, without the value; undefined if the name alone says so. */
  readonly kind: CredentialKind | undefined;
  /** The name that it stands under; undefined if its form says what it is. */
  readonly name: string | undefined;
}

/** A line such as `password: x`, `"password": "x",`, `db.password=x` or `export PASSWORD=x`. */
const assignment = /^[\s{[,-]*(?:export\s+|set\s+)?["']?([A-Za-z][\w.-]{0,80})["']?\s*(?::|=)\s*["']?([^"',;#\s]*)/;

/** Nothing, a switch, a number, a path, a reference, or a place for a value that is filled in later. */
const harmless = /^(?:true|false|yes|no|on|off|none|null|nil|\d{0,6}|[|>][+-]?|[$%{[<&*!].*|(?:\.{0,2}|~)\/.*)$/i;

/** The longest line that is looked at: what is longer is no configuration that people write. */
const longestLine = 4096;

/**
 * Looks for the first credential in the text of a file: by form, or as the value of a name that says so.
 * @returns the line and what it is; undefined if there is none; never the credential itself
 */
export function credentialIn(text: string): CredentialLine | undefined {
  for (const [index, whole] of text.split('\n').entries()) {
    const content = whole.slice(0, longestLine);
    const kind = credentialInValue(content);
    const [, name = '', value = ''] = assignment.exec(content) ?? [];
    const isNamed = !harmless.test(value) && isCredentialUnder(name, value);
    // The name tells more than that it has a value.
    if (isNamed && (kind === undefined || kind === 'password in a connection string')) return { line: index + 1, kind: undefined, name };
    if (kind !== undefined) return { line: index + 1, kind, name: undefined };
  }
  return acrossLines(text);
}

/** A credential that no line holds alone: a value in the line behind its name, Base64 in lines. */
function acrossLines(text: string): CredentialLine | undefined {
  const kind = credentialInValue(text);
  if (kind === undefined) return undefined;
  const [first = ''] = credentialsIn(text);
  return { line: text.slice(0, text.indexOf(first)).split('\n').length, kind, name: undefined };
}

/**
 * Looks for the first credential in the bytes of a file that is no text, or one in another encoding: in what ASCII makes of it.
 * @param base64 the bytes
 * @returns as {@link credentialIn}
 */
export function credentialInBytes(base64: string): CredentialLine | undefined {
  return credentialIn(
    Buffer.from(base64, 'base64')
      .toString('utf8')
      .replaceAll('\0', '')
      .replace(/^\ufffd+/, ''),
  );
}
