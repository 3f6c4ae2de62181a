/** What no text for a person may hold: a stack, a value that was never made a text, and what a terminal or a CI runner obeys. */
const slips: readonly (readonly [what: string, pattern: RegExp])[] = [
  ['a stack trace', /\n\s+at .+:\d+:\d+\)?(?:\n|$)/],
  ['an object made a text', /\[object \w+\]/],
  ['a control character', /[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/],
  ['a lone surrogate', /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/],
  ['a defect of Cadastre', /defect|this is a bug/i],
];

/**
 * Refuses a text that nobody should see.
 * @throws Error with what it is, and the text around it
 */
export function shown(text: string): void {
  for (const [what, pattern] of slips) {
    const at = text.search(pattern);
    if (at >= 0) throw new Error(`${what} is shown: ${JSON.stringify(text.slice(Math.max(0, at - 200), at + 200))}`);
  }
}
