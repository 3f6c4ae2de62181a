import type { ConfigVariable } from '../../platform';

/** What is wrong with a text, without the text: it may hold a credential. */
export interface TextProblem {
  readonly problem: 'character' | 'long' | 'large' | 'configuration';
  /** Such as `U+0000`, `214 characters` or `300 KiB`. */
  readonly found: string;
  /** Such as `200 characters`; undefined where there is no limit to name. */
  readonly limit?: string;
}

/** What a kind of text may be. */
export interface TextLimits {
  /** What must not be in it. */
  readonly forbidden: RegExp;
  readonly characters: number;
  readonly bytes: number;
}

/** Control characters, and surrogates that stand alone: neither UTF-8 nor YAML has them. */
const forbiddenInLine = /[\p{Cc}\p{Cs}]/u;
const forbiddenInText = /(?![\n\t])[\p{Cc}\p{Cs}]/u;

/**
 * The longest argument or variable that Linux takes, without the NUL at its end.
 * @see https://man7.org/linux/man-pages/man2/execve.2.html MAX_ARG_STRLEN
 */
const longestArgument = 128 * 1024 - 1;

/** What texts of each kind may be. */
export const textLimits = {
  label: { forbidden: forbiddenInLine, characters: 200, bytes: Number.POSITIVE_INFINITY },
  path: { forbidden: forbiddenInLine, characters: 4096, bytes: Number.POSITIVE_INFINITY },
  argument: { forbidden: forbiddenInText, characters: Number.POSITIVE_INFINITY, bytes: longestArgument },
  /** Together with its name and a `=`. */
  variable: { forbidden: forbiddenInText, characters: Number.POSITIVE_INFINITY, bytes: longestArgument - 1 },
} as const satisfies Record<string, TextLimits>;

/**
 * Finds what is wrong with a text.
 * @returns the first thing, or undefined when it is right
 */
export function problemOf(text: string, { forbidden, characters, bytes }: TextLimits): TextProblem | undefined {
  const [character] = forbidden.exec(text) ?? [];
  if (character !== undefined)
    return { problem: 'character', found: `U+${character.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}` };
  if (text.length > characters) return { problem: 'long', found: `${text.length} characters`, limit: `${characters} characters` };
  // A UTF-16 code unit has at most three bytes in UTF-8.
  if (text.length * 3 > bytes && Buffer.byteLength(text) > bytes)
    return { problem: 'large', found: kibibytes(Buffer.byteLength(text)), limit: '128 KiB' };
  return undefined;
}

/**
 * `kubectl apply` copies a ConfigMap as JSON into an annotation, and all annotations of an object have at most 256 KiB. One is left for the rest
 * of the object.
 * @see https://kubernetes.io/docs/reference/kubectl/generated/kubectl_apply/kubectl_apply_view-last-applied/
 */
const mostConfiguration = 255 * 1024;

/**
 * Measures the plain configuration of a service as `kubectl apply` writes it down.
 * @returns undefined when it fits
 */
export function tooMuchConfiguration(config: readonly ConfigVariable[]): TextProblem | undefined {
  const units = config.reduce((sum, { name, value }) => sum + name.length + value.length + 6, 2);
  // Most of them are small: a code unit has at most six bytes in JSON.
  if (units * 6 <= mostConfiguration) return undefined;
  const json = JSON.stringify(Object.fromEntries(config.map(({ name, value }) => [name, value])));
  // Go writes these as `\u003c` and its like.
  const escaped = json.match(/[<>&]/g)?.length ?? 0;
  const bytes = Buffer.byteLength(json) + escaped * 5;
  return bytes > mostConfiguration ? { problem: 'configuration', found: kibibytes(bytes), limit: kibibytes(mostConfiguration) } : undefined;
}

function kibibytes(bytes: number): string {
  return `${Math.ceil(bytes / 1024)} KiB`;
}
