/**
 * Characters that a terminal or a CI runner could execute, or that could deceive a reader: control characters (ESC and line ends are among them),
 * characters that turn the direction of text or have no width, and lone surrogates.
 */
const treacherous = /[\p{Cc}\p{Zl}\p{Zp}\p{Cs}\p{Bidi_Control}\u00ad\u200b-\u200d\u2060\ufeff\u{e0000}-\u{e007f}]/gu;

/** Runners read `##[command]`, `##vso[command]` and `##teamcity[command]` anywhere in a line. */
const runnerCommand = /##(\w*)\[/g;

/**
 * Makes foreign text safe for one line of a terminal or a CI log: it writes a treacherous character as the escape of a JavaScript
 * string, such as `\n` or `\u001b`.
 * @returns one line; text without such characters is unchanged
 * @see https://trojansource.codes/
 */
export function visibleText(text: string): string {
  return text.replace(treacherous, escaped).replace(runnerCommand, '##$1\\u005b');
}

/**
 * Makes JSON text safe for a terminal or a CI log, with the same meaning.
 * @param json the output of `JSON.stringify`; its line ends stay
 * @returns JSON that parses to the same value
 */
export function visibleJson(json: string): string {
  return json
    .replace(treacherous, (character) => (character === '\n' ? character : hexadecimal(character)))
    .replace(runnerCommand, '##$1\\u005b');
}

function escaped(character: string): string {
  if (character === '\n') return '\\n';
  if (character === '\r') return '\\r';
  if (character === '\t') return '\\t';
  return hexadecimal(character);
}

function hexadecimal(character: string): string {
  // By code units, as both JavaScript and JSON want it.
  return character
    .split('')
    .map((unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)
    .join('');
}
