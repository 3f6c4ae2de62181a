import { credentialInValue, type CredentialKind, isCredentialUnder } from '../../formats';

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
    if (kind !== undefined) return { line: index + 1, kind, name: undefined };
    const [, name = '', value = ''] = assignment.exec(content) ?? [];
    if (!harmless.test(value) && isCredentialUnder(name, value)) return { line: index + 1, kind: undefined, name };
  }
  return undefined;
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
