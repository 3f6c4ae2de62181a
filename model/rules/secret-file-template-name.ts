import { placeUnder } from '../origin';
import { secretFilesOf } from './facts/secret-files';
import { rule } from './rule';

/** Reports SealedSecrets that were sealed for another name, by what their template says. */
export const secretFileTemplateName = rule('secret-file-template-name', ({ platform }, report) => {
  for (const { name, sealedName, place } of secretFilesOf(platform)?.sound ?? []) {
    if (sealedName !== undefined && sealedName !== name)
      report({ name, sealedName }, placeUnder(place, 'spec', 'template', 'metadata', 'name'));
  }
});
