import { catalogue } from './catalogue';
import type { Wordings } from './record';

/**
 * Writes `docs/errors.md`: every code with its severity, its title and its explanation, in alphabetical order. A code is its heading, so that
 * `errors.md#route-conflict` leads there.
 * @param wordings by code; by default the catalogue
 * @returns Markdown with a line end
 */
export function errorsPage(wordings: Wordings = catalogue): string {
  const codes = Object.keys(wordings).sort();
  const sections = codes.map((code) => {
    const { severity, title, explanation, acceptable = false } = wordings[code]!;
    const note =
      acceptable === false ? '' : `\n\nIt can be accepted by \`allow\`${acceptable === 'development' ? ', in development alone' : ''}.`;
    return `## ${code}\n\n**${severity}**: ${title}\n\n${explanation}${note}\n`;
  });
  return [
    '# Errors and warnings\n',
    'Every finding that Cadastre reports, by its code. An error stops the synthesis, a warning does not. ' +
      'A rule may be stricter or milder where it knows the environment. Every warning can be accepted by `allow`, and the errors that say so.\n',
    '<!-- Made from diagnostics/catalogue by `node --require tsx/cjs scripts/write-errors-page.ts`. Edit the catalogue, not this file. -->\n',
    ...sections,
  ].join('\n');
}
