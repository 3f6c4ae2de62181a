import { placeUnder } from '../origin';
import { secretFolder } from '../secret-folder';
import { secretFilesOf } from './facts/secret-files';
import { rule } from './rule';

/** Reports Secrets that something cannot start without and that no file holds. */
export const secretFileMissing = rule('secret-file-missing', ({ platform }, report) => {
  const files = secretFilesOf(platform);
  if (files === undefined) return;
  const present = new Set(files.all.map(({ name }) => name));
  const missing = platform.secrets
    .filter(({ name, keys }) => !present.has(name) && keys.some(({ optional }) => !optional))
    .map(({ name }) => name);
  const folder = secretFolder(platform.sources.overlay.file);
  if (missing.length > 0)
    report({ missing, folder, provider: files.provider }, placeUnder(platform.sources.overlay, 'secrets', 'provider'));
});
