import { placeUnder } from '../origin';
import { secretFilesOf } from './facts/secret-files';
import { rule } from './rule';

/** Reports SealedSecrets whose Secret would say it has another name. */
export const secretFileTemplateName = rule('secret-file-template-name', ({ platform }, report) => {
  for (const { name, templateName, place } of secretFilesOf(platform)?.sound ?? []) {
    if (templateName !== undefined && templateName !== name) report({ name, templateName }, placeUnder(place, 'spec', 'template', 'metadata', 'name'));
  }
});
