/**
 * The spelling of strings and numbers in YAML. Every YAML 1.1 and 1.2 parser reads the same value back.
 *
 * A string stands bare only if it has one of a few harmless shapes; all others are
 * quoted. So an unforeseen notation costs a pair of quotes, and never a changed value.
 *
 * @see https://yaml.org/spec/1.2.2/#733-plain-style for the syntax of plain scalars
 * @see https://yaml.org/type/ for the texts that YAML 1.1 reads as a bool, int, float, null, merge or timestamp
 */

/**
 * Bare text in a value: printable ASCII that starts like a word, a path, a variable or a command-line flag.
 * A colon, a hash or a space is allowed where it cannot end the scalar (`a:b`, `a#b`, `a b`; not `a: b`, `a #b`, `a:`, `a `).
 * Not `e1`, here and below: the `yaml` package in version 1.1 takes it for a number without digits before the exponent.
 */
const BARE_VALUE = /^(?!-?[eE][-+]?[0-9_]+$)(?:[A-Za-z_/$(]|--?[A-Za-z])(?:[!-9;-~]|:(?=[!-~])| (?=[ !"$-~]))*$/;

/**
 * Bare text that starts with a digit: an amount with its unit, such as `500m`, `1.5Gi`, `30s` or `80%`.
 * The letter after the digits must not make it a number, as `e`, `x`, `o` and `b` would (`1e3`, `0x1F`, `0o17`, `0b1`).
 */
const BARE_AMOUNT = /^[0-9]+(?:\.[0-9]+)?(?:%|[acdf-mnp-wyzACDF-NP-WYZ][A-Za-z0-9._/-]*)$/;

/** Bare text in a key: narrower, since a key is followed by a colon. */
const BARE_KEY = /^(?![eE][-+]?[0-9_]+$)[A-Za-z_/][A-Za-z0-9_./-]*$/;

/** A checksum. Most begin with a digit and have to be quoted, so all are: a new one changes its line in nothing else. */
const CHECKSUM = /^[0-9a-f]{64}$/;
const CHECKSUM_LENGTH = 64;

/** Words that some parsers read as a bool, a null or a float. `y` and `n` count: kubectl reads them as booleans. */
const RESERVED_WORD = /^(?:y|n|yes|no|on|off|true|false|null|nil|none|-?nan|-?inf|-?infinity)$/i;
const LONGEST_RESERVED_WORD = '-infinity'.length;

/**
 * Characters that JSON does not escape and YAML must not contain: DEL, C1 controls (U+0085 is a line break in YAML 1.1), U+2028 and
 * U+2029 (likewise), the byte order mark, non-characters; and characters that a reviewer cannot see: no-break, zero-width and
 * bidirectional-override characters, which can change the apparent text of a line.
 */
const INVISIBLE = /[\x7f-\xa0\xad\u061c\u180e\u200b-\u200f\u2028-\u202f\u2060-\u206f\ufeff\ufff0-\uffff]/g;

/** The characters that a block scalar cannot contain, because it has no escapes; with `u` the expression matches lone surrogates only. */
const UNFIT_FOR_BLOCK =
  /[^\t\n\x20-\x7e\xa1-\u{10ffff}]|[\xad\u061c\u180e\u200b-\u200f\u2028-\u202f\u2060-\u206f\ud800-\udfff\ufeff\ufff0-\uffff]/u;

/** Text whose last line, apart from empty ones, is all spaces and tabs, or that has only empty lines. */
const BLANK_LAST_LINE = /(?:^|\n)[ \t]+\n*$|^\n*$/;

/** Keys longer than this are written as `? key`. Parsers refuse more than 1024 characters or bytes; the longest legal label key has 317. */
const LONGEST_IMPLICIT_KEY = 320;

const escapeInvisible = (character: string): string => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;

// The length first: most strings have another, and the functions run for every string.
const isReserved = (text: string): boolean => text.length <= LONGEST_RESERVED_WORD && RESERVED_WORD.test(text);
const isChecksum = (text: string): boolean => text.length === CHECKSUM_LENGTH && CHECKSUM.test(text);

/** The string in double quotes. JSON's escapes are a subset of YAML's, and JSON already escapes C0 controls and lone surrogates. */
function quoted(text: string): string {
  return JSON.stringify(text).replace(INVISIBLE, escapeInvisible);
}

/** A single-line string as a value: bare where that is safe, otherwise in double quotes. */
export function inlineScalar(text: string): string {
  return (BARE_VALUE.test(text) || BARE_AMOUNT.test(text)) && !isReserved(text) && !isChecksum(text) ? text : quoted(text);
}

/**
 * Characters that a bare scalar may contain in a block and not between brackets. YAML forbids five of them there; of the colon and the question mark
 * libyaml before 0.2.1, which older PyYAML has, says `found unexpected ':'`.
 */
const NOT_BARE_IN_FLOW = /[,[\]{}:?]/;

/** A single-line string as a value inside a flow collection. */
export function flowScalar(text: string): string {
  return NOT_BARE_IN_FLOW.test(text) ? quoted(text) : inlineScalar(text);
}

/**
 * A string with line breaks as a literal block, so that SQL and configuration files stay readable in review.
 *
 * @param lineBreak a line break and the spaces the block's lines get: two more than the lines of the parent
 * @returns the block from its `|` up to, not including, its last line break; undefined if a block cannot contain the text
 * @see https://yaml.org/spec/1.2.2/#812-literal-style
 */
export function blockScalar(text: string, lineBreak: string): string | undefined {
  // Where the last line is blank but not empty, the rules of chomping decide, and parsers differ on them.
  if (UNFIT_FOR_BLOCK.test(text) || BLANK_LAST_LINE.test(text)) return undefined;
  const first = text[0];
  // Without the digit, a parser would read the first line's own spaces as the indentation of the block.
  const digit = first === ' ' || first === '\t' || first === '\n' ? '2' : '';
  const chomping = !text.endsWith('\n') ? '-' : text.endsWith('\n\n') ? '+' : '';
  const lines = chomping === '-' ? text : text.slice(0, -1);
  // Empty lines stay empty: no trailing spaces in the file.
  return `|${digit}${chomping}${first === '\n' ? '\n' : lineBreak}${lines.replace(/\n(?=[^\n])/g, lineBreak)}`;
}

/**
 * A mapping key with its colon.
 *
 * @param lineBreak a line break and the spaces before the key, for a very long key, which has a line of its own
 */
export function mappingKey(key: string, lineBreak: string): string {
  const text = BARE_KEY.test(key) && !isReserved(key) ? key : quoted(key);
  return text.length <= LONGEST_IMPLICIT_KEY ? `${text}:` : `? ${text}${lineBreak}:`;
}

/**
 * A finite number as JSON prints it, with one difference: `1e+21` becomes `1.0e+21`, because YAML 1.1 reads a number with an
 * exponent but without a point as a string.
 *
 * @see https://yaml.org/type/float.html
 */
export function numberScalar(value: number): string {
  const text = String(value);
  return text.includes('e') && !text.includes('.') ? text.replace('e', '.0e') : text;
}
