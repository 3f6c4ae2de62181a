import { interpolationsIn, referencesIn } from '../../formats';
import { rule } from './rule';

/** Reports values that refer to other variables, as if they were replaced. */
export const envReference = rule('env-reference', ({ variables }, report) => {
  for (const { name, value, origin } of variables.plain) {
    if (!value.includes('$')) continue;
    const references = [
      ...referencesIn(value).map((reference) => `$(${reference})`),
      ...interpolationsIn(value).map((reference) => `\${${reference}}`),
    ];
    if (references.length > 0) report({ variable: name, references }, origin.place);
  }
});
