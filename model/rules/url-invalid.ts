import { rule } from './rule';

/** Reports values that are meant to be a URL and that no parser takes. */
export const urlInvalid = rule('url-invalid', ({ urlFacts }, report) => {
  for (const { name, origin } of urlFacts.invalid) report({ variable: name }, origin.place);
});
