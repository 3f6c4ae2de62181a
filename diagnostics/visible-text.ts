/**
 * What a terminal or a CI runner could take for a command, or a reader for something else than it is: control characters with ESC and the line
 * ends among them, characters that turn the direction of text or have no width, and surrogates that stand alone.
 */
const treacherous = /[\p{Cc}\p{Zl}\p{Zp}\p{Cs}\p{Bidi_Control}\u00ad\u200b-\u200d\u2060\ufeff\u{e0000}-\u{e007f}]/gu;

/** Runners read `##[command]`, `##vso[command]` and `##teamcity[command]` anywhere in a line. */
const runnerCommand = /##(\w*)\[/g;

/**
 * Makes text that others wrote fit to stand in one line of a terminal or a CI log: what is treacherous is shown as the escape that a JavaScript
 * string would have, such as `\n` or `\u001b`.
 * @returns one line; text without such characters as it is
 * @see https://trojansource.codes/
 */
export function visibleText(text: string): string {
  return text.replace(treacherous, escaped).replace(runnerCommand, '##$1\\u005b');
}

/**
 * Makes JSON text fit for a terminal or a CI log without changing what it means.
 * @param json text that `JSON.stringify` made, whose line ends are left as they are
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
