import { placeUnder } from '../origin';
import { secretFilesOf } from './facts/secret-files';
import { rule } from './rule';

/** Reports sealed or encrypted Secrets for another namespace than the platform's. */
export const secretFileNamespace = rule('secret-file-namespace', ({ platform }, report) => {
  const files = secretFilesOf(platform);
  for (const { name, namespace, place } of files?.sound ?? []) {
    if (namespace === platform.namespace) continue;
    const at = namespace === undefined ? placeUnder(place, 'metadata') : placeUnder(place, 'metadata', 'namespace');
    report({ name, namespace, wanted: platform.namespace, provider: files?.provider ?? '' }, at);
  }
});
