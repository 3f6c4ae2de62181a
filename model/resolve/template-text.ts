import { credentialInValue } from '../../formats';

/** A text in Go's template language, taken apart. */
interface TemplateParts {
  /** The text with a reference to a variable in place of each expression. */
  readonly outside: string;
  /** What stands between the braces. */
  readonly expressions: readonly string[];
}

/** A text that an expression spells out, up to the end where nothing closes it. */
const spelledOut = /"(?:[^"\\]|\\[^])*(?:"|\\?$)|`[^`]*(?:`|$)/g;

/**
 * Whether everybody can read what a text in a template becomes: it takes nothing from the values that are sealed, or there is a credential beside what it takes.
 * @see https://pkg.go.dev/text/template
 */
export function isReadableTemplate(text: string): boolean {
  const { outside, expressions } = partsOf(text);
  return !expressions.some((expression) => expression.replace(spelledOut, '').includes('.')) || credentialInValue(outside) !== undefined;
}

function partsOf(text: string): TemplateParts {
  const expressions: string[] = [];
  let outside = '';
  let position = 0;
  for (;;) {
    const start = text.indexOf('{{', position);
    const end = start === -1 ? -1 : text.indexOf('}}', start);
    if (end === -1) return { outside: outside + text.slice(position), expressions };
    outside += `${text.slice(position, start)}$(expression)`;
    expressions.push(text.slice(start + 2, end));
    position = end + 2;
  }
}
