import { placeUnder } from '../origin';
import { secretFilesOf } from './facts/secret-files';
import { rule } from './rule';

/** Reports sealed or encrypted Secrets for another namespace than the platform's. */
export const secretFileNamespace = rule('secret-file-namespace', ({ platform }, report) => {
  const files = secretFilesOf(platform);
  const wanted = platform.namespace;
  for (const { name, namespace, sealedNamespace = wanted, place } of files?.sound ?? []) {
    const common = { name, wanted, provider: files?.provider ?? '' };
    if (namespace === undefined) report({ ...common, namespace }, placeUnder(place, 'metadata'));
    else if (namespace !== wanted) report({ ...common, namespace }, placeUnder(place, 'metadata', 'namespace'));
    // Somebody has changed `metadata.namespace` after the Secret was sealed.
    else if (sealedNamespace !== wanted)
      report({ ...common, namespace: sealedNamespace }, placeUnder(place, 'spec', 'template', 'metadata', 'namespace'));
  }
});
