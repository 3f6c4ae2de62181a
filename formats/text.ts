/** The flaw of a text, without the text: it may hold a credential. */
export interface TextProblem {
  readonly problem: 'character' | 'long' | 'large';
  /** Such as `U+0000`, `214 characters` or `300 KiB`. */
  readonly found: string;
  /** Such as `200 characters`; undefined if there is no limit to name. */
  readonly limit?: string;
}

/** The bounds of a kind of text. */
interface TextLimits {
  /** The characters that it cannot have. */
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

/** The bounds of each kind of text. */
const textLimits = {
  label: { forbidden: forbiddenInLine, characters: 200, bytes: Number.POSITIVE_INFINITY },
  /** One line of any length. */
  line: { forbidden: forbiddenInLine, characters: Number.POSITIVE_INFINITY, bytes: Number.POSITIVE_INFINITY },
  path: { forbidden: forbiddenInLine, characters: 4096, bytes: Number.POSITIVE_INFINITY },
  /** The content of a file. */
  file: { forbidden: forbiddenInText, characters: Number.POSITIVE_INFINITY, bytes: Number.POSITIVE_INFINITY },
  argument: { forbidden: forbiddenInText, characters: Number.POSITIVE_INFINITY, bytes: longestArgument },
  /** Together with its name and a `=`. */
  variable: { forbidden: forbiddenInText, characters: Number.POSITIVE_INFINITY, bytes: longestArgument - 1 },
} as const satisfies Record<string, TextLimits>;

/** A kind of text: a label for readers, a line, a path of a file, a file, an argument of a command, or the value of an environment variable. */
export type TextKind = keyof typeof textLimits;

/**
 * Finds the flaw of a text.
 * @param before how many bytes stand in front of it in the same piece
 * @returns the first flaw, or undefined if there is none; never throws
 */
export function textProblem(text: string, kind: TextKind, before = 0): TextProblem | undefined {
  const { forbidden, characters, bytes } = textLimits[kind];
  const [character] = forbidden.exec(text) ?? [];
  if (character !== undefined)
    return { problem: 'character', found: `U+${character.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}` };
  if (text.length > characters) return { problem: 'long', found: `${text.length} characters`, limit: `${characters} characters` };
  // A UTF-16 code unit has at most three bytes in UTF-8.
  if (before + text.length * 3 > bytes && before + Buffer.byteLength(text) > bytes)
    return { problem: 'large', found: `${Math.ceil(Buffer.byteLength(text) / 1024)} KiB`, limit: '128 KiB' };
  return undefined;
}
