import { placeUnder } from '../origin';
import { secretFilesOf } from './facts/secret-files';
import { boundedSuggest } from './facts/suggestions';
import { rule } from './rule';

/** Reports sealed or encrypted Secrets that nothing reads. */
export const secretFileUnknown = rule('secret-file-unknown', ({ platform }, report) => {
  const names = platform.secrets.map(({ name }) => name);
  const known = new Set(names);
  const suggest = boundedSuggest(names);
  for (const { name, place } of secretFilesOf(platform)?.sound ?? []) {
    if (!known.has(name)) report({ name, suggestion: suggest(name) }, placeUnder(place, 'metadata', 'name'));
  }
});
