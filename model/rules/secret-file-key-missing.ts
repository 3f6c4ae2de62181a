import { secretFilesOf } from './facts/secret-files';
import { rule } from './rule';

/** Reports sealed or encrypted Secrets without a key that something cannot start without. */
export const secretFileKeyMissing = rule('secret-file-key-missing', ({ platform }, report) => {
  const wanted = new Map(
    platform.secrets.map(({ name, keys }) => [name, keys.filter(({ optional }) => !optional).map(({ name: key }) => key)]),
  );
  for (const { name, keys, place } of secretFilesOf(platform)?.sound ?? []) {
    const present = new Set(keys);
    const missing = (wanted.get(name) ?? []).filter((key) => !present.has(key));
    if (missing.length > 0) report({ name, missing }, place);
  }
});
