import { placeUnder } from '../origin';
import { secretFilesOf } from './facts/secret-files';
import { rule } from './rule';

/** Reports values in the template of a SealedSecret that are not what follows from the registry. What is sealed nobody can compare. */
export const secretFileValue = rule('secret-file-value', ({ platform }, report) => {
  const known = new Map(
    platform.secrets.map(({ name, keys }) => [
      name,
      new Map(keys.flatMap(({ name: key, source }) => (source.kind === 'known' ? [[key, source.value]] : []))),
    ]),
  );
  for (const { name, texts, place } of secretFilesOf(platform)?.sound ?? []) {
    for (const { key, text } of texts) {
      const wanted = known.get(name)?.get(key);
      if (wanted !== undefined && wanted !== text) report({ name, key, wanted }, placeUnder(place, 'spec', 'template', 'data', key));
    }
  }
});
